"""The ledger: one SQLite file, readable with Datasette, pandas or the sqlite3 shell.

Every article goes in with its claims in one transaction, so that a run that is killed leaves a
whole ledger; what is worked out across articles is replaced in one transaction.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from purport.errors import LedgerError, UnknownRecord
from purport.model import (
    Article,
    Claim,
    Descent,
    Finding,
    Judgement,
    Likeness,
    Original,
    Question,
    Resolved,
)
from purport.store import rows
from purport.store.schema import MIGRATIONS

_CLAIMS = """
    SELECT claim.*, span.text_id, span."begin", span.until,
           whole."begin" AS sentence_begin, whole.until AS sentence_until
    FROM claim JOIN span ON span.id = claim.span_id JOIN span AS whole ON whole.id = claim.sentence_span_id
"""


# "prpt" in the file's head: tells a ledger from any other SQLite file.
APPLICATION = 0x70727074


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one; executescript would end the transaction."""
    held = ""
    for line in script.splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            yield held
            held = ""


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Ledger:
    """An open ledger file. Use as a context manager, or close it."""

    def __init__(self, path: str | Path, *, create: bool = True) -> None:
        """Opens the file, makes it where `create`, and brings its schema up to date.

        LedgerError where it is not there, not a ledger, newer than this program, or locked.
        """
        self.path = Path(path)
        if not create and not self.path.exists():
            raise LedgerError(f"{path}: there is no ledger; make one with purport add PATH --ledger {path}")
        try:
            self._db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self._db.row_factory = sqlite3.Row
            self._check()
            self._db.execute("PRAGMA journal_mode=WAL")
            self._db.execute("PRAGMA foreign_keys=ON")
            self._migrate()
        except sqlite3.Error as error:
            raise LedgerError(f"{path}: cannot be used as a ledger ({error}); give another --ledger FILE") from error

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def _check(self) -> None:
        """Refuses what is no ledger before anything is written to it."""
        done = self._db.execute("PRAGMA user_version").fetchone()[0]
        kind = self._db.execute("PRAGMA application_id").fetchone()[0]
        tables = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if kind != APPLICATION and (kind or done or tables):
            raise LedgerError(f"{self.path}: is a database but no ledger; give another --ledger FILE")
        if done > len(MIGRATIONS):
            raise LedgerError(f"{self.path}: was made by a newer purport (schema {done}); upgrade purport")

    def _migrate(self) -> None:
        """Brings the schema up to date, once however many processes open a new file."""
        if self._db.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS):
            return
        with self._transaction():
            done = self._db.execute("PRAGMA user_version").fetchone()[0]
            for number in range(done, len(MIGRATIONS)):
                for statement in _statements(MIGRATIONS[number]):
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA application_id={APPLICATION}")
            self._db.execute(f"PRAGMA user_version={len(MIGRATIONS)}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise LedgerError(f"{self.path}: cannot be written ({error}); check the disk and try again") from error

    def _insert(self, table: str, records: Iterable[dict[str, Any]], *, ignore: bool = False) -> None:
        word = "OR IGNORE " if ignore else ""
        for record in records:
            columns = ", ".join(f'"{name}"' for name in record)
            marks = ", ".join("?" * len(record))
            self._db.execute(f"INSERT {word}INTO {table} ({columns}) VALUES ({marks})", tuple(record.values()))

    # articles and claims

    def has(self, article_id: str, extractor: str) -> bool:
        """Whether the article was read by this version of the extractor."""
        found = self._db.execute("SELECT 1 FROM article WHERE id=? AND extractor=?", (article_id, extractor))
        return found.fetchone() is not None

    def save(self, article: Article, claims: Sequence[Claim], extractor: str) -> None:
        """Puts an article in with its claims, in place of an earlier reading of it."""
        text = article.text.characters
        with self._transaction():
            self._db.execute("DELETE FROM article WHERE id=?", (article.id,))
            self._insert("text", [{"id": article.text.id, "characters": text}], ignore=True)
            self._insert("article", [rows.article_row(article, extractor)])
            self._insert("part", rows.part_rows(article))
            self._insert("anchor", rows.anchor_rows(article))
            spans = {s.id: rows.span_row(s, text) for c in claims for s in (c.span, c.sentence_span)}
            self._insert("span", spans.values(), ignore=True)
            self._insert("claim", (rows.claim_row(c, text) for c in claims))
            self._stale()

    def remove(self, judgement: Judgement) -> None:
        """Takes the article judged out with its claims; its text goes with the last article that has it."""
        with self._transaction():
            self._insert_judgement(judgement)
            self._db.execute("DELETE FROM article WHERE id=?", (judgement.on,))
            self._db.execute("DELETE FROM span WHERE text_id NOT IN (SELECT text_id FROM article)")
            self._db.execute("DELETE FROM text WHERE id NOT IN (SELECT text_id FROM article)")
            self._db.execute(
                "DELETE FROM original WHERE id NOT IN (SELECT original_id FROM article WHERE original_id IS NOT NULL)"
            )
            self._stale()

    def articles(self) -> list[Article]:
        """Every article with its text and parts, by doc_id."""
        return self._articles()

    def article(self, article_id: str) -> Article:
        """One article; UnknownRecord where there is none."""
        found = self._articles(article_id)
        if not found:
            raise UnknownRecord(f"{article_id}: no article of this ledger has that id")
        return found[0]

    def _articles(self, article_id: str | None = None) -> list[Article]:
        parts, anchors = self._of_articles("part", article_id), self._of_articles("anchor", article_id)
        condition, values = ("WHERE article.id=?", (article_id,)) if article_id else ("", ())
        query = f"SELECT article.*, text.characters FROM article JOIN text ON text.id = text_id {condition}"
        found = self._db.execute(f"{query} ORDER BY doc_id, article.id", values)
        return [rows.article_from(row, parts.get(row["id"], []), anchors.get(row["id"], [])) for row in found]

    def _of_articles(self, table: str, article_id: str | None) -> dict[str, list[sqlite3.Row]]:
        """The rows of a table by their article, in the order of the text."""
        found: dict[str, list[sqlite3.Row]] = {}
        condition, values = ("WHERE article_id=?", (article_id,)) if article_id else ("", ())
        for row in self._db.execute(f'SELECT * FROM {table} {condition} ORDER BY article_id, "begin"', values):
            found.setdefault(row["article_id"], []).append(row)
        return found

    def keep(self, original: Original) -> None:
        """Keeps the bytes that articles were read from, packed, once however many they are."""
        packed = zlib.compress(original.content, 6)
        record = {
            "id": original.id, "media_type": original.media_type, "size": len(original.content), "deflated": packed
        }  # fmt: skip
        with self._transaction():
            self._insert("original", [record], ignore=True)

    def original(self, article: Article) -> Original:
        """The bytes that an article was read from. UnknownRecord where they were not kept."""
        row = self._db.execute("SELECT * FROM original WHERE id=?", (article.original,)).fetchone()
        if row is not None:
            return Original(zlib.decompress(row["deflated"]), row["media_type"])
        if article.original == article.text.id:  # a text file in UTF-8 is its own original
            return Original(article.text.characters.encode(), article.media_type or "text/plain")
        raise UnknownRecord(f"{article.doc_id}: its original was not kept; add its file again")

    def claims(self, where: str = "1", values: Sequence[object] = ()) -> list[Claim]:
        """Claims in reading order by article, of those that the SQL condition keeps."""
        query = f"{_CLAIMS} WHERE {where} ORDER BY claim.article_id, claim.number_in_article"
        return [rows.claim_from(row) for row in self._db.execute(query, tuple(values))]

    def claim(self, claim_id: str) -> Claim:
        """One claim; UnknownRecord where there is none."""
        found = self.claims("claim.id=?", [claim_id])
        if not found:
            raise UnknownRecord(f"{claim_id}: no claim of this ledger has that id")
        return found[0]

    def search(self, words: str, most: int = -1) -> list[Claim]:
        """Claims whose sentence, words, place or speaker, as read, hold the words (FTS5 syntax); at most so many, the best first."""
        words = _CONTROL.sub(" ", words)
        quoted = _quoted(words)
        if not quoted:
            return []
        best = "SELECT rowid FROM claim_fts WHERE claim_fts MATCH ? ORDER BY rank LIMIT ?"
        condition = f"claim.rowid IN ({best})"
        try:
            return self.claims(condition, [words, most])
        except sqlite3.OperationalError:
            return self.claims(condition, [quoted, most])

    def articles_with(self, words: str, most: int) -> list[str]:
        """The ids of the articles whose text holds all of the words, at most so many, the best first."""
        quoted = _quoted(_CONTROL.sub(" ", words))
        query = (
            "SELECT article.id FROM text_fts JOIN text ON text.rowid = text_fts.rowid JOIN article ON text_id = text.id"
            " WHERE text_fts MATCH ? ORDER BY rank LIMIT ?"
        )
        return [row["id"] for row in self._db.execute(query, (quoted, most))] if quoted else []

    # prints and likenesses

    def unprinted(self, made_with: str) -> list[str]:
        """The ids of the articles without a print of that making; prints of another making are dropped."""
        row = self._db.execute("SELECT value FROM meta WHERE key='prints'").fetchone()
        if row is None or row["value"] != made_with:
            with self._transaction():
                self._db.execute("DELETE FROM print")
                self._db.execute("DELETE FROM likeness")
                self._db.execute("INSERT OR REPLACE INTO meta VALUES ('prints', ?)", (made_with,))
        query = "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM print) ORDER BY rowid"
        return [row["id"] for row in self._db.execute(query)]

    def prints(self) -> Iterator[tuple[str, bytes, bytes]]:
        """Article id, sketch of runs and hashes of items (64-bit little-endian numbers), in the order of adding."""
        yield from self._db.execute("SELECT article_id, runs, items FROM print ORDER BY rowid")

    def save_prints(self, prints: Iterable[tuple[str, bytes, bytes]], likenesses: Iterable[Likeness]) -> None:
        """Puts prints in with the likenesses that were found with them, all or none."""
        with self._transaction():
            self._db.executemany("INSERT INTO print (article_id, runs, items) VALUES (?, ?, ?)", prints)
            self._insert("likeness", map(asdict, likenesses))

    def likenesses(self) -> list[Likeness]:
        """The pairs of like articles."""
        return [Likeness(*row) for row in self._db.execute("SELECT * FROM likeness ORDER BY one, other")]

    # what is worked out across articles

    def _stale(self) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES ('audited', 'no')")

    def stamp(self) -> tuple[object, ...]:
        """Another one after every judgement, and with every other number of articles or claims; see `audited_as` too."""
        row = self._db.execute(
            "SELECT (SELECT count(*) FROM judgement), (SELECT count(*) FROM article), (SELECT max(rowid) FROM claim)"
        ).fetchone()
        return tuple(row)

    def audited_as(self) -> str | None:
        """What the last audit was made with; None where the ledger has changed since."""
        row = self._db.execute("SELECT value FROM meta WHERE key='audited'").fetchone()
        return None if row is None or row["value"] == "no" else str(row["value"])

    def save_audit(
        self,
        meanings: Sequence[Resolved],
        descents: Sequence[Descent],
        questions: Sequence[Question],
        findings: Sequence[Finding],
        *,
        made_with: str,
        read_at: tuple[object, ...],
    ) -> None:
        """Replaces all links, descents, questions and findings by the given ones.

        `read_at` is the stamp from before the ledger was read: what was written since leaves it to be audited again.
        """
        with self._transaction():
            for table in ("link", "descent", "question_claim", "question", "finding_claim", "finding"):
                self._db.execute(f"DELETE FROM {table}")
            self._insert("link", (row for m in meanings for row in rows.link_rows(m)))
            self._insert("descent", map(asdict, descents))
            self._insert_questions(questions)
            self._insert_findings(findings)
            current = made_with if self.stamp() == read_at else "no"
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('audited', ?)", (current,))

    def _insert_questions(self, questions: Sequence[Question]) -> None:
        for q in questions:
            self._insert(
                "question",
                [
                    {
                        "id": q.id,
                        "title": q.title,
                        "low": q.low,
                        "high": q.high,
                        "independent": q.independent,
                        "shown": q.shown,
                    }
                ],
            )
            self._insert(
                "question_claim", ({"question_id": q.id, "position": i, "claim_id": c} for i, c in enumerate(q.claims))
            )

    def _insert_findings(self, findings: Sequence[Finding]) -> None:
        for i, f in enumerate(findings):
            self._insert(
                "finding",
                [
                    {
                        "id": f.id,
                        "position": i,
                        "kind": f.kind,
                        "severity": f.severity,
                        "sentence": f.sentence,
                        "working": f.working,
                        "rule": f.rule,
                    }
                ],
            )
            self._insert(
                "finding_claim",
                ({"finding_id": f.id, "position": j, "claim_id": c, "role": r} for j, (c, r) in enumerate(f.claims)),
            )

    def meanings(self) -> list[Resolved]:
        """What the words of claims stand for."""
        return rows.meanings_from(list(self._db.execute("SELECT * FROM link")))

    def descents(self) -> list[Descent]:
        """The pairs of articles of which one reprints or follows the other."""
        return [Descent(*row) for row in self._db.execute("SELECT * FROM descent ORDER BY earlier, later")]

    def questions(self) -> list[Question]:
        """All questions by title."""
        table: dict[str, list[str]] = {}
        for row in self._db.execute("SELECT * FROM question_claim ORDER BY question_id, position"):
            table.setdefault(row["question_id"], []).append(row["claim_id"])
        query = "SELECT * FROM question ORDER BY title, id"
        return [
            Question(r["title"], tuple(table.get(r["id"], [])), r["low"], r["high"], r["independent"], r["shown"])
            for r in self._db.execute(query)
        ]

    def findings(self) -> list[Finding]:
        """All findings, the gravest first."""
        table: dict[str, list[tuple[str, str]]] = {}
        for row in self._db.execute("SELECT * FROM finding_claim ORDER BY finding_id, position"):
            table.setdefault(row["finding_id"], []).append((row["claim_id"], row["role"]))
        query = "SELECT * FROM finding ORDER BY position"
        return [
            Finding(r["kind"], r["severity"], tuple(table.get(r["id"], [])), r["sentence"], r["working"], r["rule"])
            for r in self._db.execute(query)
        ]

    # judgements

    def judge(self, judgement: Judgement) -> None:
        """Writes a judgement down; none is ever changed or removed."""
        with self._transaction():
            self._insert_judgement(judgement)
            self._stale()

    def _insert_judgement(self, judgement: Judgement) -> None:
        record = {"id": judgement.id} | {
            name: getattr(judgement, name) for name in ("on", "decision", "field", "value", "who", "when", "why")
        }
        self._insert("judgement", [record], ignore=True)

    def judgements(self, on: str | None = None) -> list[Judgement]:
        """Judgements in the order in which they were made, on one record or on all."""
        condition, values = ('WHERE "on"=?', (on,)) if on else ("", ())
        query = f'SELECT * FROM judgement {condition} ORDER BY "when", rowid'
        return [rows.judgement_from(row) for row in self._db.execute(query, values)]


def _quoted(words: str) -> str:
    """Each word as a phrase of its own: nothing in it is an operator."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.split())
