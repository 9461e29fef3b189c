"""The list of filters: every link of it asks what it says, and no value is more than text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from dashboard.store.dimensions.dimension import NONE
from dashboard.store.filters.filter_links import parse, to_params
from dashboard.store.filters.filters import ALL, Filters
from tests.app_pages.opening import open_link
from tests.workspaces import import_runs

NAMES = ('"><script>alert(1)</script>', "a&b=c#d%20", "O'Brien “x”", "\ue000", "⟨U+202E⟩ \u202e")
HERE = "%EE%80%80here%EE%80%80"
HELD = ALL.choosing("model", [NAMES[0]]).choosing("worker", ["Zed"], drop=True)


class Read(HTMLParser):
    """What stands in a list: its elements' names, the texts, and the links by their words."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.sections: list[dict[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        if tag == "section":
            self.sections.append(held)
        if tag == "a":
            called = held.get("aria-label", "").replace("\u2060", "")  # which nobody sees
            self.links.append((held["href"], called))

    def handle_data(self, data: str) -> None:
        if self.links and not self.links[-1][1]:
            self.links[-1] = self.links[-1][0], data


def asked(address: str) -> Filters:
    params = parse_qs(urlsplit(address).query, keep_blank_values=True)
    return parse(params, "UTC").filters


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    runs = [
        {"run_id": f"{name}{n}", "model": name, "trigger": name, "worker": f"w{n}", "tier": name}
        for n, name in enumerate(NAMES)
    ]
    import_runs(home, *runs)
    params = {name: values[0] for name, values in to_params(HELD, "UTC").items()}
    app = open_link(home, "failures", **params, period="all")
    app.session_state["filter-panel-1"] = True
    app.run()
    assert not app.exception
    [list_] = [node.proto.body for node in app.get("html") if "data-filter-list" in node.proto.body]
    return Read(list_)


def test_every_link_asks_what_it_says_beside_what_is_asked_already(told: Read) -> None:
    assert "script" not in told.tags
    found = dict(reversed([(words, address) for address, words in told.links]))
    for words, name, value, drop in (
        (NAMES[1], "model", NAMES[1], False),
        (f"Trigger is not {NAMES[0]}", "trigger", NAMES[0], True),
        (f"Model is not {NAMES[3]}", "model", NAMES[3], True),
        (f"Model is not {NAMES[2]}", "model", NAMES[2], True),
    ):
        beside = HELD.chosen(name, drop=drop)
        wanted = HELD.choosing(name, [*beside, value], drop=drop)
        addresses = [address for address, told_ in told.links if told_ == words]
        assert wanted in map(asked, addresses), (words, [asked(one) for one in addresses])
    taken_off = {words: asked(address) for words, address in found.items() if words[:1] in "✓≠"}
    assert HELD.choosing("model", ()) in taken_off.values()
    assert HELD.choosing("worker", (), drop=True) in taken_off.values()


def test_runs_without_a_value_stand_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    import_runs(home, {"run_id": "1", "model": "m"}, {"run_id": "2"}, {"run_id": "3"})
    app = open_link(home, "failures", period="all")
    app.session_state["filter-panel-1"] = True
    app.run()
    [list_] = [node.proto.body for node in app.get("html") if "data-filter-list" in node.proto.body]
    links = [(asked(link), words) for link, words in Read(list_).links]
    for words, drop in (("(none named)", False), ("Model is not (none named)", True)):
        assert (ALL.choosing("model", [NONE], drop=drop), words) in links
    assert '<span>(none named)</span><span class="n">2</span>' in list_
    assert "Cause is not (none named)" not in list_, "of one that did not fail it says nothing"


def test_what_the_browser_makes_itself_asks_the_same(told: Read) -> None:
    for section in told.sections:
        for how in ("data-is", "data-not"):
            assert section[how].count(HERE) == 1
            made = asked(section[how].replace(HERE, "any%20value"))
            chosen = made.keep if how == "data-is" else made.drop
            assert any("any value" in values for _, values in chosen)


def test_a_worker_that_a_link_calls_by_its_name_has_its_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    monkeypatch.setenv("WORKER_RUNS_HOME", str(home))
    two = [{"run_id": f"r{n}", "worker_id": "w-1", "worker": "Ann"} for n in range(2)]
    import_runs(home, *two, {"run_id": "other", "worker_id": "w-2", "worker": "Bob"})
    app = open_link(home, "failures", worker="Ann", period="all")
    app.session_state["filter-panel-1"] = True
    app.run()
    [list_] = [node.proto.body for node in app.get("html") if "data-filter-list" in node.proto.body]
    assert '<span>✓ Worker is Ann</span><span class="n">2</span>' in list_
    assert 'data-value="w-2"' in list_ and 'data-value="w-1"' not in list_, "it is chosen"
