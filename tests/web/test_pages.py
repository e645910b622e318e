"""What each page shows, and that it shows it without a browser's help."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from purport.web.library import Library
from tests.web.addresses import pages_of
from tests.web.conftest import client_of, ledger_of


def test_every_page_answers(client: TestClient, example: Path) -> None:
    """With one heading, one main part, and nothing from elsewhere."""
    for name, address in pages_of(example).items():
        answer = client.get(address)
        assert answer.status_code == 200, name
        assert answer.text.count("<h1") == 1, name
        assert not re.search(r'(?:src|href)="(?:https?:)?//', answer.text), name


def test_every_link_of_every_page_leads_somewhere(client: TestClient, example: Path) -> None:
    """From the findings on, whatever can be followed answers."""
    seen, ahead = set(), ["/"]
    while ahead:
        address = ahead.pop()
        answer = client.get(address)
        assert answer.status_code == 200, address
        if "text/html" in answer.headers["content-type"]:
            found = {h.split("#")[0].replace("&amp;", "&") for h in re.findall(r'href="(/[^"]*)"', answer.text)}
            ahead += sorted(found - seen)
            seen |= found
    assert len(seen) > 100


def test_findings_are_kept_by_kind_and_severity(client: TestClient) -> None:
    """A filter keeps what is asked for; what is no kind is left out of account."""
    kept = client.get("/?kind=disagreement").text
    assert kept.count('class="contradiction"') == 4
    assert 'class="information"' not in kept
    assert client.get("/?kind=%3Cscript%3E&sort=nothing&page=-1").status_code == 200


def test_a_question_is_a_whole_sheet(client: TestClient, example: Path) -> None:
    """Range, chart, exact words, the body behind each, roads, changed words, sums, terms, questions to put."""
    library = Library.of(example)
    name = next(q.id for q in library.questions.values() if "settlements" in q.title and "running" in q.title)
    text = client.get(f"/questions/{name}").text
    for told in (
        "1,411",
        "for Russian Defence Ministry",
        "one page reprints another",
        "<del>",
        "freed",
        "Who counted “1,411 settlements”",
    ):
        assert told in text
    assert '<svg xmlns="http://www.w3.org/2000/svg"' in text


def test_a_claim_shows_every_field_with_its_reason_and_its_road(client: TestClient, example: Path) -> None:
    """The sentence lit up in the article, the speaker first on the road, the reprint last."""
    text = client.get(pages_of(example)["claim"]).text
    assert '<mark class="sentence">' in text
    assert "noun &#39;settlements&#39; of the number" in text
    road = text[text.index('id="road-title"') :]
    assert road.index("Mikhail Mizintsev") < road.index("Volga Bulletin") < road.index("Euphrates Courier")


def test_a_share_is_shown_under_every_reading(client: TestClient, example: Path) -> None:
    """The closed list is printed whole."""
    text = client.get(pages_of(example)["share"]).text
    assert len(re.findall(r'<tr class="(?:holds|does-not-hold|cannot-be-told)"', text)) == 112


def test_the_map_of_a_day(client: TestClient) -> None:
    """As a picture, as a table, as cells with their evidence, and what lies far from any place."""
    text = client.get("/map?day=2017-10-01").text
    assert "1 October 2017" in text
    cells = client.get("/map.geojson?day=2017-10-01").json()["features"]
    assert {"place", "holder", "evidence", "colour"} <= cells[0]["properties"].keys()
    assert cells[-1]["properties"]["state"] == "far"
    assert client.get("/map?day=yesterday&claimed=all&side=nobody").status_code == 200


def test_search_finds_over_everything(client: TestClient) -> None:
    """Claims, questions, speakers and articles; signs of a query language are words."""
    text = client.get("/search?q=settlements").text
    for kind in ("Questions", "Claims", "Articles"):
        assert f"<h2>{kind}</h2>" in text
    assert client.get('/search?q="%20OR%20NEAR(').status_code == 200
    assert "Nothing holds" in client.get("/search?q=zzzz").text
    assert client.get("/search?q=a%00b").status_code == 200


def test_a_speaker_is_counts_and_no_score(client: TestClient, example: Path) -> None:
    """How many articles of whose outlets, what was revised, beside whom."""
    text = client.get(pages_of(example)["speaker"]).text
    assert re.search(r"read in \d+ articles? of", text)
    assert "Revised" in text


def test_large_numbers_keep_their_digits(tmp_path: Path) -> None:
    """On the page with commas, in the form as they are taken back."""
    (tmp_path / "a.txt").write_text("The ministry said that 1,234,567 people returned to Homs in 2018.\n", "utf-8")
    path = ledger_of(tmp_path, tmp_path / "a.txt")
    name = next(iter(Library.of(path).claims))
    text = client_of(path).get(f"/claims/{name}").text
    assert "<td>1,234,567</td>" in text
    assert 'data-value="1234567"' in text


def test_many_reprints_are_one_road(tmp_path: Path) -> None:
    """Each page is drawn once, however many stem from it."""
    body = "At least 58 people were killed in Homs on 4 May 2018, the governor Talal Barazi said. " + "The market was full at noon and the road to it was closed. " * 5  # fmt: skip
    for number in range(18):
        head = f"---\noutlet: Outlet {number}\ndate: 2018-05-{number + 4:02}\n---\n"
        (tmp_path / f"r{number:02}.txt").write_text(head + body, "utf-8")
    path = ledger_of(tmp_path, tmp_path)
    library = Library.of(path)
    first = next(a for a in library.articles.values() if a.doc_id == "r00")
    text = client_of(path).get(f"/claims/{library.claims_in[first.id][0].id}").text
    assert text.count('class="stop page') == 18


def test_a_ledger_without_anything(tmp_path: Path) -> None:
    """Every list answers and says that there is nothing."""
    client = client_of(ledger_of(tmp_path))
    for address in ("/", "/questions", "/claims", "/articles", "/speakers", "/map", "/review", "/about", "/search?q=a"):
        assert client.get(address).status_code == 200, address
    assert "Nothing to show" in client.get("/").text


def test_the_sheet_as_csv(client: TestClient, example: Path) -> None:
    """The question's claims in the flat table, each beside its sentence."""
    address = pages_of(example)["question"]
    rows = list(csv.DictReader(io.StringIO(client.get(f"{address}.csv").text)))
    assert len(rows) == len(Library.of(example).question(address.rsplit("/", 1)[1]).claims)
    assert all(row["number"] in row["sentence"] for row in rows)


@pytest.mark.parametrize("address", ["/findings/f-0", "/questions/q-0", "/claims/c-0", "/articles/a-0", "/speakers/b-0", "/articles/a/beside/b", "/questions/q-0.csv"])  # fmt: skip
def test_what_is_not_there_is_said(client: TestClient, address: str) -> None:
    """404, with the id."""
    assert client.get(address).status_code == 404


def test_the_road_of_a_reprint_begins_at_its_original(client: TestClient, example: Path) -> None:
    """The page that was read is marked, the one that it stems from stands above it: as `purport trace` tells it."""
    library = Library.of(example)
    later = next(a for a in library.articles.values() if a.doc_id.startswith("13-"))
    claim = next(
        c for c in library.claims_in[later.id] if c.part == "body" and c.speaker and library.questions_on.get(c.id)
    )
    text = client.get(f"/claims/{claim.id}").text
    road = text[text.index('id="road-title"') :]
    original, reprint = road.index("12-mizintsev-1411"), road.index("13-mizintsev-reprint")
    assert original < reprint < road.index('class="stop page here"')
