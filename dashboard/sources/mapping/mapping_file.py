"""Reading and checking mapping files, which are written in TOML."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

from dashboard import toml_text
from dashboard.errors import MappingInvalid
from dashboard.sources.files.text_file import read_text
from dashboard.sources.mapping.mapping import FieldKinds, Gathering, Mapping
from dashboard.sources.mapping.mapping_document import (
    KEYS,
    SUCCESS_KEYS,
    WHEN_ABSENT,
    Document,
    place_of,
)
from dashboard.sources.mapping.readers import READERS
from dashboard.sources.mapping.rule_parts import (
    LARGEST,
    check_dates,
    check_path,
    check_zone,
    parse_conditions,
    parse_rule,
    parse_wanted,
    suggest,
)
from dashboard.sources.mapping.rules import DURATION_UNITS, EPOCH_UNITS, Condition, Rule, Wanted
from dashboard.sources.raw import paths


def builtin(name: str, fields: FieldKinds) -> Mapping:
    """A format that comes with the program."""
    file = f"{name}.toml"
    folder = resources.files("dashboard.sources") / "formats"
    mapping = parse_mapping((folder / file).read_text("utf-8"), file, fields)
    return replace(mapping, builtin=True)


def read_mapping(path: Path, fields: FieldKinds) -> Mapping:
    """The mapping in a person's file. Raises MappingInvalid, TextRefused."""
    return parse_mapping(read_text(path), path.name, fields)


def parse_mapping(text: str, file: str, fields: FieldKinds) -> Mapping:
    """Check a mapping's text against the fields it may fill. Raises MappingInvalid."""
    try:
        return _Checked(text, file, fields).mapping(toml_text.parse(text))
    except (ValueError, RecursionError) as error:
        raise MappingInvalid(
            f"This is not TOML: {error}",
            where=file,
            remedy="Texts and paths stand in quotes; data/SCHEMA.md shows a whole example.",
        ) from error


class _Checked(Document):
    """Walks through one mapping document, knowing where to point when something is wrong."""

    def mapping(self, document: dict[str, Any]) -> Mapping:
        self._known(document, KEYS, "")
        times = self._section(document, "times")
        success = self._section(document, "success")
        least, most = (self._bound(success, name) for name in SUCCESS_KEYS)
        if least is not None and most is not None and least > most:
            raise self._wrong("success.good_at_most", "is below good_at_least: no score is good")
        rules = self._rules(document)
        when_absent = times.get("when_absent", "reject")
        if when_absent not in WHEN_ABSENT:
            raise self._wrong("times.when_absent", f"must be one of {', '.join(WHEN_ABSENT)}")
        return Mapping(
            name=self._get(document, "name", str, Path(self._file).stem),
            file=self._file,
            text=self._text,
            parts_of=self._get(document, "parts_of", str, None),
            records=self._records(document),
            as_of=self._path(document, "as_of"),
            note=self._get(document, "note", str, None),
            reader=self._reader(document),
            columns=self._columns(document),
            backslash=self._get(document, "backslash", bool, False),
            same_names=self._get(document, "same_names", bool, False),
            ignore_case=self._get(document, "ignore_case", bool, False),
            ignore=frozenset(self._words(document, "ignore")),
            absent=frozenset(word.strip().casefold() for word in self._words(document, "absent")),
            recognise=self._recognise(document, rules),
            telling=self._telling(document),
            foreign=self._foreign(document),
            skip=self._skip(document),
            gather=self._gather(document),
            zone=check_zone(times["zone"], "times.zone", self._wrong) if "zone" in times else None,
            unit=self._unit(times["unit"], "times.unit", EPOCH_UNITS) if "unit" in times else None,
            dates=self._dates(times),
            when_absent=when_absent,
            good_at_least=least,
            good_at_most=most,
            fields=rules,
            keep=self._kept(document),
        )

    def _skip(self, document: dict[str, Any]) -> tuple[Condition, ...]:
        if "skip" not in document:
            return ()
        return parse_conditions(document["skip"], "skip", self._wrong)

    def _dates(self, times: dict[str, Any]) -> str | None:
        return check_dates(times["dates"], "times.dates", self._wrong) if "dates" in times else None

    def _kept(self, document: dict[str, Any]) -> dict[str, Rule]:
        specs = self._get(document, "keep", dict, {})
        return {name: parse_rule(spec, f"keep.{name}", self._wrong) for name, spec in specs.items()}

    def _rules(self, document: dict[str, Any]) -> dict[str, Rule]:
        specs = self._get(document, "fields", dict, {})
        if not specs and not document.get("same_names"):
            raise self._wrong("fields", "is missing: it says which key becomes which field")
        rules = {}
        for name, spec in specs.items():
            key = f"fields.{name}"
            if name not in self._fields:
                raise self._wrong(
                    key, f"is no field of a run; {place_of(name, tuple(self._fields))}"
                )
            rules[name] = parse_rule(spec, key, self._wrong)
            self._fits(rules[name], name, key)
        return rules

    def _fits(self, rule: Rule, name: str, key: str) -> None:
        """Refuse what a field of this kind cannot use."""
        kind = self._fields[name]
        if rule.unit is not None:
            units = EPOCH_UNITS if kind == "time" else DURATION_UNITS
            if kind != "time" and name != "duration_ms":
                raise self._wrong(f"{key}.unit", "is only used by times and duration_ms")
            self._unit(rule.unit, f"{key}.unit", units)
        if kind != "time" and (rule.zone or rule.dates or rule.format):
            raise self._wrong(f"{key}.zone", "zone, dates and format are only used by times")
        for part in ("scale", "decimal"):
            if getattr(rule, part) is not None and kind not in ("number", "integer"):
                raise self._wrong(f"{key}.{part}", "is only used by numbers")
        if isinstance(rule.each, dict) and not kind.startswith("list of"):
            raise self._wrong(
                f"{key}.each", "names parts, which only lists of tools or effects have"
            )

    def _gather(self, document: dict[str, Any]) -> Gathering | None:
        if "gather" not in document:
            return None
        section = self._section(document, "gather")
        if "by" not in section:
            raise self._wrong("gather.by", "is missing: it says what the rows of a run share")
        rules = {
            name: parse_rule(section[name], f"gather.{name}", self._wrong)
            for name in ("by", "order", "part", "newest", "parent", "nested", "copied")
            if name in section
        }
        for name in ("newest", "parent"):
            if name in rules and "part" not in rules:
                raise self._wrong(f"gather.{name}", "is only used with part")
        root, adds = (self._of_rows(section, name) for name in ("root", "adds"))
        return Gathering(**rules, root=root, adds=adds)

    def _of_rows(self, section: dict[str, Any], name: str) -> tuple[Condition, ...]:
        told = section.get(name, [])
        conditions = told if isinstance(told, list) else [told]
        return parse_conditions(conditions, f"gather.{name}", self._wrong) if conditions else ()

    def _columns(self, document: dict[str, Any]) -> tuple[str, ...]:
        names = self._words(document, "columns")
        twice = next((name for at, name in enumerate(names) if name in names[:at]), None)
        if twice is not None:
            raise self._wrong("columns", f"must not name a column twice, like {twice:.60}")
        if not all(map(str.strip, names)):
            raise self._wrong("columns", "must give each column a name")
        return names

    def _recognise(
        self, document: dict[str, Any], rules: ReadOnly[str, Rule]
    ) -> tuple[tuple[str, ...], ...]:
        section = self._section(document, "recognise")
        groups = []
        for name in self._get(section, "fields", list, [], "recognise."):
            rule = rules.get(name) if isinstance(name, str) else None
            groups.append(tuple(dict.fromkeys(rule.alternatives())) if rule else ())
            if not groups[-1]:
                raise self._wrong("recognise.fields", f"names {name}, which no rule reads")
        for entry in self._get(section, "columns", list, [], "recognise."):
            group = entry if isinstance(entry, list) else [entry]
            if not group:
                raise self._wrong("recognise.columns", "must not hold an empty list")
            groups.append(tuple(check_path(p, "recognise.columns", self._wrong) for p in group))
        return tuple(groups)

    def _telling(self, document: dict[str, Any]) -> Wanted:
        values = self._section(document, "recognise").get("values")
        return () if values is None else parse_wanted(values, "recognise.values", self._wrong)

    def _foreign(self, document: dict[str, Any]) -> tuple[str, ...]:
        listed = self._get(self._section(document, "recognise"), "lacks", list, [], "recognise.")
        return tuple(check_path(path, "recognise.lacks", self._wrong) for path in listed)

    def _records(self, document: dict[str, Any]) -> tuple[tuple[paths.Step, ...], ...]:
        found = document.get("records", [])
        ways = found if isinstance(found, list) else [found]
        if not all(isinstance(way, str) for way in ways):
            raise self._wrong("records", "must be a path in quotes, like data.runs, or several")
        try:
            found = tuple(paths.to_rows(way) for way in ways)
        except ValueError as error:
            raise self._wrong("records", str(error)) from None
        if not all(isinstance(step, str | paths.Every) for way in found for step in way):
            raise self._wrong("records", "must be keys, * and [] only, like data.runs")
        return found

    def _reader(self, document: dict[str, Any]) -> str | None:
        reader: str | None = self._get(document, "reader", str, None)
        if reader is not None and reader not in READERS:
            raise self._wrong("reader", f"is not known; {suggest(reader, READERS)}")
        return reader

    def _unit(self, unit: Any, key: str, units: ReadOnly[str, float]) -> str:
        if not isinstance(unit, str) or unit not in units:
            raise self._wrong(key, f"must be one of {', '.join(units)}")
        return str(unit)

    def _bound(self, section: dict[str, Any], name: str) -> float | None:
        value = section.get(name)
        if value is None:
            return None
        number = isinstance(value, int | float) and not isinstance(value, bool)
        if not number or not -LARGEST < value < LARGEST:
            raise self._wrong(f"success.{name}", "must be a number to compare the score with")
        return float(value)
