"""Toponyms: what shows that an unknown name is a place, here and elsewhere in the article."""

from __future__ import annotations

import pytest

from purport.claims.described import described_places
from purport.claims.evidence.pointing import kinds_said, pointers
from purport.claims.places import find_toponyms, shown_places, with_known
from tests.conftest import figures


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The army took villages including Barqush and Sifra while battles went on.", ["Barqush", "Sifra"]),
        ("Levanka and Lobnoye, villages in the southeast, were freed.", ["Levanka", "Lobnoye"]),
        ("Shells fired on Kilmanto wounded three people.", ["Kilmanto"]),
        ("Rebels were driven from nearly all of the al-Malha Farms on Sunday.", ["al-Malha Farms"]),
        ("A woman died in the attack on al-Fasura Idlib in the evening.", ["al-Fasura", "Idlib"]),
        ("Talks on a Damascus suburb went on.", ["Damascus"]),
        ("Ahmed Khaled, an area commander, spoke of peace.", []),
        ("Kemalov, a district police chief, spoke of peace.", []),
    ],
)
def test_what_shows_a_place(sentence: str, expected: list[str]) -> None:
    """Lists, appositions, sites and where shells fall; "a Damascus suburb" is no name of one."""
    assert [t.words for t in find_toponyms(sentence)] == expected


def test_a_place_is_one_in_the_whole_article() -> None:
    """A bare name is a place where another sentence shows it; as the subject of "said" it is somebody."""
    known = shown_places(find_toponyms("The brigade stormed the village of Barqush."))
    assert [t.words for t in with_known("Barqush lies on the river.", (), known)] == ["Barqush"]
    assert with_known("Barqush said that he was there.", (), known) == ()
    assert with_known("Kafrana lies on the river.", (), known) == ()


def test_words_that_point_back() -> None:
    """ "the town" is of a kind, "there" of any, "there were" of none; a name is of the kind that its words say."""
    assert [p.kind for p in pointers("The town was hit, and 5 died there.")] == ["town", "any"]
    assert pointers("On Sunday there were 5 dead.") == ()
    sentence = "It hit the town of Barqush."
    assert kinds_said(sentence, find_toponyms(sentence)[0]) == {"town"}


def test_long_lists_take_no_time() -> None:
    """A list of forty names that ends in nothing is looked at once."""
    assert len(find_toponyms("They went by " + ", ".join(["Al-Bab Al-Tall"] * 40) + " again.")) <= 40


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BEIRUT (Reuters) - Five people were killed.\n\nThe raid struck Ariha.", "Ariha"),
        ("Beirut Syrian government air strikes killed five people.\n\nThe raid struck Ariha.", "Ariha"),
        ("Aleppo (northern Syria) saw 12 people killed.\n\nShops were shut in Homs.", "Aleppo"),
    ],
)
def test_a_dateline_is_no_scene(text: str, place: str) -> None:
    """The desk that a report comes from is not where it happened; words in brackets do not make a desk."""
    assert [claim.place for claim in figures(text)] == [place]


def test_the_day_of_an_event_that_opens_the_text() -> None:
    """ "12 May 2015" alone is when a page was written, "On 12 May 2015" when something happened."""
    [claim] = figures("On 12 May 2015, an air strike on Homs killed 30 people.")
    assert claim.time == "On 12 May 2015"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sheriff Ann Loe of Kemper County, in Upland, spoke.", ["Kemper County", "Upland"]),
        ("Orders covered 20,000 people across Kemper, Yalda and Borly counties.", ["Kemper", "Yalda", "Borly counties"]),
        ("The Kemdillera region has logged 42 landslides.", ["Kemdillera region"]),
        ("Rescuers freed twenty people at the Old Mill Guinness Building on Monday.", ["Old Mill Guinness Building"]),
        ("Thousands went to a protest at police headquarters on Via Larga, where they sang.", ["Via Larga"]),
        ("The inspectors visited Kafr Dunya, a day later.", ["Kafr Dunya"]),
        ("Flooding hit Porto Alegre, the capital of Rio Grande do Sul state.", ["Porto Alegre", "Rio Grande do Sul state"]),
        ("Dozens died in Syria UNICEF said.", ["Syria"]),
        ("The people hurt in Tuesdays attack were treated.", []),
        ("Hundreds of homes were lost to the North Complex fires.", []),
        (
            "They met in the villages of Kemda Dorla al-Esm al-Shaza Karvah and in Aleppo.",
            ["Kemda", "Dorla al-Esm", "al-Shaza", "Karvah", "Aleppo"],
        ),
        ("The army began its assault on Fuzal and Kemda on Wednesday.", ["Fuzal", "Kemda"]),
        ("They pressed an assault on Hamas positions.", []),
        ("Five men died, Russia's Defence Ministry said in Aleppo.", ["Aleppo"]),
        ("In the west of Iraq ISIS-controlled land grows.", ["Iraq"]),
        ("Fighters died in al-Kemaa Northwest of Aleppo.", ["al-Kemaa", "Aleppo"]),
        ("Battles raged in Kemda and Dorla said the Observatory.", ["Kemda", "Dorla"]),
    ],
)  # fmt: skip
def test_kinds_and_parts_of_names(sentence: str, expected: list[str]) -> None:
    """What is a county, a building or a "Via" is a place; whose governor he is, too; a weekday is none."""
    assert [t.words for t in find_toponyms(sentence)] == expected


def test_regions_are_less_deep_than_towns() -> None:
    """Regions of the world are known; a continent is as wide as a country."""
    ranks = {t.words: t.rank for t in find_toponyms("They fled from Catalonia, from Barcelona and across Africa.")}
    assert ranks == {"Catalonia": 2, "Barcelona": 3, "Africa": 0}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("They died in two battles in the north of the country on Monday.", ["the north of the country"]),
        ("Shells fell on the government-held west, a monitor said.", ["the government-held west"]),
        ("They hit several eastern quarters of the city.", ["eastern quarters of the city"]),
        ("Seven villages in the country’s south and east were freed.", ["the country’s south and east"]),
        ("Meals are given to 19 million children worldwide.", ["worldwide"]),
        ("The shelling was near the Turkish border on Monday.", ["the Turkish border"]),
        ("It happened in the western city of Kemal.", []),
    ],
)
def test_described_places(sentence: str, expected: list[str]) -> None:
    """Places that a sentence describes instead of naming."""
    assert [t.words for t in described_places(sentence)] == expected


def test_a_described_place_may_be_a_figures() -> None:
    """What a sentence describes is taken where nothing in it has a name."""
    (claim,) = figures("Nine civilians died in shelling on the government-held west of the city.")
    assert claim.place == "the government-held west of the city"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("A bomb killed 18 people in the Damascus suburb of Kemda on Tuesday.", "Kemda"),
        ("A blast killed 18 people in Idlib's eastern neighbourhood of Kemda.", "Kemda"),
        ("Air strikes killed 18 people in Syria's Latakia province.", "Latakia province"),
    ],
)
def test_the_place_said_of_another(text: str, place: str) -> None:
    """A suburb lies in the city that it is one of, and a province in the country that owns it."""
    assert [claim.place for claim in figures(text)] == [place]
