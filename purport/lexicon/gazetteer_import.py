"""A project's own gazetteer, from a GeoNames dump or an OCHA P-code sheet.

GeoNames: 19 tab-separated columns without a header (download.geonames.org/export/dump, CC BY 4.0), as
.txt or in its .zip. P-codes: .csv or a workbook with a header as in OCHA's common operational datasets
(ADM1_EN and ADM1_PCODE, admin1Name_en and admin1Pcode, adm1_name and adm1_pcode; for populated places
a name, a P-code and coordinates); a second header of HXL tags is passed over.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from purport.errors import InputError
from purport.lexicon.gazetteer import COLUMNS, Gazetteer, bundled, kilometres, place_of
from purport.lexicon.toponyms import fold
from purport.model import Place

_GEONAMES_COLUMNS = 19
_LATIN = re.compile(r"[A-Za-zÀ-ɏʻʼ’'`.\- ]{4,}")
_SAME_KM = 5.0
_LEVEL_NAME = re.compile(r"adm(?:in)?_?(\d)_?(?:name)?_?([a-z]{2})?")
_LEVEL_CODE = re.compile(r"adm(?:in)?_?(\d)_?p_?code")
_NAMES = ("name_en", "name", "placename_en", "placename", "place_name", "p_name", "locality", "featurename_en")
_CODES = ("pcode", "p_code", "place_pcode", "placepcode", "featurepcode")
_LATITUDES = ("latitude", "lat", "latitude_y", "y", "center_lat")
_LONGITUDES = ("longitude", "lon", "long", "lng", "longitude_x", "x", "center_lon")

Row = tuple[str, ...]


def import_places(path: Path) -> list[Row]:
    """The file's places as rows of a gazetteer; InputError where it is neither kind, or holds none."""
    readers: dict[str, Callable[[Path], Iterable[Row]]] = {
        ".txt": _geonames_file,
        ".zip": _geonames_zip,
        ".csv": _pcode_csv,
        ".xlsx": _pcode_workbook,
        ".xls": _pcode_workbook,
        ".ods": _pcode_workbook,
    }
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError(str(path), "is no gazetteer", f"give one of {', '.join(readers)}")
    found = {row[0]: row for row in map(_tidy, reader(path)) if row[0] and row[1]}
    if not found:
        raise InputError(str(path), "names no place", "give a GeoNames dump or a sheet of P-codes")
    return [(*row, _instead_of(row, bundled())) for row in found.values()]


def _tidy(row: Row) -> Row:
    """A row whose cells are one line each; coordinates and people that are none are left empty."""
    cells = [" ".join(cell.split()) for cell in row]
    cells[0] = cells[0].lstrip("#")
    for column, most in ((6, 90.0), (7, 180.0)):
        cells[column] = cells[column] if _within(cells[column], most) else ""
    if not (cells[6] and cells[7]):
        cells[6] = cells[7] = ""
    cells[8] = cells[8] if re.fullmatch(r"[0-9]{1,11}", cells[8]) else ""
    return tuple(cells)


def _within(cell: str, most: float) -> bool:
    try:
        return abs(float(cell)) <= most
    except ValueError:
        return False


def write_places(path: Path, table: Iterable[Row]) -> None:
    """Puts the rows into a project's gazetteer; those of an id that is there already are replaced."""
    kept = {row[0]: row for row in chain(_rows_in(path), table)}
    lines = ["# " + "\t".join((*COLUMNS, "replaces")), *("\t".join(row) for _, row in sorted(kept.items()))]
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    beside.write_text("\n".join(lines) + "\n", "utf-8")
    beside.replace(path)


def _rows_in(path: Path) -> Iterator[Row]:
    for line in path.read_text("utf-8").split("\n") if path.is_file() else ():
        if line and not line.startswith("#"):
            yield tuple(line.split("\t"))


def _instead_of(row: Row, known: Gazetteer) -> str:
    """The id of the bundled place that the row is: of the same name and kind, within 5 km where both are points."""
    place = place_of(row)
    for other in known.candidates(place.name):
        same = other.country == place.country and fold(other.name) == fold(place.name)
        away = kilometres(place, other)
        if same and (away <= _SAME_KM if away is not None else _level(other) == _level(place)):
            return other.id
    return ""


def _level(place: Place) -> str:
    return place.kind if place.kind in ("country", "region", "district") else "point"


def _geonames_file(path: Path) -> Iterator[Row]:
    with path.open("rb") as lines:
        yield from _geonames(path, lines)


def _geonames_zip(path: Path) -> Iterator[Row]:
    try:
        with zipfile.ZipFile(path) as archive:
            name = next((n for n in archive.namelist() if n.endswith(".txt") and not n.endswith("readme.txt")), None)
            if name is None:
                raise InputError(str(path), "holds no .txt", "give a GeoNames dump")
            with archive.open(name) as lines:
                yield from _geonames(path, lines)
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError(str(path), f"is no ZIP that opens ({error})", "fetch it again") from None


def _geonames(path: Path, lines: Iterable[bytes]) -> Iterator[Row]:
    """Countries, first and lower units, towns and named areas; rivers, hills and shops are left."""
    regions: dict[str, str] = {}
    kept: list[tuple[Row, str]] = []
    for number, line in enumerate(lines, start=1):
        cells = line.decode("utf-8", "replace").rstrip("\r\n").split("\t")
        if len(cells) != _GEONAMES_COLUMNS:
            raise InputError(f"{path} line {number}", f"has {len(cells)} columns, not 19", "give a GeoNames dump")
        kind = _geonames_kind(cells[6], cells[7], cells[14])
        if kind == "region":
            regions[f"{cells[8]}.{cells[10]}"] = cells[1]
        if kind:
            names = {n.strip() for n in (cells[2], *cells[3].split(",")) if _LATIN.fullmatch(n.strip())}
            others = "|".join(sorted(names - {cells[1]}))
            people = cells[14] if cells[14] != "0" else ""
            row: Row = (cells[0], cells[1], others, kind, cells[8], "", cells[4], cells[5], people, "")
            kept.append((row, f"{cells[8]}.{cells[10]}"))
    for found, within in kept:
        yield (*found[:5], regions.get(within, "") if found[3] != "region" else "", *found[6:])


def _geonames_kind(feature: str, code: str, people: str) -> str | None:
    """Our kind for a feature class and code (geonames.org/export/codes.html); None for what toponyms rarely name."""
    if feature == "A":
        return "country" if code.startswith("PCL") else "region" if code == "ADM1" else "district"
    if feature == "P":
        return "quarter" if code == "PPLX" else "city" if people.isdigit() and int(people) else "town"
    if feature == "L":
        return "area"
    return "base" if code in ("AIRB", "AIRP", "AIRF", "INSM") else "camp" if code == "CMPRF" else None


def _pcode_csv(path: Path) -> Iterator[Row]:
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(str(path), "is not UTF-8", "save it as UTF-8") from None
    try:
        yield from _pcodes(csv.reader(io.StringIO(text)))
    except csv.Error as error:
        raise InputError(str(path), f"is no table ({error})", "check its quotation marks") from None


def _pcode_workbook(path: Path) -> Iterator[Row]:
    try:
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name).to_python(skip_empty_area=True) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        raise InputError(str(path), f"is no workbook that opens ({error})", "save it again as .xlsx or .csv") from None
    for sheet in sheets:
        yield from _pcodes([str(cell) for cell in row] for row in sheet)


def _pcodes(lines: Iterable[Sequence[str]]) -> Iterator[Row]:
    """The units of every level that a row names, and its populated place; each with what it lies in."""
    table = iter(lines)
    header = [re.sub(r"[\s-]+", "_", cell.strip().lower()) for cell in next(table, [])]
    names, codes = _levels(header, _LEVEL_NAME), _levels(header, _LEVEL_CODE)
    name, code, latitude, longitude = (_first(header, c) for c in (_NAMES, _CODES, _LATITUDES, _LONGITUDES))
    deepest = max((level for level in names if level in codes), default=0)
    for row in table:
        cells = [cell.strip() for cell in row] + [""] * (len(header) - len(row))
        if any(cell.startswith("#") for cell in cells):
            continue
        point = (_degrees(cells, latitude), _degrees(cells, longitude))
        within = ""
        for level in sorted(set(names) & set(codes) - {0}):
            own = point if level == deepest and code is None else ("", "")
            others = "|".join(sorted({cells[i] for i in names[level][1:] if _LATIN.fullmatch(cells[i])}))
            kind = "region" if level == 1 else "district"
            called, pcode = cells[names[level][0]], cells[codes[level][0]]
            if called and pcode:
                yield (pcode, called, others, kind, pcode[:2].upper(), within, *own, "", "")
                within = within or called
        if name is not None and code is not None and cells[name] and cells[code]:
            yield (cells[code], cells[name], "", "town", cells[code][:2].upper(), within, *point, "", "")


def _levels(header: Sequence[str], pattern: re.Pattern[str]) -> dict[int, list[int]]:
    """The columns of each level, English before others."""
    found: dict[int, list[int]] = {}
    for index, cell in enumerate(header):
        match = pattern.fullmatch(cell)
        if match:
            english = pattern is _LEVEL_NAME and match.group(2) in ("en", None)
            found.setdefault(int(match.group(1)), []).insert(0 if english else len(header), index)
    return found


def _first(header: Sequence[str], names: Iterable[str]) -> int | None:
    return next((header.index(name) for name in names if name in header), None)


def _degrees(cells: Sequence[str], column: int | None) -> str:
    if column is None:
        return ""
    try:
        return f"{float(cells[column].replace(',', '.')):.5f}"
    except ValueError:
        return ""
