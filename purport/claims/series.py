"""The claims of an imported table: a cell is a number, its row the sentence."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from purport.lexicon.number_words import digits_worth
from purport.lexicon.series import CORRECTION, FigureColumn, columns_of
from purport.model import Article, Bound, Claim, FigureClaim, Quantity, Reason, Span

_BOUNDS: dict[str, Bound] = {
    "about": "about", "~": "about", "more": "more_than", ">": "more_than", "more than": "more_than",
    "over": "more_than", "at least": "at_least", "min": "at_least", "less than": "less_than", "<": "less_than",
    "at most": "at_most", "up to": "at_most", "max": "at_most",
}  # fmt: skip


def read_series(article: Article) -> tuple[Claim, ...]:
    """A figure claim for each cell that holds a number, row by row, as `articles/series.py` has written the table."""
    first, _, rest = article.text.characters.partition("\n")
    columns = columns_of(first)
    claims: list[Claim] = []
    at = len(first) + 1
    for line in rest.split("\n"):
        for claim in _row(article, columns, line, at, len(claims) + 1):
            claims.append(claim)
        at += len(line) + 1
    return tuple(claims)


def _row(article: Article, columns: list[str | FigureColumn], line: str, at: int, number: int) -> Iterator[FigureClaim]:
    cells = line.split("\t")
    roles = {c: cell or None for c, cell in zip(columns, cells, strict=False) if isinstance(c, str)}
    day = date.fromisoformat(roles["date"] or "")
    begin = at
    for column, cell in zip(columns, cells, strict=False):
        if isinstance(column, FigureColumn) and cell:
            span = Span(article.text.id, begin, begin + len(cell))
            yield _claim(article, column, roles, day, (span, Span(article.text.id, at, at + len(line))), number)
            number += 1
        begin += len(cell) + 1


def _claim(
    article: Article,
    column: FigureColumn,
    roles: dict[str, str | None],
    day: date,
    spans: tuple[Span, Span],
    number: int,
) -> FigureClaim:
    time, start, end = _period(column, roles, day)
    written = article.text.characters[spans[0].begin : spans[0].until]
    return FigureClaim(
        article_id=article.id, number_in_article=number, span=spans[0], sentence_span=spans[1], part="body",
        place=roles.get("place"), time=time, start=start, end=end, speaker=roles.get("speaker"), said=day,
        quantity=_quantity(written, roles.get("bound")), counted=column.counted, measure=column.measure,
        event=CORRECTION if column.kind == "correction" else None, basis=roles.get("basis"),
        because=(Reason("measure", f"the column {column.column} was given as {column.kind} {column.measure}"),),
    )  # fmt: skip


def _period(column: FigureColumn, roles: dict[str, str | None], day: date) -> tuple[str, date | None, date]:
    """A total runs up to its day; a day's figure covers as many days as its hours make."""
    if column.kind == "total":
        since = roles.get("since")
        return f"up to {day.isoformat()}", date.fromisoformat(since) if since else None, day
    days = max(1, round(float(roles.get("hours") or 24) / 24))
    return day.isoformat(), day - timedelta(days=days - 1), day


def _quantity(written: str, hedge: str | None) -> Quantity:
    amount = digits_worth(written.lstrip("-−")) * (-1 if written[0] in "-−" else 1)
    bound = _BOUNDS.get((hedge or "").strip().lower(), "exact")
    low = None if bound in ("at_most", "less_than") else amount
    high = None if bound in ("at_least", "more_than") else amount
    return Quantity(written, low, high, bound, approximate=bound == "about")
