"""Times: what is read, what is asked, what is rejected, and nothing guessed."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import QuestionOpen, UserError
from dashboard.records.time_text import TwoNumbers, take_apart
from dashboard.records.times import AHEAD, Clock
from dashboard.sources.raw.faults import BadValue
from tests.reading import HEADER, Read, read, written

LIST = "Run ID,Status,Created\n"


def created(folder: Path, *times: str, **answers: str) -> Read:
    """A run list with these created times, each in quotes."""
    rows = "".join(f'r{n},done,"{time}"\n' for n, time in enumerate(times))
    return read(written(folder, LIST + rows), **answers)


def utc(folder: Path, time: str, **answers: str) -> str:
    """One created time as read, in UTC."""
    result = created(folder, time, **answers)
    assert result.rejected == []
    return str(result.runs[0]["created_at"].isoformat())


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-16T09:10:00Z", "2026-11-16T09:10Z", "2026-11-16 09:10:00+00:00",
        "2026-11-16T11:10:00+02:00", "2026-11-16 04:10:00-0500", "2026-11-16 09:10:00 UTC",
        "2026-11-16T09:10:00.000000000Z", "Mon, 16 Nov 2026 10:10:00 +0100",
        " 2026-11-16T09:10:00Z ", "16/11/2026 09:10 UTC", "Nov 16, 2026 9:10 AM GMT+00",
        "20261116T091000Z", "20261116_101000+01:00", "2026-11-16_09-10-00Z",
        "2026-11-16 09:10:00 +0000 UTC", "2026-11-16 10:10:00.000 +0100 CET",
        "2026-11-16 09:10:00 +0000 UTC m=+0.000123", "2026-11-16 12:10:00 +0300 +03 m=+3600.5",
        "2026-11-16 10:10:00.000000000 +0100 CET m=-12.250000001", "2026-11-16 14:40 +0530 +0530",
        "Mon Nov 16 2026 10:10:00 GMT+0100 (Central European Standard Time)",
        "2026-11-16 10:10 CET", "2026-11-16T04:10:00 EST", "16 Nov 2026 01:10:00 PST",
        "November 16, 2026 10:10 AM (GMT+1)", "2026-11-16 10:10 (CET)", "2026-11-16 10:10 (UTC+1)",
        "16 Nov 2026 14:40 GMT+5:30", "16.11.2026 10:10 MEZ", "16.11.2026 10:10 Uhr (MEZ)",
        "11/16/2026 4:10 AM EST", "16/11/2026 10:10 CET",
        "2026-11-16T10:10+01:00[Europe/Berlin]", "2026-11-16T09:10:00.000Z[Etc/UTC]",
        "2026-11-16T04:10:00.000000000-05:00[America/New_York]", "2026-11-16 10:10 Europe/Berlin",
        "2026-11-16T10:10:00[Europe/Berlin]", "2026-11-16 10:10:00 (Europe/Berlin)",
        "16. November 2026 10:10 Europe/Berlin", "16/11/2026 10:10 Europe/Berlin",
        "Mon Nov 16 09:10:00 UTC 2026", "Mon Nov 16 10:10:00 AM CET 2026",
        "Nov 16 04:10:00.000 EST 2026", "Mo Nov 16 10:10:00 +0100 2026",
        "2026-11-16-10.10.00.000000+0100", "le 16 novembre 2026 à 10h10 CET",
        "2026-11-16 06:10 America/Argentina/Buenos_Aires", "2026-11-16T09:10Z[Nowhere/There]",
    ],
)  # fmt: skip
def test_an_offset_is_honoured(tmp_path: Path, text: str) -> None:
    assert utc(tmp_path, text) == "2026-11-16T09:10:00+00:00"
    # a zone for other times changes nothing
    assert utc(tmp_path, text, zone="Asia/Tokyo") == "2026-11-16T09:10:00+00:00"


@pytest.mark.parametrize("text", ["16. listopada 2026 10:10", "16. marraskuu 2026 10:10"])
def test_a_month_that_other_languages_call_otherwise_is_no_time(tmp_path: Path, text: str) -> None:
    """listopada is November in Polish and October in Croatian."""
    [rejected] = created(tmp_path, text, zone="UTC").rejected
    assert "no month is called" in rejected.reason


@pytest.mark.parametrize(
    "date", ["2026-11-16T09:10:00Z", 1794820200000, {"$numberLong": "1794820200000"}]
)
@pytest.mark.parametrize("many", [1, 3_000])
def test_a_time_as_mongodb_exports_it(tmp_path: Path, date: object, many: int) -> None:
    rows = [{"run_id": f"r{n}", "status": "ok", "created_at": {"$date": date}} for n in range(many)]
    found = read(written(tmp_path, "\n".join(map(json.dumps, rows)), "e.ndjson"))
    assert {str(run["created_at"]) for run in found.runs} == {"2026-11-16 09:10:00+00:00"}
    assert len(found.runs) == many


@pytest.mark.parametrize("date", [["x"], {"$date": "2026-11-16T09:10:00Z"}, True, "soon"])
def test_what_is_none_there_rejects_its_row(tmp_path: Path, date: object) -> None:
    row = {"run_id": "a", "status": "ok", "created_at": {"$date": date}}
    good = {"run_id": "b", "status": "ok", "created_at": "2026-11-16T09:10:00Z"}
    found = read(written(tmp_path, "\n".join(map(json.dumps, (row, good))), "e.ndjson"))
    assert found.ids == ["b"]


def test_digits_may_be_a_date(tmp_path: Path) -> None:
    assert utc(tmp_path, "20261116", zone="Europe/Berlin") == "2026-11-15T23:00:00+00:00"
    with pytest.raises(QuestionOpen, match="leaves open"):
        created(tmp_path, "20261116")


def test_in_a_unit_that_is_said_digits_count(tmp_path: Path) -> None:
    mapping = tmp_path / "m.toml"
    mapping.write_text(
        '[fields]\nrun_id = "i"\nstatus = "s"\ncreated_at = "t"\n[times]\nunit = "ms"\n'
    )
    found = read(written(tmp_path, "i,s,t\n1,ok,20261116101000\n2,ok,1763280000000\n"), mapping)
    assert found.ids == ["2"]


@pytest.mark.parametrize(("text", "hour"), [("下午1:10", 13), ("오후 12:10", 12), ("上午12:10", 0),
                                              ("午後0:10", 12), ("오전 0:10", 0)])  # fmt: skip
def test_a_half_of_the_day_before_the_clock(tmp_path: Path, text: str, hour: int) -> None:
    assert (
        utc(tmp_path, f"2026年11月16日 {text}", zone="UTC") == f"2026-11-16T{hour:02}:10:00+00:00"
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-16T10:10:00", "2026-11-16 10:10", "2026/11/16 10:10", "16/11/2026 10:10",
        "11/16/2026 10:10 AM", "16.11.2026 10:10:00", "16 Nov 2026, 10:10",
        "Nov 16, 2026 10:10 AM", "16th November 2026 10:10 a.m.", "Monday, 16 Nov 2026 10:10",
        "20261116_101000", "2026-11-16_10-10-00", "20261116T101000",
        "16. Nov. 2026, 10:10", "Montag, 16. November 2026 um 10:10 Uhr", "Mo, 16.11.2026 10:10",
        "16 de noviembre de 2026, 10:10", "lunes, 16 de nov. de 2026 a las 10:10 a. m.",
        "lun. 16 novembre 2026 à 10 h 10", "16 nov. 2026 alle ore 10:10", "16 november 2026 10:10",
        "segunda-feira, 16 de novembro de 2026 às 10:10", "16. nov. 2026 10.10",
        "16 november 2026 kl. 10:10", "16.11.2026 klo 10.10", "16.11.2026 10.10.00",
        "2026. november 16. 10:10", "2026.11.16. 10:10", "16 Kas\u0131m 2026 10:10",
        "16 ноября 2026 \u0433., 10:10", "2026年11月16日 10:10", "2026年11月16日 上午10:10",
        "2026年11月16日(月) 午前10:10", "2026년 11월 16일 오전 10:10",
        "2026. 11. 16. 오전 10:10:00", "20261116101000", "202611161010",
        "2026年11月16日 10時10分", "2026年11月16日10时10分00秒", "2026년 11월 16일 오전 10시 10분",
    ],
)  # fmt: skip
def test_a_time_without_offset_needs_a_zone(tmp_path: Path, text: str) -> None:
    assert utc(tmp_path, text, zone="Europe/Berlin") == "2026-11-16T09:10:00+00:00"
    with pytest.raises(QuestionOpen, match="--zone Europe/Berlin"):
        created(tmp_path, text)


def test_months_are_known_by_their_names_in_the_languages_of_spreadsheets() -> None:
    for text, month in [("1er août 2026", 8), ("3. Mär 2026", 3), ("3 mrt 2026", 3),
                        ("1º de março de 2026", 3), ("Dez 3, 2026", 12), ("3 ENE 2026", 1),
                        ("3 Fevr. 2026", 2), ("mar 3 giu 2026", 6),
                        ("3 juil. 2026", 7)]:  # fmt: skip
        time = take_apart(text)
        assert isinstance(time, datetime) and time.month == month, text
    for text in ("3 jui 2026", "3 foo 2026", "3 ju 2026", "3 Novembert 2026"):
        with pytest.raises(BadValue):
            take_apart(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2026-03-02+05:30", "2026-03-01T18:30"), ("2026-03-02-05:30", "2026-03-02T05:30"),
        ("2026-03-02Z", "2026-03-02T00:00"), ("2026-03-02 +05:30", "2026-03-01T18:30"),
        ("2026-03-02+0530", "2026-03-01T18:30"), ("2026/03/02+05:30", "2026-03-01T18:30"),
        ("13.03.2026+01:00", "2026-03-12T23:00"), ("2 Mar 2026 +0530", "2026-03-01T18:30"),
        ("Mar 2, 2026 UTC", "2026-03-02T00:00"), ("2026-03-02GMT+02:00", "2026-03-01T22:00"),
        ("2026-03-02t05:30z", "2026-03-02T05:30"), ("2026-W10-1T05:30Z", "2026-03-02T05:30"),
        ("2026-03-02T05:30:00+05:30:30", "2026-03-01T23:59"),
        ("2026-03-02+14:00", "2026-03-01T10:00"), ("2026-03-02-12:00", "2026-03-02T12:00"),
        ("2026-03-02T05:30+14:00", "2026-03-01T15:30"), ("2 Mar 2026 -1200", "2026-03-02T12:00"),
        ("2 Mar 2026 05:30 GMT+13:45", "2026-03-01T15:45"),
    ],
)  # fmt: skip
def test_an_offset_behind_a_date_is_no_time_of_day(tmp_path: Path, text: str, time: str) -> None:
    assert utc(tmp_path, text)[:16] == time


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-02+05", "2026-03-02x05:30", "2026-03-02_05:30", "2026-03-0205:30", "2026-03",
        "20260332", "2026-03-02+24:00", "2026-03-02T24:00:00Z", "2026-03-02T05:30+5:30",
        "2026-03-02T05:30+99:00", "2026-03-02T05:30[UTC]", "2026-03-02T05:30Z[UTC",
        "2026-03-02-05", "2026-03-02+",
        "2026-03-02+15:00", "2026-03-02-13:00", "2026-03-02T05:30+14:30", "2026-03-02+14:01",
        "2026-03-02T05:30:00-12:30", "2026-03-02T05:30:00+18:00", "20260302T053000+1530",
        "Mon, 2 Mar 2026 05:30:00 +1500", "2 Mar 2026 05:30 GMT+15", "2 Mar 2026 05:30 UTC-13:00",
        "2026-03-02T05:30+00:60", "2026-03-02T05:30+0575", "2 Mar 2026 05:30 +0060",
        "2026/03/02 05:30 (GMT+16)", "2026-03-02 05:30:00 +2400",
        "2026-03-02T05:30 IST", "2026-03-02" + " " * 200 + "05:30", " " * 100_000 + "x",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_time_is_rejected(tmp_path: Path, text: str) -> None:
    [rejected] = created(tmp_path, text, zone="UTC").rejected
    assert rejected.field == "created_at" and len(rejected.reason) < 200


def test_microseconds_and_midnight(tmp_path: Path) -> None:
    assert utc(tmp_path, "2026-11-16T09:10:00.123456Z").endswith("00.123456+00:00")
    assert utc(tmp_path, "11/16/2026 12:05 AM", zone="UTC") == "2026-11-16T00:05:00+00:00"
    assert utc(tmp_path, "11/16/2026 12:05 PM", zone="UTC") == "2026-11-16T12:05:00+00:00"
    assert utc(tmp_path, "2026-11-16", zone="UTC") == "2026-11-16T00:00:00+00:00"


def test_all_questions_are_asked_at_once_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(QuestionOpen) as question:
        created(tmp_path, "03/03/2026 09:00", "03/04/2026 09:10")
    text = str(question.value)
    for part in (
        '"03/04/2026 09:10" (export.csv, line 3, Created)', "3 Apr 2026", "4 Mar 2026",
        "--dates dmy", "--dates mdy", "--zone Europe/Berlin", "--zone UTC", "line 2",
    ):  # fmt: skip
        assert part in text


@pytest.mark.parametrize(
    ("times", "answers", "day"),
    [
        (["03/04/2026"], {"dates": "dmy"}, "2026-04-03"),
        (["03/04/2026"], {"dates": "mdy"}, "2026-03-04"),
        (["03/04/2026", "13/04/2026"], {}, "2026-04-03"),
        (["03/04/2026", "04/13/2026"], {}, "2026-03-04"),
        (["03/03/2026"], {}, "2026-03-03"),
        (["03/04/26"], {"dates": "dmy"}, "2026-04-03"),
        (["3.4.26 09:10"], {"dates": "mdy"}, "2026-03-04"),
        (["23.04.26", "13/04/2026"], {"dates": "dmy"}, "2026-04-23"),
    ],
)
def test_the_order_is_answered_or_proven(
    tmp_path: Path, times: list[str], answers: dict[str, str], day: str
) -> None:
    result = created(tmp_path, *times, zone="UTC", **answers)
    assert result.runs[0]["created_at"].strftime("%Y-%m-%d") == day
    needed = answers.get("dates")
    assert (result.export.answers.zone, result.export.answers.dates) == ("UTC", needed)


@pytest.mark.parametrize("text", ["02/Mar/26 10:15 AM", "2-Mar-26 10:15", "02-Mar-2026 10:15"])
def test_a_month_by_name_tells_the_day_before_it_and_the_year_behind(
    tmp_path: Path, text: str
) -> None:
    assert utc(tmp_path, text, zone="UTC") == "2026-03-02T10:15:00+00:00"


@pytest.mark.parametrize("text", ["26-Nov-05", "02-Mar-26 10:15", "29-FEB-24 10:15"])
def test_a_year_and_a_day_of_two_digits_beside_a_month_by_name_are_asked_about(
    tmp_path: Path, text: str
) -> None:
    with pytest.raises(QuestionOpen, match="Is the day first, and the year of two digits last"):
        created(tmp_path, text, "13/04/2026", zone="UTC")
    day, name, year = text[:9].split("-")
    for order in ("dmy", "mdy"):
        read = created(tmp_path, text, zone="UTC", dates=order).runs[0]["created_at"]
        assert read.strftime("%d-%b-%y").lower() == f"{day}-{name}-{year}".lower(), "it stands last"


@pytest.mark.parametrize("text", ["31-Mar-32", "16-Nov-16", "2-Mar-26", "26/Nov/05", "05-Feb-30"])
def test_a_year_that_can_stand_at_one_place_only_is_not_asked_about(text: str) -> None:
    assert isinstance(take_apart(text), datetime)


def test_a_year_of_two_digits_is_asked_about_also_where_one_order_fits(tmp_path: Path) -> None:
    with pytest.raises(QuestionOpen) as question:
        created(tmp_path, "13/04/2026", "23.04.26 09:10", zone="UTC")
    text = str(question.value)
    assert (
        '"23.04.26 09:10" (export.csv, line 3, Created) could be 23 Apr 2026. If its year is'
        in text
    )
    assert "the year of two digits last" in text and "--dates dmy (23 Apr 2026)." in text
    assert "mdy" not in text


@pytest.mark.parametrize(
    ("text", "first"), [("26-03-02 08:05", True), ("26/03/31", True), ("3/13/26 8:05 AM", False)]
)
def test_the_way_for_a_year_that_stands_first_is_said(
    tmp_path: Path, text: str, first: bool
) -> None:
    with pytest.raises(QuestionOpen) as question:
        created(tmp_path, text, zone="UTC")
    said = "If its year is first, a mapping can say so (format, in data/SCHEMA.md)."
    assert (said in str(question.value)) is first


def test_dates_that_prove_nothing_are_asked_about(tmp_path: Path) -> None:
    with pytest.raises(QuestionOpen, match="day or the month"):
        created(tmp_path, "03/04/2026", "13/04/2026", "04/13/2026", zone="UTC")
    result = created(tmp_path, "03/04/2026", "04/13/2026", zone="UTC", dates="dmy")
    assert result.ids == ["r0"]
    assert "day first" in result.rejected[0].reason


@pytest.mark.parametrize("twice", ["01/11/2026 01:30", "03/08/2026 02:30", "08/03/2026 02:30"])
def test_that_clocks_change_proves_no_order_of_dates(tmp_path: Path, twice: str) -> None:
    times = [f"{time} America/New_York" for time in ("02/11/2026 09:30", twice)]
    with pytest.raises(QuestionOpen, match="day or the month"):
        created(tmp_path, *times)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("26-Nov-161 09:10", "is not read"),
        ("31/31/26", "no time"),
        ("1999-12-31T23:59:59Z", "before 2000"),
        ("2026-11-25T12:00:00Z", "not plausible"),
        ("9999-12-31T23:59:59-01:00", "not a plausible"),
        ("0001-01-01T00:00:00+14:00", "it is empty"),
        ("0001-01-01 00:00", "it is empty"),
        ("9999-12-31 23:59", "plausible"),
        ("2026-02-30 09:10", "no time"),
        ("31/31/2026", "no time"),
        ("2026-07-16 09:10 CET", "clocks don’t show CET then"),
        ("2026-11-16 09:10 IST", "what IST is there can’t be told"),
        ("16/11/2026 09:10 CEST", "clocks don’t show CEST then"),
        ("2026-11-16 25:10", "no time"),
        ("16 Nov 2026 13:10 PM", "no time"),
        ("yesterday", "seen from when it was written"),
        ("about 2 hours ago", "seen from when it was written"),
        ("3d ago", "seen from when it was written"),
        ("about an hour ago", "seen from when it was written"),
        ("16 ago 26 09:10", "is not read"),
        ("16 ago, 09:10", "is not read"),
        ("16 de ago, 09:10", "is not read"),
        ("lun ago 16, 09:10", "is not read"),
        ("vor 3 Stunden", "seen from when it was written"),
        ("il y a 2 jours", "seen from when it was written"),
        ("nonsense", "is not read"),
        ("1763280000", "bare number"),
        ("20261316", "bare number"),
        ("202611161", "bare number"),
        ("45992.38", "is how a spreadsheet counts days, if it is a time: 1 Dec 2025, 09:07"),
        ("46341", "15 Nov 2026, 00:00 then"),
        ("36525.99", "bare number"),
        ("-5", "bare number"),
        ("0", "bare number"),
        ("2026-03-29 02:30", "does not exist"),
        ("2026-10-25 02:30", "happens twice"),
        ("2026-10-25 02:30 Europe/Berlin", "happens twice in Europe/Berlin"),
        ("25/10/2026 02:30 Europe/Berlin", "happens twice in Europe/Berlin"),
        ("2026-03-29 02:30 [Europe/Berlin]", "does not exist in Europe/Berlin"),
        ("2026-11-16 09:10 Europe/Nowhere", "a zone that is not known: Europe/Nowhere"),
        ("10 Europe/Berlin", '10 Europe/Berlin" is not read'),
    ],
)
def test_what_is_no_sure_time_is_rejected(tmp_path: Path, text: str, reason: str) -> None:
    result = created(tmp_path, text, "2026-11-16T09:10:00Z", zone="Europe/Berlin")
    assert result.ids == ["r1"]
    [rejected] = result.rejected
    assert (rejected.field, rejected.line) == ("created_at", 2)
    assert reason in rejected.reason


@pytest.mark.parametrize(
    ("unit", "number"),
    [
        ("s", "1763280000"), ("s", "1763280000.5"), ("ms", "1763280000123"),
        ("us", "1763280000123456"), ("ns", "1763280000123456789"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("quote", ["", '"'])
def test_epochs_are_read_in_the_declared_unit(
    tmp_path: Path, unit: str, number: str, quote: str
) -> None:
    mapping = written(
        tmp_path,
        f'[times]\nunit = "{unit}"\n[fields]\nrun_id = "i"\nstatus = "s"\ncreated_at = "t"\n',
        "m.toml",
    )
    path = written(tmp_path, f'[{{"i": 1, "s": "ok", "t": {quote}{number}{quote}}}]', "e.json")
    [run] = read(path, mapping).runs
    expected = int(number.replace(".5", "")) * {"s": 1e6, "ms": 1e3, "us": 1, "ns": 1e-3}[unit]
    micros = (run["created_at"] - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1e6
    assert abs(micros - expected - (500_000 if ".5" in number else 0)) < 1


@pytest.mark.parametrize(
    "answers", [{"zone": "Nowhere/City"}, {"zone": ""}, {"dates": "ymd"}, {"numbers": "weeks"}]
)
def test_answers_that_are_none_are_refused(tmp_path: Path, answers: dict[str, str]) -> None:
    with pytest.raises(UserError, match="is no"):
        created(tmp_path, "2026-11-16T09:10:00Z", **answers)


@given(st.datetimes(datetime(2000, 1, 2), datetime(2026, 1, 1), timezones=st.just(UTC)))
def test_iso_times_come_back_exactly(time: datetime) -> None:
    clock = Clock(None, None, None, datetime(2027, 1, 1, tzinfo=UTC))
    assert clock.read(time.isoformat()) == time
    assert clock.read(time.isoformat().replace("+00:00", "Z")) == time


@pytest.mark.parametrize(
    ("text", "plausible"),
    [
        ("2000-01-01T00:00:00Z", True), ("1999-12-31T23:59:59.999999Z", False),
        ("2026-11-17T09:10:00Z", True), ("2026-11-17T09:10:00.000001Z", False),
    ],
)  # fmt: skip
def test_times_are_plausible_from_2000_to_a_day_after_the_export(
    text: str, plausible: bool
) -> None:
    clock = Clock(None, None, None, datetime(2026, 11, 16, 9, 10, tzinfo=UTC) + AHEAD)
    if plausible:
        assert clock.read(text) == datetime.fromisoformat(text)
    else:
        with pytest.raises(BadValue, match="not plausible"):
            clock.read(text)


@pytest.mark.parametrize(
    ("text", "is_open"),
    [("11/12/2026", True), ("12/11/2026", True), ("12/12/2026", False), ("13/12/2026", False),
     ("12/13/2026", False)],
)  # fmt: skip
def test_a_date_leaves_its_order_open_where_either_gives_a_day(text: str, is_open: bool) -> None:
    found = take_apart(text)
    assert isinstance(found, TwoNumbers) and found.open is is_open


@pytest.mark.parametrize(
    ("number", "local"),
    [
        ("46342.381944444445", "2026-11-16 09:10:00"),
        ("46342", "2026-11-16 00:00:00"),
        (" 46342.5 ", "2026-11-16 12:00:00"),
        ("46342.99999", "2026-11-16 23:59:59.136000"),
    ],
)
def test_days_of_a_spreadsheet_are_read_where_the_mapping_says_so(
    tmp_path: Path, number: str, local: str
) -> None:
    mapping = written(
        tmp_path, 'same_names = true\n[fields]\n[times]\nunit = "excel"\n', "days.toml"
    )
    path = written(tmp_path, f"{HEADER}\na,ok,{number}\n")
    found = read(path, mapping, zone="Europe/Berlin").runs[0]["created_at"]
    assert found == datetime.fromisoformat(local).replace(tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize("around", ["\u200e", "\u200f \u202a", "\ufeff"])
def test_signs_of_direction_around_a_time_are_none_of_it(tmp_path: Path, around: str) -> None:
    rows = f"run_id,status,created_at\na,ok,{around}2026-10-01T09:00:00Z{around}\n"
    assert [str(run["created_at"])[:16] for run in read(written(tmp_path, rows)).runs] == [
        "2026-10-01 09:00"
    ]
