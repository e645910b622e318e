"""Places of a project's own: from GeoNames and P-code sheets, and how one is chosen among several."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from purport.cli import main
from purport.errors import InputError
from purport.lexicon.gazetteer import Gazetteer, bundled, with_project
from purport.lexicon.gazetteer_import import import_places, write_places
from purport.model import Place
from purport.pipeline import audit
from purport.store.ledger import Ledger


def geonames(number: int, name: str, feature: str, code: str, at: tuple[float, float], people: int, unit: str) -> str:
    """A line of a dump: made up, but for its 19 columns."""
    cells = [str(number), name, name, f"{name}ville,Другое", *map(str, at), feature, code, "SY", "", unit]
    return "\t".join([*cells, "", "", "", str(people), "", "", "", "2020-01-01"])


DUMP = [
    geonames(1, "Hill Governorate", "A", "ADM1", (35.0, 37.0), 0, "07"),
    geonames(2, "Riverton", "P", "PPL", (35.1, 37.1), 900, "07"),
    geonames(3, "Riverton", "P", "PPL", (33.0, 36.0), 1100, "08"),
    geonames(4, "Long Ridge", "T", "RDGE", (35.0, 37.0), 0, "07"),
    geonames(5, "Aleppo", "P", "PPLA", (36.2024, 37.1600), 1_602_264, "09"),
]


def imported(tmp_path: Path, name: str = "SY.txt") -> tuple[Path, list[tuple[str, ...]]]:
    """The dump as rows, and written to a project's gazetteer."""
    (tmp_path / name).write_text("\n".join(DUMP) + "\n", "utf-8")
    table = import_places(tmp_path / name)
    write_places(tmp_path / "purport-gazetteer.tsv", table)
    return tmp_path / "purport-gazetteer.tsv", table


def test_a_geonames_dump(tmp_path: Path) -> None:
    """Towns and units come in with their other names and what they lie in; ridges do not."""
    own, table = imported(tmp_path)
    assert [(row[1], row[3], row[5]) for row in table][:3] == [
        ("Hill Governorate", "region", ""),
        ("Riverton", "city", "Hill Governorate"),
        ("Riverton", "city", ""),
    ]
    known = with_project(own)
    assert "4" not in known.places
    assert known.choose("Rivertonville", "SY").place is not None


def test_an_imported_place_stands_in_for_the_bundled_one(tmp_path: Path) -> None:
    """Aleppo is one place, not two, and has the id that the project gave it."""
    own, _ = imported(tmp_path)
    before, after = bundled().candidates("Aleppo"), with_project(own).candidates("Aleppo")
    assert [p.id for p in after if p.kind == "city"] == ["5"]
    assert len(after) == len(before)


def test_the_near_one_is_chosen_and_two_alike_are_a_doubt(tmp_path: Path) -> None:
    """Of two towns of one name that one which lies by the article's other places; without any, it is doubtful."""
    own, _ = imported(tmp_path)
    known = with_project(own)
    assert known.choose("Riverton", "SY").doubtful
    for at, expected in (((35.2, 37.2), "2"), ((33.1, 36.1), "3")):
        choice = known.choose("Riverton", "SY", [Place("9", "Other", "SY", *at)])
        assert (choice.place and choice.place.id, choice.doubtful) == (expected, False)


def test_import_twice_adds_nothing(tmp_path: Path) -> None:
    """The second run writes the same file."""
    own, table = imported(tmp_path)
    first = own.read_text("utf-8")
    write_places(own, table)
    assert own.read_text("utf-8") == first


HEADERS = [
    ["ADM1_EN", "ADM1_AR", "ADM1_PCODE", "ADM2_EN", "ADM2_PCODE", "ADM0_EN", "ADM0_PCODE"],
    ["admin1Name_en", "admin1Name_ar", "admin1Pcode", "admin2Name_en", "admin2Pcode", "admin0Name_en", "admin0Pcode"],
    ["adm1_name", "adm1_name1", "adm1_pcode", "adm2_name", "adm2_pcode", "adm0_name", "adm0_pcode"],
]
UNITS = ["Hillshire", "هيل", "SY99", "Upper Hill", "SY9901", "Syria", "SY"]


@pytest.mark.parametrize("header", HEADERS)
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_pcode_sheet(tmp_path: Path, header: list[str], ending: str) -> None:
    """Every level is a place, once, with its P-code; the line of HXL tags is none."""
    lines = [header, ["#adm1+name"] * 7, UNITS, UNITS]
    path = tmp_path / f"sheet{ending}"
    if ending == ".csv":
        path.write_text("\n".join(",".join(line) for line in lines), "utf-8")
    else:
        book = openpyxl.Workbook()
        for line in lines:
            book.active.append(line)
        book.save(path)
    found = {row[0]: (row[1], row[3], row[4], row[5]) for row in import_places(path)}
    assert found == {"SY99": ("Hillshire", "region", "SY", ""), "SY9901": ("Upper Hill", "district", "SY", "Hillshire")}


def test_populated_places_of_a_pcode_sheet(tmp_path: Path) -> None:
    """A town with its P-code and coordinates lies in its governorate; a cell that is no number is no coordinate."""
    path = tmp_path / "towns.csv"
    path.write_text(
        "admin1Name_en,admin1Pcode,NAME_EN,PCODE,LATITUDE_Y,LONGITUDE_X\n"
        "Hillshire,SY99,Millford,C1001,35.5,37.5\nHillshire,SY99,Fordmill,C1002,?,\n",
        "utf-8",
    )
    known = Gazetteer(import_places(path))
    [millford], [fordmill] = known.candidates("Millford"), known.candidates("Fordmill")
    assert (millford.within, millford.latitude, millford.longitude) == ("Hillshire", 35.5, 37.5)
    assert fordmill.latitude is None


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"a\tb\n"),
        ("a.zip", b"no zip"),
        ("a.xlsx", b"none"),
        ("a.csv", b"x,y\n1,2\n"),
        ("a.csv", b"\xff,\n"),
        ("a.doc", b""),
    ],
)
def test_what_is_no_gazetteer_is_one_line(tmp_path: Path, name: str, content: bytes) -> None:
    """It names the file and the mend, and the project's gazetteer stays as it was."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=name):
        import_places(tmp_path / name)


def test_the_commands(tmp_path: Path) -> None:
    """`gazetteer import` fills the project's gazetteer from a ZIP too, `gazetteer find` reads it, the audit uses it."""
    with zipfile.ZipFile(tmp_path / "SY.zip", "w") as archive:
        archive.writestr("readme.txt", "about")
        archive.writestr("SY.txt", "\n".join(DUMP))
    ledger = str(tmp_path / "l.sqlite")
    (tmp_path / "a.txt").write_text(
        "SANA said on 4 May 2018 that 12 people were killed in the town of Rivertonville in Syria."
    )
    CliRunner().invoke(main, ["audit", str(tmp_path / "a.txt"), "--ledger", ledger])
    assert place_ids(ledger) == {None}
    done = CliRunner().invoke(main, ["gazetteer", "import", str(tmp_path / "SY.zip"), "--ledger", ledger])
    assert "4 places" in done.stdout
    found = CliRunner().invoke(main, ["gazetteer", "find", "Riverton", "--country", "SY", "--ledger", ledger]).stdout
    assert "Hill Governorate" in found
    assert "→" in found
    assert place_ids(ledger) == {"3"}


def place_ids(ledger: str) -> set[str | None]:
    """The ids of the places that an audit of the ledger finds."""
    with Ledger(ledger) as opened:
        audit(opened)
        return {m.place.id if m.place else None for m in opened.meanings()}


def test_cells_that_break_lines_and_numbers_that_are_none(tmp_path: Path) -> None:
    """A tab in a name, coordinates that are none, people in words: the place is kept, and the file can be read again."""
    path = tmp_path / "units.csv"
    path.write_text(
        'admin1Name_en,admin1Pcode,NAME_EN,PCODE,LATITUDE_Y,LONGITUDE_X\n"Hill\tshire",SY99,"Mill\nford",C1,abc,37\n',
        "utf-8",
    )
    write_places(tmp_path / "new" / "purport-gazetteer.tsv", import_places(path))
    known = with_project(tmp_path / "new" / "purport-gazetteer.tsv")
    assert known.places["SY99"].name == "Hill shire"
    assert (known.places["C1"].name, known.places["C1"].latitude) == ("Mill ford", None)
    (tmp_path / "SY.txt").write_text(DUMP[1].replace("35.1", "north").replace("\t900\t", "\tmany\t") + "\n", "utf-8")
    [row] = import_places(tmp_path / "SY.txt")
    assert (row[6], row[7], row[8]) == ("", "", "")
