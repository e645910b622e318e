"""What people decide in the pages is written down, and the pages show it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from purport.store.ledger import Ledger
from purport.web.library import Library
from tests.web.conftest import client_of


def token(text: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', text)
    assert found
    return found.group(1)


def test_a_rejected_finding_is_gone_and_comes_back(own: Path) -> None:
    """In whose name it was, and undone."""
    client = client_of(own)
    name = next(iter(Library.of(own).findings))
    form = {"token": token(client.get(f"/findings/{name}").text), "on": name, "back": "/", "why": "counted twice"}
    assert client.post("/judge", data={**form, "decision": "rejected"}).status_code == 303
    assert name not in client.get("/").text
    assert "counted twice" in client.get(f"/findings/{name}").text  # it says who rejected it, and takes it back
    with Ledger(own) as ledger:
        assert [(j.who, j.why) for j in ledger.judgements(name)] == [("anna", "counted twice")]
    client.post("/judge", data={**form, "decision": "undo"})
    assert name in client.get("/").text


def test_a_corrected_field_changes_the_finding(own: Path) -> None:
    """171 that was 172 is a sum that comes out."""
    client = client_of(own)
    library = Library.of(own)
    finding = next(f for f in library.findings.values() if f.kind == "parts-do-not-sum")
    claim = next(c for c, role in finding.claims if role == "whole")
    page = client.get(f"/claims/{claim}").text
    form = {"token": token(page), "on": claim, "back": f"/claims/{claim}"}
    client.post("/correct", data={**form, "field": "high", "value": "172", "why": "misprint"})
    client.post("/correct", data={**form, "field": "low", "value": "172"})
    assert finding.id not in client.get("/").text
    assert "misprint" in client.get(f"/claims/{claim}").text
    wrong = client.post("/correct", data={**form, "field": "measure", "value": "nonsense"})
    assert wrong.status_code == 400
    assert "is no measure" in wrong.text


def test_a_number_beyond_any_count_is_refused(own: Path) -> None:
    """400, and the pages go on."""
    client = client_of(own)
    claim = next(c for c, told in Library.of(own).claims.items() if hasattr(told, "quantity"))
    form = {"token": token(client.get(f"/claims/{claim}").text), "on": claim, "field": "high", "value": "1e308"}
    assert client.post("/correct", data=form).status_code == 400
    assert client.get("/").status_code == 200


def test_what_is_decided_during_an_audit_is_audited(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A judgement that is written while the audit runs leaves the ledger to be audited again."""
    import purport.pipeline as pipeline
    from purport.pipeline.judging import decide

    plain = pipeline.run_audit
    name = next(iter(Library.of(own).claims))

    def slow(view: object) -> object:
        found = plain(view)  # type: ignore[arg-type]
        with Ledger(own) as other:
            decide(other, name, "rejected")
        return found

    with Ledger(own) as ledger:
        decide(ledger, name, "accepted")
        monkeypatch.setattr(pipeline, "run_audit", slow)
        pipeline.audit(ledger)
        assert ledger.audited_as() is None


def test_a_claim_entered_by_hand(own: Path) -> None:
    """On words of the article, and its page comes next."""
    client = client_of(own)
    article = next(a for a in Library.of(own).articles.values() if a.doc_id.startswith("13-"))
    form = {
        "token": token(client.get(f"/articles/{article.id}").text), "on": article.id, "back": "/",
        "words": "joint [session] of the Russian", "low": "1", "measure": "other", "speaker": "somebody",
    }  # fmt: skip
    answer = client.post("/enter", data=form)
    assert answer.status_code == 303
    assert "session" in client.get(answer.headers["location"]).text
    assert client.post("/enter", data={**form, "words": "nowhere [7] here"}).status_code == 400


def test_the_queue_goes_on_and_back(own: Path) -> None:
    """A decision takes its item out; undo shows it again."""
    client = client_of(own)
    first = Library.of(own).queue[0]
    page = client.get("/review").text
    assert first.on in page
    form = {"token": token(page), "on": first.on, "back": "/review?at=0"}
    client.post("/judge", data={**form, "decision": "accepted"})
    assert f'name="on" value="{first.on}"' not in client.get("/review").text.split("Last:")[0].split("</article>")[0]
    back = client.post("/judge", data={**form, "decision": "undo"})
    assert first.on in client.get(back.headers["location"]).text


def test_a_change_from_elsewhere_is_seen(own: Path) -> None:
    """The command line and the pages look at one ledger."""
    client = client_of(own)
    name = next(iter(Library.of(own).findings))
    assert name in client.get("/").text
    from purport.pipeline.judging import decide

    with Ledger(own) as ledger:
        decide(ledger, name, "rejected")
    assert name not in client.get("/").text
