"""The page Review: what it says of a week, and what happens to a finding that is decided."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.deciding import By, Draft, decide
from dashboard.ledger.decisions import Subject, decisions, postponed
from dashboard.ledger.evidence import Evidence
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.weeks import closed_reviews
from dashboard.sample import next_week_folder
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.minutes import minutes_now
from tests.app_pages.opening import as_read, links, open_link, read_link, tables, texts
from tests.workspaces import import_file, import_run_list, import_runs, import_sample

EVERY = 24
"""Findings of the sample's last week."""
SUPPLIER = "change 2026-11-08T00:00:00+00:00 Supplier records"


def findings(app: AppTest) -> list[str]:
    """The lines of the list, as text."""
    bodies = [node.proto.body for node in app.get("html")]
    drawn = "".join(body for body in bodies if "data-findings" in body)
    return [re.sub(r"<[^>]+>", " ", line) for line in re.findall(r"<li.*?</li>", drawn)]


def said(app: AppTest) -> str:
    return "\n".join(texts(app))


def opened(app: AppTest, item: str) -> AppTest:
    app.query_params["item"] = item
    return app.run()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample in a workspace into which may be written."""
    monkeypatch.setenv("WORKER_RUNS_HOME", str(import_sample(tmp_path / "home")))
    return tmp_path / "home"


def test_it_is_the_first_page_and_tells_the_week(sample: Path) -> None:
    app = read_link(sample, "review")
    assert app.title[0].value.startswith("2 workers got worse and 2 causes are new")
    assert "Supplier records (38 failed, usually 6) and Delivery notices" in said(app)
    lines = findings(app)
    assert len(lines) == EVERY
    assert "above usual" in lines[0] and "Supplier records" in lines[0]
    assert "+32 failed" in lines[0] and "+19 failed" in lines[1]
    (wall,) = [table for table in tables(app) if "by week" in table.alt]
    assert wall.column("9 Nov")[0].endswith("38.8 %")
    assert any("id=Supplier" in link and "since=2026-11-09" in link for link in wall.links.values())


def test_a_finding_opens_with_its_evidence_and_the_smallest_change(sample: Path) -> None:
    app = opened(open_link(sample, "review"), SUPPLIER)
    assert "It has 38 of the 51 runs with “Missing access to a record”" in said(app)
    assert "Suggested: restore the access that it lacks." in said(app)
    assert app.text_input(key=f"other-{SUPPLIER}").value == "restore the access that it lacks"
    assert {link.split("?")[0] for link in links(app) if link.startswith("/")} >= {
        "/changes", "/failures", "/worker", "/trends"
    }  # fmt: skip


def test_what_is_decided_leaves_the_list_and_the_next_one_opens(own: Path) -> None:
    app = opened(open_link(own, "review"), SUPPLIER)
    app.text_input(key="who").set_value("Kim")
    app.button(key=f"record-{SUPPLIER}").click().run()
    (kept,) = decisions(Ledger(own).entries())
    assert (kept.who, kept.action) == ("Kim", "other")
    assert kept.other == "restore the access that it lacks"
    assert kept.subject.worker_id == "Supplier records" and kept.subject.cause == "record-access"
    assert kept.expected and (kept.expected.before, kept.expected.after) == (38, 2)
    assert kept.evidence.failed == 38 and "usually 6" in kept.evidence.sentence
    assert len(findings(app)) == EVERY - 1
    assert app.query_params["item"] == "change 2026-10-26T09:36:00+00:00 Invoice follow-up"
    assert "Done in this review: 1 finding" in said(app)
    app.button(key=f"undo-{kept.entry}").click().run()
    assert len(findings(app)) == EVERY


def test_two_people_on_one_finding_see_each_other_and_take_back_their_own(own: Path) -> None:
    for who, action in (("Kim", "pause"), ("Lee", "unchanged")):
        app = opened(open_link(own, "review"), SUPPLIER)
        app.text_input(key="who").set_value(who).run()
        app.button_group(key=f"action-{SUPPLIER}").set_value(action).run()
        app.button(key=f"record-{SUPPLIER}").click().run()
    kim, lee = decisions(Ledger(own).entries())
    told = said(app)
    assert "Pause worker, Kim," in told and "Leave unchanged, Lee," in told
    assert "Decided or put off so far: Kim 1, Lee 1 (1 of them by several)." in told
    assert "Decided differently. Kim: pause worker; Lee: leave unchanged. Both stand" in told
    keys = {one.key for one in app.button if str(one.key).startswith("undo-")}
    assert keys == {f"undo-{lee.entry}"}, "Lee takes back what Lee decided"
    app.text_input(key="who").set_value("Kim").run()
    history = current(Home(own))
    assert history
    (line,) = minutes_now(history, ALL, Ledger(own).entries()).decided
    assert all(told in as_read(line.word) for told in (", Kim,", ", Lee,", "Decided differently"))
    app.button(key=f"undo-{kim.entry}").click().run()
    assert [one.who for one in decisions(Ledger(own).entries())] == ["Lee"]
    assert "Decided differently" not in said(app) and len(findings(app)) == EVERY - 1


def test_how_fresh_the_data_is_and_what_was_rejected_leads_to_the_page_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = ("2026-11-10T09:00:00Z", "2026-11-10T08:00:00Z", "soon")
    runs = [{"run_id": str(n), "created_at": at} for n, at in enumerate(times)]
    home = import_runs(tmp_path / "home", *runs)
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    app = open_link(home, "review")
    assert "data of 10 Nov 2026, 09:00; 1 of 3 rows was rejected." in said(app)
    assert any("[Rejected rows](/data" in caption.value for caption in app.caption)


def test_who_decided_before_sees_what_is_other_since(own: Path) -> None:
    app = opened(open_link(own, "review"), SUPPLIER)
    app.text_input(key="who").set_value("Kim")
    app.button(key=f"record-{SUPPLIER}").click().run()
    assert "Decided or put off so far: Kim 1." in said(app)
    assert "Since you last decided" not in said(app), "that was in this review"
    import_file(own, next_week_folder())
    app = open_link(own, "review")
    assert "Since you last decided" not in said(app), "nobody says who looks"
    app.text_input(key="who").set_value("Kim").run()
    (sentence,) = [text for text in texts(app) if text.startswith("Since you last decided")]
    marks = re.findall(r"(New to you|Was .+?)\. ", "\n".join(findings(app)))
    new, changed = marks.count("New to you"), len(marks) - marks.count("New to you")
    assert new and changed
    assert "in the review of 9–15 Nov 2026" in sentence
    assert f"{new} findings are new to you, {changed} changed and" in sentence


def test_the_checklist_is_filled_by_the_data_corrected_by_a_person_and_kept(own: Path) -> None:
    item = "change 2026-10-26T09:36:00+00:00 Invoice follow-up"
    app = opened(open_link(own, "review"), item)
    smallest, until = next(text for text in texts(app) if text.startswith("Sugg")).split("\n")
    assert smallest.startswith("Suggested: update instructions. Its instructions ask for")
    assert smallest.strip().endswith("Smallest change: allow CRM or drop that sentence.")
    assert until.startswith("Until that is done: pause worker. Failed runs wrote something")
    assert app.button_group(key=f"action-{item}").value == "instructions"
    assert "the data answers 3 of 6" in said(app)
    app.button_group(key=f"check-record-{item}").set_value("yes").run()
    app.button_group(key=f"check-pause-{item}").set_value("no").run()
    app.button(key=f"record-{item}").click().run()
    (kept,) = decisions(Ledger(own).entries())
    told = {one.question: (one.answer, one.why) for one in kept.checklist}
    assert told["record"] == ("yes", "") and told["pause"] == ("no", ""), "a person said so"
    assert told["instructions"][0] == "yes" and "ask for CRM" in told["instructions"][1]
    assert told["format"][0] == "unknown"
    history = current(Home(own))
    assert history and (minutes := minutes_now(history, ALL, Ledger(own).entries()))
    assert "Checklist: enough detail in the record: yes; " in minutes.decided[0].word


def test_a_double_click_is_recorded_once(own: Path) -> None:
    app = opened(open_link(own, "review"), SUPPLIER)
    button = app.button(key=f"record-{SUPPLIER}")
    button.click().run()
    held: Any = app.session_state
    assert held  # the same form once more, as a click that was on its way
    history = current(Home(own))
    assert history
    (first,) = Ledger(own).entries()
    again = By("", first.about["form"])
    subject = Subject(items=(SUPPLIER,))
    assert not decide(Ledger(own), history, subject, Draft("pause"), Evidence("so"), again)
    assert len(Ledger(own).entries()) == 1


def test_a_decision_that_settles_two_findings_stands_once_also_where_one_is_open(own: Path) -> None:
    history = current(Home(own))
    assert history
    other = "change 2026-10-26T09:36:00+00:00 Invoice follow-up"
    subject = Subject(items=(SUPPLIER, other))
    window = opened(open_link(own, "review"), SUPPLIER).button(key=f"record-{SUPPLIER}")
    window.click().run()
    (kept,) = decisions(Ledger(own).entries())
    both = Draft("pause"), kept.evidence, By("Kim", "another form")
    assert decide(Ledger(own), history, subject, *both)
    app = open_link(own, "review")
    assert not app.exception and said(app).count(", Kim,") == 1
    assert "Supplier records, Invoice follow-up" in said(app)
    app = opened(app, other)
    assert not app.exception and said(app).count(", Kim,") == 2


def test_a_finding_is_put_off_with_a_reason(own: Path) -> None:
    app = opened(open_link(own, "review"), SUPPLIER)
    app.button(key=f"postpone-{SUPPLIER}").click().run()
    assert "A finding is postponed with a reason." in said(app)
    assert not Ledger(own).entries() and len(findings(app)) == EVERY
    app.text_input(key=f"why-{SUPPLIER}").set_value("IT is on it")
    app.button(key=f"postpone-{SUPPLIER}").click().run()
    (kept,) = postponed(Ledger(own).entries())
    assert kept.reason == "IT is on it" and len(findings(app)) == EVERY - 1
    assert "Postponed to 23 Nov 2026" in said(app)


def test_another_open_decision_of_the_worker_is_a_warning(own: Path) -> None:
    history = current(Home(own))
    assert history
    subject = Subject(worker_id="Supplier records", cause="time-out")
    decide(Ledger(own), history, subject, Draft("context"), Evidence("so"), By("Lee"))
    app = opened(open_link(own, "review"), SUPPLIER)
    assert any("One thing at a time" in as_read(one.value) for one in app.warning)


def test_a_finding_that_somebody_decided_meanwhile_says_so(own: Path) -> None:
    history = current(Home(own))
    assert history
    app = opened(open_link(own, "review"), SUPPLIER)
    window = app.session_state  # opened before Lee decides
    assert window is not None
    subject = Subject(worker_id="Supplier records", items=(SUPPLIER,))
    until = history.about.now.replace(hour=0, minute=0) if history.about.now else None
    decide(Ledger(own), history, subject, Draft("pause"), Evidence("so", until=until), By("Lee"))
    app.run()
    assert f"{EVERY - 1} of {EVERY} findings left" in said(app) and len(findings(app)) == EVERY
    assert "Pause worker, Lee" in said(app)
    assert app.button(key=f"record-{SUPPLIER}")


def test_a_run_list_is_worth_opening(home: Path) -> None:
    import_run_list(home)
    app = open_link(home, "review", period="all")
    assert "too few to rank. Start with the causes." in said(app)
    assert "✕ cause" in findings(app)[0] and "Missing access to a record" in findings(app)[0]


def test_good_news_is_said_as_such(home: Path) -> None:
    runs = [
        {"run_id": f"{n}", "worker": "Ann", "created_at": f"2026-11-{10 + n % 5}T09:00:00Z"}
        for n in range(40)
    ]
    import_runs(home, *runs)
    app = open_link(home, "review", period="all")
    assert "Nothing to decide" in said(app)
    assert "too short to say what is new or worse; 40 runs checked." in said(app)


def test_a_link_of_trends_from_before_still_leads_there(sample: Path) -> None:
    app = open_link(sample, "review", by="week", outcome="failed", period="all")
    (address,) = [node.proto.body for node in app.get("html")]
    assert "data-instead" in address and "/trends?" in address
    assert {"by=week", "outcome=failed", "period=all"} <= {*re.split(r'[?"]|&amp;', address)}


def test_a_filter_by_how_runs_ended_stays_and_is_told_not_to_be_used(sample: Path) -> None:
    """Filters go along from page to page: one leads to Review as to any other."""
    app = read_link(sample, "review", outcome="failed")
    told = "by runs however they ended, without the filter “Outcome is ✕ failed”."
    assert f"The week is reviewed {told}" in said(app)
    assert findings(app) == findings(read_link(sample, "review"))


def test_a_link_to_a_finding_that_is_gone_says_so(sample: Path) -> None:
    app = opened(open_link(sample, "review"), "cause moon")
    assert "The finding that this link names is not in this review." in said(app)


def test_a_read_only_workspace_says_that_nothing_was_recorded(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = opened(open_link(own, "review"), SUPPLIER)
    shutil.rmtree(own / "ledger.sqlite", ignore_errors=True)
    monkeypatch.setattr("dashboard.ledger.entries.add", _refused)
    app.button(key=f"record-{SUPPLIER}").click().run()
    assert not Ledger(own).entries() and len(findings(app)) == EVERY
    assert "Nothing was recorded" in said(app)


def _refused(*_: object) -> None:
    raise OSError(30, "Read-only file system")


def test_a_week_is_closed_and_read_as_it_was(own: Path) -> None:
    app = open_link(own, "review")
    app.text_input(key="who").set_value("Kim")
    next(one for one in app.button if one.label == "Close the week").click().run()
    assert "2026-W46 was closed by Kim" in said(app)
    assert f"Closed: 2026-W46. {EVERY} findings were left undecided." in said(app)
    drawn = "".join(node.proto.body for node in app.get("html"))
    assert 'href="/export/minutes/2026-W46.html"' in drawn
    assert "Close the week" not in [one.label for one in app.button]
    app.query_params["item"] = SUPPLIER
    app.run()
    app.button(key=f"record-{SUPPLIER}").click().run()
    kept = open_link(own, "review", minutes="2026-W46")
    assert kept.title[0].value.startswith("Review of 2026")
    assert "Nothing was decided yet." in said(kept)  # as it was closed
    assert "Supplier records" in said(kept) and "CRM is not among its tools" in said(kept)
    gone = open_link(own, "review", minutes="2026-W01")
    assert "This review is not closed." in said(gone)


@pytest.mark.parametrize(
    ("params", "called"),
    [
        ({"week": "2026-W46", "worker": "Lead triage"}, "2026-W46, runs of Lead triage"),
        ({"since": "2026-11-10", "until": "2026-11-12"}, "10–12 Nov 2026"),
        ({"week": "2026-W46", "worker": "Stock check"}, "2026-W46, runs of Stock check"),
    ],
)
def test_a_review_of_other_days_or_of_some_runs_is_closed_as_that(
    own: Path, params: dict[str, str], called: str
) -> None:
    app = open_link(own, "review", **params)
    assert f"This is the review of {called}. " in said(app)
    next(one for one in app.button if one.label == "Close this review").click().run()
    assert f"The review of {called} was closed by somebody" in said(app)
    whole = open_link(own, "review", week="2026-W46")
    assert "Close the week" in [one.label for one in whole.button], "that week itself is open"
    (closed,) = closed_reviews(Ledger(own).entries())
    assert f"Closed before: [{called}](?" in said(whole)
    kept = open_link(own, "review", minutes=closed.minutes.name)
    title = as_read(kept.title[0].value)
    assert title.startswith("Review of ") and title.endswith(closed.minutes.of)


def test_of_bad_runs_fewer_are_expected_and_of_runs_without_a_time_none(
    tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = "bad of Ann"
    runs = [
        {"run_id": str(n), "worker": "Ann", "quality": "bad" if n < 30 else "good"}
        for n in range(40)
    ]
    days = [run | {"created_at": f"2026-11-{1 + n // 4:02}T09:00Z"} for n, run in enumerate(runs)]
    timed = import_runs(tmp_path / "timed", *days)
    monkeypatch.setenv("WORKER_RUNS_HOME", str(timed))
    app = opened(open_link(timed, "review"), finding)
    assert app.number_input(key=f"then-{finding}").label.startswith("Runs judged bad")
    (shared,) = [link for link in links(app) if "outcome%3Dbad" in link]
    assert "worker=Ann" in shared and "since=" in shared, "of the runs that the finding is of"
    untimed = import_file(tmp_path / "untimed", shared_data / "tau-bench")
    monkeypatch.setenv("WORKER_RUNS_HOME", str(untimed))
    app = open_link(untimed, "review")
    assert as_read(app.title[0].value) == "No run failed, 116 of 200 judged runs were bad"
    key = "bad of tau-bench agent"
    assert not opened(app, key).number_input
    app.button_group(key=f"action-{key}").set_value("instructions").run()
    app.button(key=f"record-{key}").click().run()
    assert "1 of 2 findings left" in said(app)


def test_the_form_asks_for_what_the_finding_counts(own: Path) -> None:
    silent, looked_up = "silent Stock check", "customers of Applicant mail"
    app = opened(open_link(own, "review"), looked_up)
    field = app.number_input(key=f"then-{looked_up}")
    assert as_read(field.label).startswith("Failed runs that customers may see something of: now 1")
    assert field.value is None, "to look first makes nothing less"
    app.button(key=f"record-{looked_up}").click().run()
    app = opened(app, silent)
    field = app.number_input(key=f"then-{silent}")
    assert (as_read(field.label), field.value) == ("Runs: now 0 a week, at least", 14)
    app.button(key=f"record-{silent}").click().run()
    first, second = decisions(Ledger(own).entries())
    assert first.expected is None and first.evidence.counted == 1
    assert second.expected and second.expected.measure == "runs"
    assert (second.expected.before, second.expected.after) == (0, 14)
    assert second.evidence.counted == 0 and "usually 14 runs a week" in second.evidence.sentence
    assert as_read("runs: 0 → at least 14 a week") in as_read(said(app))
