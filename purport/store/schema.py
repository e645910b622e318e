"""The ledger's tables, as numbered migrations; `PRAGMA user_version` says how many are done."""

from __future__ import annotations

MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE text (id TEXT PRIMARY KEY, characters TEXT NOT NULL);
    CREATE TABLE article (
        id TEXT PRIMARY KEY, doc_id TEXT NOT NULL, origin TEXT NOT NULL, outlet TEXT, title TEXT,
        byline TEXT, url TEXT, language TEXT, published TEXT, published_how TEXT, updated TEXT,
        updated_how TEXT, credit TEXT, text_id TEXT NOT NULL REFERENCES text(id),
        extractor TEXT NOT NULL
    );
    CREATE INDEX article_doc_id ON article(doc_id);
    CREATE TABLE part (
        article_id TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE, kind TEXT NOT NULL,
        "begin" INTEGER NOT NULL, until INTEGER NOT NULL, author TEXT, depth INTEGER NOT NULL
    );
    CREATE INDEX part_article ON part(article_id);
    CREATE TABLE span (
        id TEXT PRIMARY KEY, text_id TEXT NOT NULL REFERENCES text(id),
        "begin" INTEGER NOT NULL, until INTEGER NOT NULL, quote TEXT NOT NULL
    );
    CREATE TABLE claim (
        id TEXT PRIMARY KEY, article_id TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        number_in_article INTEGER NOT NULL, kind TEXT NOT NULL, span_id TEXT NOT NULL REFERENCES span(id),
        sentence_span_id TEXT NOT NULL REFERENCES span(id), sentence TEXT NOT NULL, part TEXT NOT NULL,
        number TEXT, low REAL, high REAL, bound TEXT, unit TEXT, approximate INTEGER, counted TEXT,
        measure TEXT, event TEXT, part_of TEXT, act TEXT, other TEXT, actor TEXT, place TEXT, time TEXT,
        start TEXT, "end" TEXT, speaker TEXT, stance TEXT NOT NULL, said TEXT, same_as TEXT,
        attribution TEXT NOT NULL, because TEXT NOT NULL
    );
    CREATE INDEX claim_article ON claim(article_id, number_in_article);
    CREATE INDEX claim_measure ON claim(measure, place);
    CREATE TABLE link (
        claim_id TEXT NOT NULL REFERENCES claim(id) ON DELETE CASCADE, role TEXT NOT NULL,
        target_id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,
        PRIMARY KEY (claim_id, role)
    );
    CREATE TABLE reprint (
        cluster_id TEXT NOT NULL, earlier TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        later TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE, containment REAL NOT NULL,
        how TEXT NOT NULL, PRIMARY KEY (earlier, later)
    );
    CREATE TABLE question (id TEXT PRIMARY KEY, title TEXT NOT NULL, low REAL, high REAL, independent INTEGER NOT NULL);
    CREATE TABLE question_claim (
        question_id TEXT NOT NULL REFERENCES question(id) ON DELETE CASCADE,
        position INTEGER NOT NULL, claim_id TEXT NOT NULL, PRIMARY KEY (question_id, position)
    );
    CREATE TABLE finding (
        id TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, severity TEXT NOT NULL,
        sentence TEXT NOT NULL, working TEXT NOT NULL, rule TEXT NOT NULL
    );
    CREATE TABLE finding_claim (
        finding_id TEXT NOT NULL REFERENCES finding(id) ON DELETE CASCADE,
        position INTEGER NOT NULL, claim_id TEXT NOT NULL, role TEXT NOT NULL,
        PRIMARY KEY (finding_id, position)
    );
    CREATE TABLE judgement (
        id TEXT PRIMARY KEY, "on" TEXT NOT NULL, decision TEXT NOT NULL, field TEXT, value TEXT,
        who TEXT NOT NULL, "when" TEXT NOT NULL, why TEXT
    );
    CREATE INDEX judgement_on ON judgement("on");
    CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE VIRTUAL TABLE claim_fts USING fts5(
        sentence, counted, actor, place, speaker, content="claim"
    );
    CREATE TRIGGER claim_added AFTER INSERT ON claim BEGIN
        INSERT INTO claim_fts(rowid, sentence, counted, actor, place, speaker)
        VALUES (new.rowid, new.sentence, new.counted, new.actor, new.place, new.speaker);
    END;
    CREATE TRIGGER claim_removed AFTER DELETE ON claim BEGIN
        INSERT INTO claim_fts(claim_fts, rowid, sentence, counted, actor, place, speaker)
        VALUES ('delete', old.rowid, old.sentence, old.counted, old.actor, old.place, old.speaker);
    END;
    CREATE VIRTUAL TABLE text_fts USING fts5(characters, content="text");
    CREATE TRIGGER text_added AFTER INSERT ON text BEGIN
        INSERT INTO text_fts(rowid, characters) VALUES (new.rowid, new.characters);
    END;
    CREATE TRIGGER text_removed AFTER DELETE ON text BEGIN
        INSERT INTO text_fts(text_fts, rowid, characters) VALUES ('delete', old.rowid, old.characters);
    END;
    """,
    """
    ALTER TABLE article ADD COLUMN archive_url TEXT;
    ALTER TABLE article ADD COLUMN retrieved TEXT;
    ALTER TABLE article ADD COLUMN doubted TEXT;
    ALTER TABLE article ADD COLUMN original_id TEXT;
    ALTER TABLE article ADD COLUMN media_type TEXT;
    CREATE INDEX article_original ON article(original_id);
    CREATE INDEX article_text ON article(text_id);
    CREATE TABLE original (
        id TEXT PRIMARY KEY, media_type TEXT NOT NULL, size INTEGER NOT NULL, deflated BLOB NOT NULL
    );
    CREATE TABLE anchor (
        article_id TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        "begin" INTEGER NOT NULL, until INTEGER NOT NULL, selector TEXT NOT NULL
    );
    CREATE INDEX anchor_article ON anchor(article_id, "begin");
    """,
    """
    DROP TABLE reprint;
    CREATE TABLE print (
        article_id TEXT PRIMARY KEY REFERENCES article(id) ON DELETE CASCADE,
        runs BLOB NOT NULL, items BLOB NOT NULL
    );
    CREATE TABLE likeness (
        one TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        other TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        kind TEXT NOT NULL, share REAL NOT NULL, items INTEGER NOT NULL, PRIMARY KEY (one, other)
    );
    CREATE INDEX likeness_other ON likeness(other);
    CREATE TABLE descent (
        earlier TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        later TEXT NOT NULL REFERENCES article(id) ON DELETE CASCADE,
        kind TEXT NOT NULL, share REAL NOT NULL, items INTEGER NOT NULL, how TEXT NOT NULL,
        PRIMARY KEY (earlier, later)
    );
    CREATE INDEX descent_later ON descent(later);
    INSERT OR REPLACE INTO meta VALUES ('audited', 'no');
    """,
    """
    ALTER TABLE claim ADD COLUMN basis TEXT;
    ALTER TABLE question ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
    INSERT OR REPLACE INTO meta VALUES ('audited', 'no');
    """,
)
