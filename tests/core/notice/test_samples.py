import json
import re
import unicodedata
from typing import Any

import pytest

from anyue.core.notice import Plan, is_plan, open_text, plan_from_json, plan_to_json, read_notice
from tests.core.notice.samples import NAMES, SAMPLES, corpus, expected, sample


def _bare(label: str) -> str:
    return re.sub(r"\s", "", label)


def _required(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item for item in items if not item.get("optional")]


def _optional(items: list[dict[str, Any]], key: str) -> set[str]:
    return {item[key] for item in items if item.get("optional")}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["issuer", "doc_number", "title", "issued_on", "theme"])
def test_header_of_sample_is_read(name: str, field: str) -> None:
    facts = expected(name)
    assert getattr(sample(name), field) in (facts[field], *facts.get(f"{field}_alt", ()))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["recipients", "based_on", "markings"])
def test_named_lists_of_sample_are_read(name: str, field: str) -> None:
    facts = expected(name)
    if field in facts:
        assert list(getattr(sample(name), field)) == facts[field]


@pytest.mark.parametrize("name", NAMES)
def test_periods_of_sample_are_read(name: str) -> None:
    facts = expected(name)["periods"]
    optional = {(fact["start"], fact["end"]) for fact in facts if fact.get("optional")}
    found = [(p.start, p.end) for p in sample(name).periods]
    assert [days for days in found if days not in optional] == [
        (p["start"], p["end"]) for p in _required(facts)
    ]


@pytest.mark.parametrize("name", NAMES)
def test_activities_of_sample_are_read_in_order(name: str) -> None:
    facts = expected(name)["activities"]
    optional = _optional(facts, "heading")
    found = [a for a in sample(name).activities if a.heading not in optional]
    assert [a.heading for a in found] == [a["heading"] for a in _required(facts)]
    for activity, fact in zip(found, _required(facts), strict=True):
        spare = fact.get("responsible_optional", [])
        assert [unit for unit in activity.responsible if unit not in spare] == fact["responsible"]
        if fact.get("when"):
            assert activity.when == fact["when"]
        if fact.get("where"):
            assert activity.where == fact["where"]


@pytest.mark.parametrize("name", NAMES)
def test_deadlines_of_sample_are_read_in_order(name: str) -> None:
    facts = expected(name)["deadlines"]
    optional = _optional(facts, "phrase")
    found = [d for d in sample(name).deadlines if d.phrase not in optional]
    assert [d.phrase for d in found] == [d["phrase"] for d in _required(facts)]
    for deadline, fact in zip(found, _required(facts), strict=True):
        assert deadline.due in (fact["due"], *fact.get("due_alt", ()))
        if "recurrence" in fact:
            assert deadline.recurrence == fact["recurrence"]
        if "to" in fact:
            assert deadline.to == fact["to"]


@pytest.mark.parametrize("name", NAMES)
def test_quotas_of_sample_are_read(name: str) -> None:
    facts = expected(name)
    if "quotas" in facts:
        found = [(quota.at_least, quota.unit) for quota in sample(name).quotas]
        assert found == [(quota["at_least"], quota["unit"]) for quota in facts["quotas"]]


@pytest.mark.parametrize("name", NAMES)
def test_requirements_of_sample_are_read(name: str) -> None:
    facts = expected(name)
    if "requirements" in facts:
        assert [requirement.heading for requirement in sample(name).requirements] == facts["requirements"]


@pytest.mark.parametrize("name", NAMES)
def test_sample_is_warned_of_what_contradicts_itself(name: str) -> None:
    assert set(expected(name).get("warnings", ())) <= {warning.code for warning in sample(name).warnings}


@pytest.mark.parametrize("name", NAMES)
def test_blanks_of_sample_become_indicators(name: str) -> None:
    found = [i for form in sample(name).forms for i in form.indicators]
    assert [(_bare(i.label), i.unit) for i in found] == [
        (_bare(i["label"]), i["unit"]) for i in expected(name)["indicators"]
    ]
    assert len(
        {(form.number, form.title, i.code) for form in sample(name).forms for i in form.indicators}
    ) == len(found)


@pytest.mark.parametrize("name", NAMES)
def test_fields_of_sample_forms_are_read(name: str) -> None:
    assert [
        {"form": form["form"], "fields": form["fields"]} for form in plan_to_json(sample(name))["form_fields"]
    ] == expected(name)["form_fields"]


@pytest.mark.parametrize("name", NAMES)
def test_printed_rows_of_sample_forms_are_read(name: str) -> None:
    for number, rows in expected(name).get("rows", {}).items():
        assert [list(form.rows) for form in sample(name).forms if form.number == number] == [rows]


@pytest.mark.parametrize("name", NAMES)
def test_contacts_of_sample_are_read(name: str) -> None:
    assert [c.phone for c in sample(name).contacts if c.phone] == [
        c["phone"] for c in expected(name)["contacts"]
    ]


def _assert_spans_hold(plan: Plan) -> None:
    for activity in plan.activities:
        assert activity.span is not None
        assert plan.text[slice(*activity.span)].startswith(activity.heading)
    for deadline in plan.deadlines:
        assert deadline.span is not None
        assert plan.text[slice(*deadline.span)] == deadline.phrase
    for form in plan.forms:
        for indicator in form.indicators:
            if indicator.blank:
                assert indicator.span is not None
                assert plan.text[slice(*indicator.span)].strip() == indicator.label


@pytest.mark.parametrize("name", NAMES)
def test_spans_of_sample_hold_the_words(name: str) -> None:
    _assert_spans_hold(sample(name))


@pytest.mark.parametrize("name", NAMES)
def test_plan_of_sample_survives_json(name: str) -> None:
    plan = sample(name)
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan
    assert is_plan(plan)


def test_readme_tells_what_each_sample_tries() -> None:
    table = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `([^`]+)` \|", table, re.MULTILINE) == NAMES


def _narrow(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


@pytest.mark.corpus
def test_outside_notices_are_read_with_their_activities_and_deadlines() -> None:
    paths = sorted(corpus().glob("*.txt"))
    assert paths
    for path in paths:
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        plan = read_notice(open_text(path.read_bytes(), path.name), source=path.name)
        _assert_spans_hold(plan)
        # The cleaned text gives marks of half width beside Chinese their full width.
        assert [_narrow(a.heading) for a in plan.activities] == [
            _narrow(a["heading"]) for a in facts["activities"]
        ]
        asked = {d["due"] for d in facts["deadlines"] if not d.get("optional")}
        assert asked <= {d.due for d in plan.deadlines}
        assert [(_narrow(_bare(i.label)), i.unit) for form in plan.forms for i in form.indicators] == [
            (_narrow(_bare(i["label"])), i["unit"]) for i in facts["indicators"]
        ]
