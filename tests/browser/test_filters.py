"""The filter bar: a question within a few clicks or keys, the same in links, Back and reload."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.store.workspace.home import Home
from dashboard.store.writing.own_fields import offer_field
from tests.browser.conftest import ServeHome, Visit
from tests.browser.harness import OpenPage
from tests.browser.looks import barriers, faults
from tests.browser.test_links import assert_comes_to, redrawn, state
from tests.store.dimensions.every_run import HOSTILE, RUNS, TOLD, history_in
from tests.workspaces import import_runs

QUESTION = {
    "since": ["2026-11-03"], "until": ["2026-11-16"],
    "model": ["gpt-x"], "trigger": ["schedule"], "not-worker": ["Zed"],
}  # fmt: skip
COMPOSED = (
    "new KeyboardEvent('keydown', "
    "{key: 'Enter', isComposing: true, bubbles: true, cancelable: true})"
)


def runs() -> list[dict[str, str]]:
    """Six weeks of runs, ten a day, of three models, two triggers and five workers."""
    return [
        {
            "run_id": f"r{day}-{n}",
            "created_at": f"2026-{10 + day // 31:02}-{1 + day % 31:02}T{8 + n:02}:00:00Z",
            "status": "failed" if (day + n) % 7 == 0 else "completed",
            "model": ("gpt-x", "gpt-y", "gpt-z")[n % 3],
            "trigger": ("schedule", "mail")[(day + n) % 2],
            "worker": ("Ann", "Bob", "Cy", "Dot", "Zed")[n % 5],
        }
        for day in range(47)
        for n in range(10)
    ]


def wanted(*, before: bool) -> int:
    """How many runs the question is about, or those of the 14 days before."""
    since, until = ("2026-10-20", "2026-11-02") if before else ("2026-11-03", "2026-11-16")
    return sum(
        run["model"] == "gpt-x"
        and run["trigger"] == "schedule"
        and run["worker"] != "Zed"
        and since <= run["created_at"][:10] <= until
        for run in runs()
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return import_runs(tmp_path_factory.mktemp("asked") / "home", *runs())


class Asking:
    """Somebody who builds a question, and counts what they click or press to choose something;
    letters that are typed are no clicks."""

    def __init__(self, opened: OpenPage) -> None:
        self.opened, self.page = opened, opened.page
        self.clicks = 0

    def choose(self, what: Locator) -> None:
        """Click what chooses other runs."""
        with redrawn(self.opened):
            what.click()
        self.clicks += 1

    def take(self, key: str) -> None:
        """Press the key that chooses other runs."""
        with redrawn(self.opened):
            self.page.keyboard.press(key)
        self.clicks += 1

    @property
    def list(self) -> Locator:
        return self.page.locator("[data-filter-list]")

    def unfold(self) -> None:
        self.page.get_by_role("button", name="Filter").click()
        self.clicks += 1
        expect(self.list).to_be_visible()

    def unfold_by_key(self) -> None:
        self.page.keyboard.press("f")
        self.clicks += 1
        expect(self.list.get_by_role("searchbox")).to_be_focused()

    def of(self, dimension: str) -> Locator:
        """The values of a dimension."""
        return self.list.locator(f"section[data-dimension='{dimension}']")


def counted(page: Page) -> Locator:
    return page.locator(".st-key-filter-bar").get_by_test_id("stCaptionContainer")


def assert_answered(opened: OpenPage) -> None:
    page = opened.page
    assert parse_qs(urlsplit(page.url).query) == QUESTION
    expect(counted(page)).to_have_text(f"{wanted(before=False)} of 470 runs")
    expect(page.get_by_text(f"{wanted(before=True)} → {wanted(before=False)}")).to_be_visible()
    for chip in ("Model is gpt-x", "Trigger is schedule", "Worker is not Zed"):
        expect(page.get_by_role("button", name=chip)).to_be_visible()


def test_a_question_takes_seven_clicks_and_is_the_same_wherever_it_is_opened(
    home: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    """Model is X, trigger is Y, not Z, the last 14 days against the 14 before."""
    url = f"{serve_home(home).url}/trends?period=all"
    asking = Asking(open_page(url))
    page, seen = asking.page, [state(asking.page)]
    asking.choose(page.get_by_role("link", name="14 days"))
    seen.append(state(page))
    for dimension, value in (("Model", "gpt-x"), ("Trigger", "schedule"), ("Worker", "not Zed")):
        asking.unfold()
        link = asking.of(dimension).get_by_role("link", name=value.removeprefix("not "))
        asking.choose(link.last if value.startswith("not ") else link.first)
        expect(asking.list).to_have_count(0)
        seen.append(state(page))
    assert asking.clicks <= 7
    assert_answered(asking.opened)
    asking.unfold()
    assert not barriers(page) and not faults(page)
    chosen = asking.list.locator(".chosen li")
    expect(chosen).to_have_text([
        re.compile(rf"✓ Model is gpt-x\s*{_beside('model', 'gpt-x')}"),
        re.compile(rf"✓ Trigger is schedule\s*{_beside('trigger', 'schedule')}"),
        re.compile(rf"≠ Worker is not Zed\s*{_beside('worker', 'Zed')}"),
    ])  # fmt: skip
    page.keyboard.press("Escape")
    for before in reversed(seen[:-1]):
        page.go_back()
        assert_comes_to(asking.opened, before)
    for after in seen[1:]:
        page.go_forward()
        assert_comes_to(asking.opened, after)
    page.reload()
    asking.opened.settle()
    assert_answered(asking.opened)
    assert_answered(open_page(page.url))
    asking.opened.assert_clean()


def _beside(name: str, value: str) -> int:
    """How many runs have a value and all that is asked of other dimensions."""
    asked = {"model": ("gpt-x",), "trigger": ("schedule",), "worker": ("Ann", "Bob", "Cy", "Dot")}
    asked[name] = (value,)
    return sum(
        "2026-11-03" <= run["created_at"][:10] <= "2026-11-16"
        and all(run[key] in values for key, values in asked.items())
        for run in runs()
    )


def test_the_same_question_takes_as_few_keys(
    home: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    asking = Asking(open_page(f"{serve_home(home).url}/trends?period=all"))
    page = asking.page
    page.get_by_role("link", name="14 days").focus()
    asking.take("Enter")
    for text, taken in (("gpt-x", "Enter"), ("trig sched", "Enter"), ("zed", "Shift+Enter")):
        asking.unfold_by_key()
        page.keyboard.type(text)
        asking.take(taken)
        expect(asking.list).to_have_count(0)
    assert asking.clicks <= 7
    assert_answered(asking.opened)
    asking.unfold_by_key()
    page.keyboard.press("ArrowDown")
    expect(asking.list.locator(".chosen a").first).to_be_focused()
    asking.take("Enter")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {name: values for name, values in QUESTION.items() if name != "model"}
    asking.unfold_by_key()
    page.keyboard.type("nothing is called this")
    expect(asking.list.locator("[data-found] li").first).to_contain_text("Text contains “nothing")
    assert asking.list.locator("input").evaluate(f"field => field.dispatchEvent({COMPOSED})"), (
        "an Enter that ends a word of Japanese is the keyboard’s"
    )
    asking.take("Enter")
    expect(page.get_by_text("No run fits these filters.")).to_be_visible()
    asking.opened.assert_clean()


def test_hostile_values_are_only_values_in_the_list(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    home = Home(tmp_path / "home")
    history_in(home)
    asking = Asking(open_page(f"{serve_home(home.path).url}/failures?period=all"))
    for value in (HOSTILE[0], HOSTILE[4], HOSTILE[5], HOSTILE[6], HOSTILE[11]):
        asking.unfold()
        section = asking.of("Model")
        if (more := section.locator("[data-unfold]")).count():
            more.click()
        asking.choose(next(one for one in section.locator("a").all() if _decoded(one) == value))
        kept = sum(value in TOLD["model"](run) for run in RUNS)
        expect(counted(asking.page)).to_have_text(f"{kept} of {len(RUNS)} runs")
        asking.choose(asking.page.get_by_role("button", name="Clear"))
    asking.opened.assert_clean()


def _decoded(link: Locator) -> str:
    found: str = link.evaluate("a => new URL(a.href).searchParams.get('model') ?? ''")
    return found


ENDS = (
    "<script>alert(1)</script>", "a --> b", "x --!> y", "list[str]> z", "</TITLE>", "</style>",
    "</textarea >", "50% %3C </script", "<!-- c -->", "</noscript>", "</iframe>", "]]>",
)  # fmt: skip
"""What a browser takes for the end of a comment or a script, also within an attribute."""


def test_values_that_end_a_script_are_found_unfolded_and_chosen(
    tmp_path: Path, serve_home: ServeHome, open_page: Visit
) -> None:
    field = "tier --> </script>"
    made = ({"run_id": f"r{n}", field: value, "model": value} for n, value in enumerate(ENDS * 2))
    home = import_runs(tmp_path / "home", *made)
    offer_field(Home(home), field)
    asking = Asking(open_page(f"{serve_home(home).url}/trends?period=all&board=field.{field}"))
    page = asking.page
    asking.unfold_by_key()
    for value in ENDS:
        page.get_by_role("searchbox", name="filters and").fill(f"model {value}")
        assert _decoded(asking.list.locator("[data-found] a").first) == value
    asking.take("Enter")
    expect(counted(page)).to_have_text(f"2 of {2 * len(ENDS)} runs")
    asking.choose(page.get_by_role("button", name="Clear"))
    asking.unfold_by_key()
    page.keyboard.type("tier iframe")
    expect(asking.list.locator("[data-found] li").first).to_contain_text("</iframe>")
    page.get_by_role("searchbox", name="filters and").fill("")
    section = asking.list.locator("section", has_text=field)
    section.locator("[data-unfold]").click()
    assert section.locator("li").count() == len(ENDS)
    assert all(section.locator("a.not").evaluate_all("all => all.map(one => one.ariaLabel)"))
    page.keyboard.press("Escape")
    page.locator("h1").click()
    for value in ENDS:
        row = page.locator("[data-table] tbody tr", has_text=value).first
        called = row.get_by_role("link").first.get_attribute("aria-label") or ""
        assert called.replace("\u2060", "") == f"only {value}"
    page.keyboard.press("/")
    page.keyboard.insert_text("a --> b </script>")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("“a --> b <")
    expect(page.get_by_role("searchbox", name="Find")).to_have_value("a --> b </script>")
    asking.opened.assert_clean()
