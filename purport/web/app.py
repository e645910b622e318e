"""`purport serve`: the pages of a ledger, on this machine alone."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

from purport import __version__
from purport.errors import PurportError, UnknownRecord
from purport.model import MEASURES, Claim
from purport.pipeline import judging
from purport.publications.table import write_csv
from purport.store.ledger import Ledger
from purport.web.guards import HeaderGuard, HostGuard, Token
from purport.web.library import Library, Shelf
from purport.web.pages import about, articles, claims, findings, land, questions, review, search, speakers
from purport.web.render import STATIC, Served, environment, fill

NAV = (
    ("", "Findings"), ("questions", "Questions"), ("articles", "Articles"), ("speakers", "Speakers"), ("map", "Map"),
    ("review", "Review"), ("about", "About"),
)  # fmt: skip
_MOST_BYTES = 100_000  # of a form
_TOLD = {"judged": "Written down.", "corrected": "Corrected. What was read is kept.", "entered": "Entered."}

Make = Callable[[Library, Request], dict[str, Any]]


class Workbench:
    """The pages of one ledger and what people decide on them."""

    def __init__(self, path: Path, who: str | None = None) -> None:
        self.shelf = Shelf(path)
        self.token = Token()
        self._who = who
        self._env = environment()
        self.addresses = Served()

    def show(self, template: str, make: Make, section: str, request: Request) -> Response:
        """A page; 404 where its record is not there."""
        library, fresh = self.shelf.current()
        try:
            page, status = make(library, request), 200
        except UnknownRecord as error:
            rejected = library.standing_on.get(request.path_params.get("name", ""))
            if rejected is not None and rejected.decision == "rejected":
                template, page, status = "rejected.html", {"judgement": rejected, "back": request.url.path}, 200
            else:
                template, page, status = "problem.html", {"heading": "Not in this ledger", "words": str(error)}, 404
        told = _TOLD.get(request.query_params.get("told", ""), "")
        return self._page(library, template, page, section, status=status, stale=not fresh, told=told)

    def _page(
        self, library: Library, template: str, page: Mapping[str, Any], section: str, *, status: int, stale: bool = False,
        told: str = "",
    ) -> Response:  # fmt: skip
        common = {
            "nav": NAV, "section": section, "stale": stale, "told": told, "token": self.token.text,
            "ledger": library.path.name, "version": __version__, "made_with": library.made_with, "published": "",
        }  # fmt: skip
        return HTMLResponse(fill(self._env, template, self.addresses, {**common, **page}), status_code=status)

    async def change(self, action: Callable[[Ledger, Mapping[str, str]], str], request: Request) -> Response:
        """Writes down what a form says and goes back to its page; 403 without the token, 400 with the reason."""
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            return self._refused("That is more than a form of purport sends.", 413)
        form = {name: value for name, value in (await request.form()).items() if isinstance(value, str)}
        if not self.token.fits(form.get("token")):
            return self._refused("This form is not of this run of purport. Load the page again.", 403)
        back = form.get("back", "/")
        if not back.startswith("/") or back.startswith("//") or "\\" in back:
            return self._refused("That is no page of purport.", 400)
        try:
            told = await run_in_threadpool(self._write_down, action, form)
        except PurportError as error:
            return self._refused(str(error), 400)
        if told.startswith("/"):
            return RedirectResponse(told, status_code=303)
        return RedirectResponse(f"{back}{'&' if '?' in back else '?'}told={told}", status_code=303)

    def _write_down(self, action: Callable[[Ledger, Mapping[str, str]], str], form: Mapping[str, str]) -> str:
        with Ledger(self.shelf.path, create=False) as ledger:
            return action(ledger, form)

    def _refused(self, words: str, status: int) -> Response:
        library, _ = self.shelf.current()
        page = {"heading": "Nothing was changed", "words": words}
        return self._page(library, "problem.html", page, "", status=status)

    def judge(self, ledger: Ledger, form: Mapping[str, str]) -> str:
        """A decision on a claim, a finding or a pair, or its undoing."""
        on, decision = form.get("on", ""), form.get("decision", "")
        if decision == "undo":
            judging.undo(ledger, on, who=self._who)
            return f"/review?on={quote(on)}" if form.get("back", "").startswith("/review") else "judged"
        judging.decide(ledger, on, decision, who=self._who, why=form.get("why") or None)
        return "judged"

    def correct(self, ledger: Ledger, form: Mapping[str, str]) -> str:
        """A field of a claim."""
        judging.correct(
            ledger,
            form.get("on", ""),
            form.get("field", ""),
            form.get("value", ""),
            who=self._who,
            why=form.get("why") or None,
        )
        return "corrected"

    def enter(self, ledger: Ledger, form: Mapping[str, str]) -> str:
        """A claim by hand on words of an article."""
        fields = {name: form[name] for name in judging.ENTERABLE if form.get(name)}
        claim = judging.enter(
            ledger, form.get("on", ""), form.get("words", ""), fields, who=self._who, why=form.get("why") or None
        )
        return f"/claims/{claim.id}?told=entered"

    def csv(self, chosen: Callable[[Library, Request], tuple[str, Iterable[Claim]]], request: Request) -> Response:
        """Claims as the flat table."""
        library, _ = self.shelf.current()
        try:
            name, held = chosen(library, request)
        except UnknownRecord as error:
            return Response(str(error), status_code=404, media_type="text/plain")
        out = io.StringIO()
        write_csv(out, library.articles.values(), held, library.meanings.values())
        headers = {"content-disposition": f'attachment; filename="{name}.csv"'}
        return Response(out.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)

    def cells(self, request: Request) -> Response:
        """The day's land as GeoJSON."""
        library, _ = self.shelf.current()
        return JSONResponse(land.geojson(library, request.query_params))


def _question_claims(library: Library, request: Request) -> tuple[str, list[Claim]]:
    question = library.question(request.path_params["name"])
    return question.id, [library.claims[c] for c in question.claims if c in library.claims]


def _all_claims(library: Library, _: Request) -> tuple[str, list[Claim]]:
    return "claims", [c for held in library.claims_in.values() for c in held]


def application(path: Path, port: int, who: str | None = None) -> ASGIApp:
    """The served pages of a ledger. LedgerError where it cannot be used."""
    bench = Workbench(path, who)
    at = bench.addresses.page

    def page(address: str, template: str, make: Make, section: str) -> Route:
        def answer(request: Request) -> Response:
            return bench.show(template, make, section, request)

        return Route(address, answer, methods=["GET"])

    def name(request: Request) -> str:
        return str(request.path_params["name"])

    pages = [
        page("/", "findings.html", lambda lib, r: findings.listing(lib, r.query_params), ""),
        page("/findings/{name}", "finding.html", lambda lib, r: findings.one(lib, name(r)), ""),
        page("/questions", "questions.html", lambda lib, r: questions.listing(lib, r.query_params), "questions"),
        Route("/questions/{name}.csv", partial(bench.csv, _question_claims)),
        page("/questions/{name}", "question.html", lambda lib, r: questions.one(lib, name(r), at), "questions"),
        page("/claims", "claims.html", lambda lib, r: claims.listing(lib, r.query_params), ""),
        Route("/claims.csv", partial(bench.csv, _all_claims)),
        page("/claims/{name}", "claim.html", lambda lib, r: claims.one(lib, name(r), at), ""),
        page("/articles", "articles.html", lambda lib, r: articles.listing(lib, r.query_params), "articles"),
        page("/articles/{name}", "article.html", lambda lib, r: {**articles.one(lib, name(r)), "measures": MEASURES}, "articles"),
        page("/articles/{name}/beside/{other}", "beside.html", lambda lib, r: articles.beside(lib, name(r), r.path_params["other"]), "articles"),
        page("/speakers", "speakers.html", lambda lib, r: speakers.listing(lib, r.query_params), "speakers"),
        page("/speakers/{name}", "speaker.html", lambda lib, r: speakers.one(lib, name(r), r.query_params), "speakers"),
        page("/map", "land.html", lambda lib, r: land.one(lib, r.query_params), "map"),
        page("/review", "review.html", lambda lib, r: review.one(lib, r.query_params, at), "review"),
        page("/search", "search.html", lambda lib, r: search.search(lib, r.query_params.get("q", "")), "search"),
        page("/about", "about.html", lambda lib, r: about.one(lib), "about"),
        Route("/map.geojson", bench.cells),
    ]  # fmt: skip
    forms = [
        Route(f"/{word}", partial(bench.change, action), methods=["POST"])
        for word, action in (("judge", bench.judge), ("correct", bench.correct), ("enter", bench.enter))
    ]
    files = Mount("/static", StaticFiles(directory=STATIC))
    app = Starlette(routes=[*pages, *forms, files])
    return HeaderGuard(HostGuard(app, port))  # outside of everything, errors included
