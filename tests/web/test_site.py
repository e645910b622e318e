"""The static site: whole in itself, quotes and no whole articles, no names of readers or witnesses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from purport.cli import main
from purport.errors import PurportError
from purport.web.library import Library
from purport.web.site import publish
from tests.web.conftest import ledger_of
from tests.web.test_browser import violations

PRIVATE = """date: 2018-05-04

Ra'ed Al-Kassim, a shopkeeper in Homs, said that 16 people were killed in Homs on 4 May 2018. AL-KASSIM closed his shop.

Jane Doe, the wife of a soldier, said that 14 people were killed in Homs on 4 May 2018.

The deputy governor Talal Barazi told local reporters that 12 people were killed in Homs on 4 May 2018.
"""
THREAD = """<html><body><article><h1>Market</h1><p>{words} The Homs governor Talal Barazi said that 12 people were killed in Homs on 4 May 2018.</p></article>
<section id="comments" class="comments"><ol class="comment-list"><li class="comment"><div class="comment-author"><cite class="fn">NightOwl77</cite></div>
<div class="comment-content"><p>It was worse. At least 30 people were killed in Homs on 4 May 2018. There were 33 people killed in Homs on 4 May 2018, the Syrian Observatory for Human Rights said.</p></div></li></ol></section></body></html>"""


@pytest.fixture(scope="session")
def site(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example's site."""
    folder = tmp_path_factory.mktemp("site") / "www"
    publish(Library.of(example), folder)
    return folder


def test_every_link_leads_to_a_file(site: Path) -> None:
    """Relative, so that the site can lie in any folder of any host."""
    links = 0
    for path in site.rglob("*.html"):
        for link in re.findall(r'(?:href|src)="([^"]+)"', path.read_text("utf-8")):
            if not link.startswith("#"):
                links += 1
                assert (path.parent / link).is_file(), (path, link)
    assert links > 1000


def test_no_form_and_no_whole_article(site: Path) -> None:
    """Sentences that hold a claim, with where they are from."""
    article = "He called on the United States to let the camp of Rukban be closed."
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        assert "<form" not in text
        assert article not in text


def test_whole_texts_only_where_asked_for(example: Path, tmp_path: Path) -> None:
    """The user says that they may."""
    publish(Library.of(example), tmp_path / "www", whole=True)
    assert any("camp of Rukban" in p.read_text("utf-8") for p in (tmp_path / "www" / "articles").glob("*.html"))


def test_a_finding_can_be_cited(site: Path, example: Path) -> None:
    """A page of its own with its id, the ledger and the edition; the same ledger gives the same edition."""
    library = Library.of(example)
    name = next(iter(library.findings))
    text = (site / "findings" / f"{name}.html").read_text("utf-8")
    edition = re.search(r"edition (e-[0-9a-f]{16})", text)
    assert name in text
    assert edition
    assert edition.group(1) in (site / "index.html").read_text("utf-8")


def test_readers_and_witnesses_have_no_name(tmp_path: Path) -> None:
    """Officials keep theirs; the others stand under a number, on every page and in the table."""
    (tmp_path / "al-kassim-speaks.txt").write_text(PRIVATE, "utf-8")
    (tmp_path / "thread.html").write_text(THREAD.format(words="At noon the market was full. " * 12), "utf-8")
    path = ledger_of(tmp_path, tmp_path / "al-kassim-speaks.txt", tmp_path / "thread.html")
    publish(Library.of(path), tmp_path / "www")
    written = [p for p in (tmp_path / "www").rglob("*.*") if p.suffix in (".html", ".csv")]
    shown = "".join(p.read_text("utf-8") for p in written)
    assert "Talal Barazi" in shown
    assert "Syrian Observatory for Human Rights" in shown
    for label in ("[witness 1]", "[witness 2]", "[reader 1]"):
        assert label in shown
    for name in ("kassim", "ra&#39;ed", "ra'ed", "jane", "nightowl77"):
        assert name not in shown.lower()
        assert not [p for p in written if name in p.name.lower()]


def test_a_readers_handle_changes_no_other_word(tmp_path: Path) -> None:
    """Who signs as Homs, or as claims, takes nothing off the pages but the own name."""
    for number, handle in enumerate(("Homs", "claims", "Observatory", "58")):
        page = THREAD.format(words="At noon the market was full. " * 12).replace("NightOwl77", handle)
        (tmp_path / f"thread{number}.html").write_text(page, "utf-8")
    path = ledger_of(tmp_path, *sorted(tmp_path.glob("*.html")))
    publish(Library.of(path), tmp_path / "www")
    index = (tmp_path / "www" / "articles.html").read_text("utf-8")
    assert 'href="articles/a-' in index
    claims = "".join(p.read_text("utf-8") for p in (tmp_path / "www" / "claims").glob("*.html"))
    assert "Homs" in claims
    assert "the Syrian Observatory for Human Rights said" in claims


def test_a_folder_of_somebody_elses_is_left_alone(example: Path, tmp_path: Path) -> None:
    """Only an empty one, or one that was written by purport, is written to."""
    (tmp_path / "mine.txt").write_text("keep", "utf-8")
    with pytest.raises(PurportError, match="something else"):
        publish(Library.of(example), tmp_path)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "keep"
    (tmp_path / "www").mkdir()
    for _ in range(2):
        told = CliRunner().invoke(main, ["publish", "--site", str(tmp_path / "www"), "--ledger", str(example)])
        assert told.exit_code == 0
        assert "pages in" in told.stdout
        (tmp_path / "www" / "CNAME").write_text("mine", "utf-8")
    assert (tmp_path / "www" / "CNAME").read_text("utf-8") == "mine"
    assert not [p for p in (tmp_path / "www").iterdir() if p.name.startswith(".purport-") and p.is_dir()]


def test_no_barrier_in_the_site(site: Path, browser: Any) -> None:
    """One page of every kind, opened from the disk."""
    page = browser.new_page(viewport={"width": 1024, "height": 900})
    kinds = [site / "index.html", site / "map.html", site / "about.html", site / "questions.html", site / "articles.html", site / "speakers.html"]  # fmt: skip
    kinds += [min((site / kind).glob("*.html")) for kind in ("findings", "questions", "claims", "articles", "speakers")]
    for path in kinds:
        page.goto(path.as_uri())
        assert violations(page) == [], path
    page.close()
