"""The review as a person plays it: by keys and clicks from the worst finding to an empty list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.analysis.measures import subject_of
from dashboard.analysis.review.review import review
from dashboard.deciding import By, Draft, decide
from dashboard.ledger.decisions import UNCHANGED, decisions, postponed
from dashboard.ledger.ledger import Ledger
from dashboard.ledger.weeks import closed_reviews
from dashboard.store.filters.filters import ALL
from dashboard.store.reading.open_histories import current
from dashboard.store.workspace.home import Home
from dashboard.words.decisions import evidence_of
from dashboard.words.periods import in_last_week
from tests.browser.conftest import ServeHome, Visit
from tests.browser.harness import OpenPage
from tests.cli.test_report import TRUTHS
from tests.workspaces import import_sample

MOST_ACTIONS = 6
LINES = "[data-finding]"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return import_sample(tmp_path / "home")


def left(page: Page) -> int:
    return page.locator(LINES).count()


def come_to(opened: OpenPage, lines: int) -> None:
    """Wait until so many findings are left, and the page rests."""
    expect(opened.page.locator(LINES)).to_have_count(lines)
    opened.settle()


def decide_what_is_alike(home: Path) -> None:
    """Decide about all findings but the first of every kind, as their forms do."""
    ledger, history = Ledger(home), current(Home(home))
    assert history
    kinds = set()
    for item in review(history, ALL).items:
        kind, subject = (item.lead.kind, item.lead.check), subject_of(item)
        if kind in kinds:
            evidence = evidence_of(history, in_last_week(ALL, history.about), subject)
            assert decide(ledger, history, subject, Draft(UNCHANGED), evidence, By("Kim"))
        kinds.add(kind)


def test_the_review_is_played_to_an_empty_list(
    home: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    decide_what_is_alike(home)
    before = len(decisions(Ledger(home).entries()))
    opened = open_page(serve_home(home).url)
    page = opened.page
    page.get_by_label("Your name").fill("Kim")
    page.keyboard.press("Tab")
    opened.settle()
    of = left(page)
    assert 10 < of < before + of <= 25
    actions = []
    for n in range(of, 0, -1):
        taken = 0
        if not page.locator(".st-key-opened").count():
            page.keyboard.press("d")  # opens the worst
            taken += 1
        expect(page.locator(".st-key-opened")).to_be_visible()
        opened.settle()
        record = page.get_by_role("button", name="Record the decision")
        if record.is_disabled():  # nothing is suggested: a person says what to do
            page.get_by_role("radio", name="Leave unchanged").or_(
                page.get_by_role("button", name="Leave unchanged")
            ).first.click()
            expect(record).to_be_enabled()
            taken += 1
        record.click()
        taken += 1
        come_to(opened, n - 1)
        actions.append(taken)
    assert max(actions) <= MOST_ACTIONS
    expect(page.get_by_text("Every finding of this review is decided or put off")).to_be_visible()
    kept = decisions(Ledger(home).entries())
    assert len(kept) == before + of and {one.who for one in kept} == {"Kim"}
    page.get_by_role("button", name="Close the week").click()
    expect(page.get_by_text("2026-W46 was closed by Kim")).to_be_visible()
    (closed,) = closed_reviews(Ledger(home).entries())
    told = repr(closed.minutes)
    assert not [truth for truth in TRUTHS if truth not in told]
    assert len(closed.minutes.decided) == before + of and not closed.minutes.left
    opened.assert_clean()


def test_other_pages_tell_their_keys_too(
    sample: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(f"{serve_home(sample).url}/trends")
    told = opened.page.get_by_text("F opens the filters; / finds anything")
    expect(told).to_be_hidden()
    opened.page.keyboard.press("?")
    expect(told).to_be_visible()
    opened.page.get_by_role("button", name="Keys ?").click()
    expect(told).to_be_hidden()


def test_keys_walk_the_list_and_their_buttons_do_the_same(
    sample: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    opened = open_page(serve_home(sample).url)
    page = opened.page

    def focused() -> int:
        return int(
            page.evaluate(
                "[...document.querySelectorAll('[data-finding]')].indexOf(document.activeElement)"
            )
        )

    page.keyboard.press("j")
    assert focused() == 0
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert focused() == 1
    page.get_by_role("button", name="Keys ?").click()
    expect(page.get_by_text("J and K go down and up the list")).to_be_visible()
    page.keyboard.press("?")
    expect(page.get_by_text("J and K go down and up the list")).to_be_hidden()
    page.locator(LINES).nth(1).focus()
    page.keyboard.press("d")
    expect(page.locator(".st-key-opened")).to_be_visible()
    opened.settle()
    page.keyboard.press("d")
    expect(page.get_by_role("button", name="Record the decision")).to_be_focused()
    page.get_by_label("Reason").click()
    page.keyboard.type("jkd?")  # what is typed is no command
    expect(page.get_by_label("Reason")).to_have_value("jkd?")
    page.locator(LINES).nth(1).click()
    expect(page.locator(".st-key-opened")).to_have_count(0)
    assert not Ledger(sample).entries()
    opened.assert_clean()


def test_two_people_on_one_finding_see_each_others_decision_and_one_puts_another_off(
    home: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    server = serve_home(home)
    kim, lee = open_page(server.url), open_page(server.url)
    for opened, name in ((kim, "Kim"), (lee, "Lee")):
        opened.page.get_by_label("Your name").fill(name)
        opened.page.keyboard.press("Tab")
        opened.settle()
        opened.page.locator(LINES).first.click()
        expect(opened.page.locator(".st-key-opened")).to_be_visible()
        opened.settle()
    of = left(kim.page)
    lee.page.get_by_label("Reason").fill("half typed")
    kim.page.get_by_role("button", name="Record the decision").dblclick()
    come_to(kim, of - 1)
    expect(lee.page.get_by_text(re.compile("Kim, .* due")).first).to_be_visible()
    lee.settle()
    expect(lee.page.get_by_label("Reason")).to_have_value("half typed")
    lee.page.get_by_role("button", name="Record the decision").click()
    expect(kim.page.get_by_text(re.compile("Lee, .* due")).first).to_be_visible()
    made = decisions(Ledger(home).entries())
    assert [(one.who, one.reason) for one in made] == [("Kim", ""), ("Lee", "half typed")]
    for opened in (kim, lee):
        opened.page.reload()
        opened.settle()
        opened.assert_clean()
    assert len(Ledger(home).entries()) == 2
    page = kim.page
    kim.goto(server.url)
    page.locator(LINES).first.click()
    expect(page.locator(".st-key-opened")).to_be_visible()
    kim.settle()
    page.get_by_role("button", name="Postpone").click()
    page.get_by_label("Why not now?").fill("IT is on it")
    page.keyboard.press("Tab")
    kim.settle()
    page.get_by_role("button", name="Postpone it").click()
    come_to(kim, of - 2)
    (kept,) = postponed(Ledger(home).entries())
    assert kept.reason == "IT is on it"
    kim.assert_clean()
