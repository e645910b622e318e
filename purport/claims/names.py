"""Names within one article: the fullest form of a speaker's name, and whom "the group" means."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from purport.lexicon.gazetteer import is_place
from purport.lexicon.tables import rows, words

_PROPER = r"[A-Z][\w’'-]+"
_JOIN = r"(?:of|for|the|and|al|on|in|de|bin|el|ez)"
_PERSON_JOIN = r"(?:al-|el-|bin |al |Al |abu |Abu |de |van |von )?"
_PRONOUNS = frozenset(["he", "she", "they", "it", "who", "we", "i", "him", "her"])
_LEAD = re.compile(
    r"^(?:the|a|an|its|his|her|their|our|this|that|but|and|also|however|meanwhile|earlier|while|another)\s+",
    re.IGNORECASE,
)
_NAME = re.compile(_PROPER)
_GLUED = re.compile(rf"^(?:[a-z]\w+\s)+({_PROPER}(?:\s{_PROPER})*)$")
_DESCRIBED = re.compile(r"(?:[a-z]+ )*(?:group|rebels|party|newspaper|channel|militia|in|at|of|from|with|for)\b")
# What stands before a surname, and behind it where it is none.
_GIVEN_NAMES = re.compile(rf"(?:{_PROPER}\s){{1,3}}{_PERSON_JOIN}\Z")
_GOES_ON = re.compile(rf"\w|\s{_PROPER}")
_SIGHT = 120  # characters
_THE_BODY = re.compile(rf"\b[Tt]he ({_PROPER})(?! [A-Z])")
_WATCHING = re.compile(
    r"(?:\w+ )?(?:group|organi[sz]ation|network) (?:that |which )?(?:is )?(?:track|monitor|document)\w*\b"
)
_BASED = re.compile(r"\b(?:(?:[A-Z][\w.]+)-based)\s+")


@cache
def _generics() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = [(row[0], re.compile(row[1])) for row in rows("purport.claims", "generic_speakers.tsv")]
    return tuple(sorted(table, key=lambda row: -len(row[0])))


class Names:
    """The names of one article's text. Nothing is looked up outside it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._full: dict[str, str | None] = {}
        self._runs = [m.group() for m in re.finditer(rf"(?<!\w){_PROPER}(?:\s(?:{_JOIN}\s)*{_PROPER})+", text)]

    def fullest(self, name: str, last_person: str | None, last_body: str | None) -> tuple[str | None, str]:
        """The name at its fullest, and how it was told: "he" → the last person who spoke."""
        bare = _LEAD.sub("", _bare(name)).strip()
        if bare.lower() in _PRONOUNS and not bare.isupper():
            person = bare.lower() in ("he", "she", "him", "her", "who")
            return (last_person if person else last_body or last_person), f"pronoun {bare!r}"
        glued = _GLUED.match(bare)
        if glued and not _DESCRIBED.match(bare):
            bare = glued.group(1)  # "… the tunnels Konashenkov said", in text that has lost its commas
            name = bare
        generic = self._generic(bare, last_body)
        if generic and generic.lower() != bare.lower():
            return generic, f"{bare!r} stands for a name of this article"
        if _NAME.fullmatch(bare) and len(bare) > 2:
            full = self._spelt_out(bare) or self._with_first_name(bare) or self._institution(bare)
            if full:
                return full, f"{bare!r} in full elsewhere in the article"
        return _bare(name), "as written"

    def person_before(self, sentence: str, at: int) -> str | None:
        """The person named last before a place in a sentence, or in the text before that sentence."""
        where = self._text.find(sentence)
        before = self._text[max(0, where - 400) : max(where, 0)] + sentence[:at]
        for run in reversed(re.findall(rf"{_PROPER}(?:\s{_PERSON_JOIN}{_PROPER})*", before)):
            surname = run.split()[-1]
            full = run if " " in run and looks_like_person(run) else self._with_first_name(surname)
            if full and any(word.lower() in words("purport.lexicon", "roles.txt") for word in self._words_around(full)):
                return full
        return None

    def _words_around(self, name: str) -> list[str]:
        """The words beside the first mention of a name, where its bearer's role stands."""
        at = self._text.find(name)
        return re.findall(r"[\w.]+", self._text[max(0, at - 60) : at + len(name) + 60]) if at >= 0 else []

    def _generic(self, bare: str, last_body: str | None) -> str | None:
        plain = _BASED.sub("", bare).strip()
        lowered = _WATCHING.sub("monitoring group", plain.lower())
        if lowered.startswith("monitoring group "):
            lowered = plain = "monitoring group"  # "a group tracking the violence in Syria"
        for words_, pattern in _generics():
            if lowered == words_ or (lowered.endswith(f" {words_}") and _plain(plain, words_)):
                if (
                    last_body
                    and pattern.search(last_body)
                    and words_ in ("group", "organisation", "organization", "agency", "center", "centre", "ministry")
                ):
                    return last_body
                return self._named(pattern) or (last_body if words_ == "group" else None)
        return None

    def _named(self, pattern: re.Pattern[str]) -> str | None:
        """The name that stands most often, the longer one of two, the earlier one of equals."""
        named = [_cut_roles(run) for run in self._runs if pattern.search(run) and len(run.split()) < 9]
        named = [name for name in named if pattern.search(name)] or self._bodies_of_one_word(pattern)
        counts = Counter(named)
        return max(counts, key=lambda n: (counts[n], len(n)), default=None)

    def _bodies_of_one_word(self, pattern: re.Pattern[str]) -> list[str]:
        """ "the Observatory", in an article that never says which one."""
        return [f"the {m.group(1)}" for m in _THE_BODY.finditer(self._text) if pattern.search(m.group(1))]

    def _institution(self, word: str) -> str | None:
        if word.lower() not in words("purport.claims", "speaker_nouns.txt"):
            return None
        return self._named(re.compile(rf"\b{re.escape(word)}\b"))

    def _spelt_out(self, letters: str) -> str | None:
        """ "the LCC" → "Local Coordination Committees", where the article has that name."""
        if not letters.isupper() or len(letters) < 3:
            return None
        for run in self._runs:
            proper = [word for word in run.split() if word[0].isupper()]
            if len(proper) >= len(letters) and "".join(word[0] for word in proper).endswith(letters):
                return run[run.rindex(proper[-len(letters)]) :] if run.count(proper[-len(letters)]) == 1 else run
        return None

    def _with_first_name(self, surname: str) -> str | None:
        surname = re.sub(r"[’']s$", "", surname)
        if surname.isupper() and len(surname) > 2:
            return None  # "Syria UNICEF": no first name
        if surname not in self._full:
            self._full[surname] = self._look_for(surname)
        return self._full[surname]

    def _look_for(self, surname: str) -> str | None:
        at = self._text.find(surname)
        while at >= 0:
            until = at + len(surname)
            given = _GIVEN_NAMES.search(self._text, max(0, at - _SIGHT), at)
            if given and not _GOES_ON.match(self._text, until):
                name = _person_part(self._text[given.start() : until])
                if name and len(name.split()) > 1:
                    return name
            at = self._text.find(surname, until)
        return None


def _bare(name: str) -> str:
    """A name without the marks around it; the last dot of "the U.N." is part of it."""
    bare = name.strip(" \"“”'‘’,.;:")
    return bare + "." if re.search(r"\b(?:[A-Z]\.)+[A-Z]$", bare) and f"{bare}." in name else bare


def _plain(phrase: str, noun: str) -> bool:
    """A generic noun behind plain adjectives only ("the monitoring group"), no name among them."""
    return all(word.islower() for word in phrase[: -len(noun)].split()) and len(phrase.split()) < 4


def _cut_roles(run: str) -> str:
    """ "Syrian Observatory for Human Rights Rami Abdel Rahman" is the body's name, then a person's."""
    match = re.match(r"(.*?\b(?:Human Rights|Ministry|Coalition|Cent(?:er|re)|Council|Agency)\b)(?: [A-Z].*)?$", run)
    return match.group(1) if match and len(match.group(1).split()) > 1 else run


def _person_part(run: str) -> str | None:
    """The name behind the last word for a role or a body of a run: "General Staff Valery Gerasimov"."""
    tokens = run.split()
    roles = words("purport.lexicon", "roles.txt")
    for i in range(len(tokens) - 1, -1, -1):
        if tokens[i].strip(".").lower() in roles or (i < len(tokens) - 2 and tokens[i].lower() in _INSTITUTIONS):
            return " ".join(tokens[i + 1 :]) or None
    nouns = words("purport.claims", "speaker_nouns.txt")
    return None if any(t.lower() in nouns for t in tokens[:-1]) or len(tokens) > 4 else run


def person_in(phrase: str) -> str | None:
    """The person's name in a speaker's phrase, if it names one.

    "Chief of the Russian General Staff Valery Gerasimov" → "Valery Gerasimov";
    "Peter Salama Executive Director of the WHO" → "Peter Salama".
    """
    tokens = phrase.replace(",", " ,").replace("**", "").split()
    roles, bodies = words("purport.lexicon", "roles.txt"), words("purport.claims", "speaker_nouns.txt")
    known = [t.strip(".").lower() in roles for t in tokens]
    if not any(known):
        return None
    last = max(i for i, t in enumerate(tokens) if known[i] or t.strip(".").lower() in bodies | _INSTITUTIONS)
    behind = " ".join(tokens[last + 1 :]).strip(" ,")
    name = rf"{_PROPER}(?:\s{_PERSON_JOIN}{_PROPER}){{0,3}}"
    match = re.match(rf"^({name})(?=$| ,| who| from| in )", behind)
    if match and (known[last] or " " in match.group(1)):
        return match.group(1)
    first = known.index(True)
    ahead = " ".join(tokens[:first]).strip(" ,")
    lead = re.match(rf"^({_PROPER}(?:\s{_PERSON_JOIN}{_PROPER}){{1,2}})(?:$| ,| who| the| a| an|\s[a-z])", ahead + " ")
    if lead and not {w.lower() for w in lead.group(1).split()} & (bodies | _INSTITUTIONS):
        return lead.group(1)
    return _two_names(tokens[:first])


_INSTITUTIONS = frozenset(
    [
        "staff",
        "forces",
        "rights",
        "command",
        "centre",
        "center",
        "ministry",
        "service",
        "corps",
        "affairs",
        "defence",
        "defense",
        "state",
    ]
)


def _two_names(tokens: list[str]) -> str | None:
    """ "Peter Salama Executive …": the first two capitalised words ahead of a capitalised role."""
    ahead = [t for t in tokens[:2] if re.fullmatch(_PROPER, t)]
    bodies = words("purport.claims", "speaker_nouns.txt") | _INSTITUTIONS
    plain = len(ahead) == 2 and 2 < len(tokens) <= 4 and not {t.lower() for t in tokens} & bodies
    return " ".join(ahead) if plain and not any(is_place(t) for t in ahead) else None


def looks_like_person(name: str) -> bool:
    """Two to four capitalised words with no word for a body or a role among them."""
    tokens = name.split()
    nouns = words("purport.claims", "speaker_nouns.txt")
    proper = all(re.fullmatch(rf"{_PROPER}|al|bin|el|de", t) for t in tokens)
    return (
        proper
        and 2 <= len(tokens) <= 4
        and not any(t.lower() in nouns for t in tokens)
        and tokens[-1].lower() not in ("rights", "news", "agency", "times", "coalition")
    )
