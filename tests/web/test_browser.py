"""In headless Chromium: a recorder's path, every page at three widths, and no barrier that axe-core finds.

With PURPORT_SCREENSHOTS=DIR the pictures of both and the report of axe-core are kept there (`make screenshots`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.addresses import pages_of

KEPT = Path(os.environ["PURPORT_SCREENSHOTS"]) if "PURPORT_SCREENSHOTS" in os.environ else None
WIDTHS = (390, 1024, 1600)
IN_EVERY_WIDTH = ("question", "map")  # the pictures of the others are kept for a phone and a desk
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page of a phone's, a desk's or a wall's width is set by the test; whatever goes wrong in it fails the test."""
    opened = browser.new_page(viewport={"width": 1024, "height": 900}, accept_downloads=True)
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    yield opened
    opened.close()
    assert wrong == []


def checked(page: Any) -> tuple[int, list[str]]:
    """How many of axe-core's rules the page passes, and what it finds, with the first element of each."""
    from axe_playwright_python.sync_playwright import Axe

    told = Axe().run(page, options=RULES).response
    return len(told["passes"]), [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in told["violations"]]


def violations(page: Any) -> list[str]:
    """What axe-core finds."""
    return checked(page)[1]


def keep(page: Any, name: str) -> None:
    """A picture, where they are asked for."""
    if KEPT:
        KEPT.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(KEPT / f"{name}.jpg"), type="jpeg", quality=50)


def report(lines: list[str]) -> None:
    """The rows of the report, where it is asked for."""
    if KEPT:
        path = KEPT / "accessibility.md"
        head = "| width | scheme | page | rules passed | violations |\n|---|---|---|---|---|\n"
        path.write_text((path.read_text("utf-8") if path.exists() else head) + "\n".join(lines) + "\n", "utf-8")


@pytest.mark.parametrize(("width", "scheme"), [*((width, "light") for width in WIDTHS), (1024, "dark")])
def test_every_page_at_every_width(
    page: Any, serve: Callable[[Path], str], example: Path, width: int, scheme: str
) -> None:
    """No barrier, nothing wider than the screen; light and dark."""
    base = serve(example)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    rows = []
    for name, address in pages_of(example).items():
        page.goto(base + address)
        if name == "map":
            page.wait_for_timeout(1500 if KEPT else 300)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), name
        passed, found = checked(page)
        if name in IN_EVERY_WIDTH or (width < 1600 and scheme == "light"):
            keep(page, f"{name}-{width}-{scheme}")
        rows.append(f"| {width} | {scheme} | {name} | {passed} | {len(found)} |")
        assert found == [], name
    report(rows)


def test_the_path_of_a_recorder(page: Any, serve: Callable[[Path], str], own: Path) -> None:
    """Open, read the top finding, follow it to the sentence, correct a reading, see the finding go, enter a claim, export."""
    page.goto(serve(own))
    page.select_option("select[name=kind]", "parts-do-not-sum")
    expect(page.locator(".findings > li")).to_have_count(1)
    keep(page, "path-1-findings-of-a-kind")
    page.click(".findings h2 a")
    assert "135 + 31 + 5 + 1" in page.inner_text("h1")
    keep(page, "path-2-the-top-finding")
    page.locator(".quote .number", has_text="171").first.click()
    assert page.locator("mark.sentence").count() > 0
    keep(page, "path-3-its-sentence")
    for field, value in (("high", "172"), ("low", "172")):
        page.select_option("#field", field)
        page.fill("#value", value)
        page.click("form.correct button")
        assert "Corrected" in page.inner_text(".notice")
    keep(page, "path-4-corrected")
    page.click("text=Findings")
    assert "135 + 31 + 5 + 1" not in page.inner_text("main")
    keep(page, "path-5-the-finding-is-gone")
    page.click("nav >> text=Articles")
    page.click("text=Turkish military counts 171 locations")
    mark_words(page, "locations")
    assert "[locations]" in page.input_value("#words")
    page.fill(".enter input[name=low]", "171")
    page.select_option(".enter select[name=measure]", "places")
    page.locator(".enter button").scroll_into_view_if_needed()
    keep(page, "path-6-a-claim-by-hand")
    page.click(".enter button")
    assert "Entered" in page.inner_text(".notice")
    keep(page, "path-7-entered")
    page.click("nav >> text=Questions")
    page.click("tbody a >> nth=0")
    with page.expect_download() as download:
        page.click("text=The sheet as CSV")
    assert "claim_id" in Path(download.value.path()).read_text("utf-8")


def mark_words(page: Any, words: str) -> None:
    """Marks the words in the article's text, as a mouse would."""
    page.evaluate(
        """(words) => {
          const walk = document.createTreeWalker(document.querySelector('#text .body') || document.getElementById('text'), NodeFilter.SHOW_TEXT);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            const at = node.textContent.indexOf(words);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            document.getSelection().removeAllRanges();
            document.getSelection().addRange(range);
            return;
          }
        }""",
        words,
    )
    expect(page.locator("#words")).not_to_have_value("")


def test_the_queue_by_keys(page: Any, serve: Callable[[Path], str], own: Path) -> None:
    """n goes on, a decides, z takes back; keys that are typed into a field decide nothing."""
    page.goto(f"{serve(own)}/review")
    first = page.inner_text(".card h2")
    count = int(re.search(r"(\d+) to decide on", page.inner_text("main"))[1])
    page.keyboard.press("n")
    page.wait_for_url("**at=1")
    assert page.inner_text(".card h2") != first
    page.keyboard.press("a")
    page.wait_for_selector("text=Written down.")
    assert f"{count - 1} to decide on" in page.inner_text("main")
    page.keyboard.press("z")
    page.wait_for_selector(f"text={count} to decide on")
    page.fill(".card input[name=why]", "")
    page.locator(".card input[name=why]").first.press_sequentially("arrn")
    assert f"{count} to decide on" in page.inner_text("main")


def test_the_map_slides(page: Any, serve: Callable[[Path], str], example: Path) -> None:
    """The day follows the slider; where the map cannot be drawn, the picture is there."""
    page.goto(f"{serve(example)}/map?day=2018-12-11")
    page.wait_for_timeout(2000)
    if page.locator("#map").is_visible():
        page.wait_for_selector("#map[data-drawn=yes]")
        page.locator("#slider").focus()
        page.keyboard.press("ArrowLeft")
        expect(page.locator("#day")).to_have_value("2018-12-10")
        page.wait_for_load_state("networkidle")
    else:
        assert page.locator("#picture svg").is_visible()


def test_pages_read_without_scripts(browser: Any, serve: Callable[[Path], str], example: Path) -> None:
    """With JavaScript off: the chart, the road, the map as a picture, the words behind a click."""
    base = serve(example)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    addresses = pages_of(example)
    for name, what in (("question", "svg.drawing"), ("claim", "svg.drawing"), ("map", "#picture svg")):
        page.goto(base + addresses[name])
        assert page.locator(what).first.is_visible(), name
    page.goto(base)
    page.click("summary >> nth=0")
    assert page.locator(".findings .quote").first.is_visible()
    context.close()


def test_print_leaves_the_sheet_alone(page: Any, serve: Callable[[Path], str], example: Path) -> None:
    """Forms and the head are not printed; the words, the chart and the questions are."""
    page.goto(serve(example) + pages_of(example)["question"])
    page.emulate_media(media="print")
    assert not page.locator("header.top").is_visible()
    assert page.locator(".chart svg").first.is_visible()
    assert page.locator("text=Questions to put to the speakers").is_visible()
