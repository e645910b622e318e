"""Identities, places and reprints."""

from __future__ import annotations

from pathlib import Path

import pytest

from purport.entities.reprints import clusters_of, find_descents
from purport.lexicon.aliases import bundled, with_project
from purport.lexicon.gazetteer import bundled as gazetteer
from tests.conftest import make_article


@pytest.mark.parametrize(
    "name",
    [
        "SOHR",
        "the Observatory",
        "Syrian Observatory for Human Rights",
        "the Britain-based Syrian Observatory for Human Rights",
    ],
)
def test_one_identity_for_many_names(name: str) -> None:
    """The many names of the Observatory are one body."""
    assert bundled().find(name, "a", "SY").id == "sohr"


def test_officials_speak_for_their_body() -> None:
    """Gerasimov, Shoigu, Mizintsev and the reconciliation centre are one ministry."""
    aliases = bundled()
    names = ("Valery Gerasimov", "Sergey Shoigu", "Mikhail Mizintsev", "the Russian center for reconciliation")
    assert {aliases.root(aliases.find(n, "a")).id for n in names} == {"ru-mod"}


def test_a_field_bound_name_means_nothing_elsewhere() -> None:
    """ "the government" is Syria's in articles on Syria only."""
    aliases = bundled()
    assert aliases.find("the government", "a", "SY").id == "sy-gov"
    assert aliases.find("the government", "a", "YE").id != "sy-gov"


def test_sources_without_a_name_are_nobodys_twice() -> None:
    """ "a security source" on two pages is not one identity."""
    aliases = bundled()
    assert aliases.find("a security source", "a").id != aliases.find("a security source", "b").id


def test_a_project_can_add_names(tmp_path: Path) -> None:
    """Rows of purport-aliases.tsv come before the bundled ones."""
    table = tmp_path / "purport-aliases.tsv"
    table.write_text("my-body\tThe Assembly\tbody\t\t\tSOHR\n")
    assert with_project(table).find("SOHR", "a").id == "my-body"
    assert with_project(tmp_path / "none.tsv").find("SOHR", "a").id == "sohr"


@pytest.mark.parametrize(
    ("spellings", "name"),
    [
        (("Deir ez-Zor", "Deir Ezzor", "Dayr az-Zawr", "Deir al-Zor"), "Deir ez-Zor"),
        (("Khan Sheikhoun", "Khan Shaykhun", "Khan Sheikhun"), "Khān Shaykhūn"),
        (("Albukamal", "al-Bukamal", "Abu Kamal"), "Ālbū Kamāl"),
    ],
)
def test_transliterations_are_one_place(spellings: tuple[str, ...], name: str) -> None:
    """However a name is spelt, it is one place."""
    assert {getattr(gazetteer().choose(s, "SY").place, "name", None) for s in spellings} == {name}


def test_an_unknown_place_is_no_place() -> None:
    """Unresolved is an answer."""
    assert gazetteer().choose("Nowhereabad", "SY").place is None
    assert gazetteer().choose(None).place is None


LONG = " ".join(
    f"The {word} report of the day told of the {word} in the town near the river."
    for word in ["fire", "flood", "market", "bridge", "school", "harvest"]
)


def test_a_reprint_is_found_and_its_direction_told() -> None:
    """A text inside a longer page, credited to its outlet, goes back to it."""
    first = make_article(f"{LONG} It counted 1,411 houses.", doc_id="first", outlet="South Front")
    page = f"An introduction of some length that is the second site's own, with words of its own. {LONG} It counted 1,411 houses. The original source of this article is South Front."
    from dataclasses import replace

    later = replace(make_article(page, doc_id="later", outlet="Other"), credit="South Front")
    [cluster] = clusters_of(find_descents([later, first]))
    assert cluster.first == first.id
    assert cluster.pairs[0].how == "credit line"


def test_template_bulletins_are_no_reprints() -> None:
    """The same words with other figures are another day's bulletin."""
    one = make_article(f"{LONG} In total 1,185 people came: 372 by the north and 813 by the south.", doc_id="one")
    two = make_article(f"{LONG} In total 1,494 people came: 486 by the north and 1,008 by the south.", doc_id="two")
    assert find_descents([one, two]) == []
