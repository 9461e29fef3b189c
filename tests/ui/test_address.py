"""What the browser's half is told: the filters to take along, the period, where a mark leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.app_pages.opening import as_read, open_link
from tests.workspaces import import_runs


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the workspace that the pages read."""
    monkeypatch.setenv("WORKER_RUNS_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def two_weeks(home: Path) -> None:
    """Runs on every day from Mon 2 to Mon 16 November, the newest at 12:00."""
    import_runs(
        home,
        *({"run_id": f"r{day}", "created_at": f"2026-11-{day:02}T12:00:00Z", "worker": "A&B \"<"}
          for day in range(2, 17)),
    )  # fmt: skip


def told(app: AppTest) -> str:
    (said,) = [node.proto.body for node in app.get("html") if "data-filters" in node.proto.body]
    return said


def test_pages_open_on_the_last_complete_week(home: Path) -> None:
    two_weeks(home)
    for page in ("trends", "failures", "changes", "compare", "worker"):
        app = open_link(home, page)
        assert 'data-period="since=2026-11-09&amp;until=2026-11-15"' in told(app)
        assert any(caption.value.startswith("7 of 15 runs") for caption in app.caption), page


def test_a_link_that_names_a_period_is_followed(home: Path) -> None:
    two_weeks(home)
    for params in ({"period": "all"}, {"since": "2026-11-03"}, {"week": "2026-W45"}):
        assert "data-period" not in told(open_link(home, "trends", **params))
    app = open_link(home, "trends", period="all")
    assert not any("no filter" in text.value for text in app.markdown)
    assert any(caption.value == "15 runs" for caption in app.caption)
    assert 'data-filters="period=all"' in told(app)


def test_without_a_whole_week_all_data_is_shown(home: Path) -> None:
    import_runs(home, *({"run_id": f"r{day}", "created_at": f"2026-11-{day:02}T12:00:00Z"}
                        for day in range(10, 17)))  # fmt: skip
    assert 'data-period="period=all"' in told(open_link(home, "trends"))


@pytest.mark.parametrize(
    ("params", "says"),
    [
        ({"period": "some"}, "period “some” was left out. Write all, or days by"),
        ({"period": "last-14-days"}, "period “last-14-days” was left out."),
        ({"period": ""}, "period “” was left out."),
        ({"since": "lately"}, "period was left out. “lately” is not a date"),
        ({"until": ""}, "period was left out. “” is not a date"),
        ({"week": "2026-W99"}, "period was left out. “2026-W99” is not a week"),
        ({"since": "2026-11-09", "until": "2026-11-01"}, "period was left out. The period ends"),
        ({"since": "2026-11-03", "until": "soon"}, "period was left out. “soon” is not a date"),
        ({"week": "2026-W45", "since": "2026-11-03"}, "period was left out. A week is a whole"),
        ({"since": "lately", "period": "some"}, "period “some” was left out."),
    ],
)
def test_a_period_that_is_none_is_said_and_the_last_week_is_shown(
    home: Path, params: dict[str, str], says: str
) -> None:
    two_weeks(home)
    app = open_link(home, "trends", **params)
    assert 'data-period="since=2026-11-09&amp;until=2026-11-15"' in told(app)
    assert any(caption.value.startswith("7 of 15 runs") for caption in app.caption)
    assert any(f"The link’s {says}" in as_read(text.value) for text in app.markdown)
    app.button(key="forget").click().run()
    assert not any("was left out" in as_read(text.value) for text in app.markdown)
    assert any(caption.value.startswith("7 of 15 runs") for caption in app.caption)


@pytest.mark.parametrize("named", ["all", "some"])
def test_a_period_beside_days_is_said_to_be_left_out(home: Path, named: str) -> None:
    two_weeks(home)
    app = open_link(home, "trends", period=named, since="2026-11-12")
    assert any(caption.value.startswith("5 of 15 runs") for caption in app.caption)
    assert any(f"The link’s period “{named}” was" in as_read(text.value) for text in app.markdown)


def test_filters_that_people_wrote_are_only_text(home: Path) -> None:
    two_weeks(home)
    said = told(open_link(home, "trends", worker='A&B "<'))
    assert 'data-filters="worker=A%26B%20%22%3C&amp;since=' in said
