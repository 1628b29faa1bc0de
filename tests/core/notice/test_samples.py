import json
import re
from typing import Any

import pytest

from anyue.core.notice import Plan, is_plan, open_text, plan_from_json, plan_to_json, read_notice
from tests.core.notice.samples import NAMES, corpus, expected, sample


def _bare(label: str) -> str:
    return re.sub(r"\s", "", label)


def _required(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [item for item in items if not item.get("optional")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("field", ["issuer", "doc_number", "title", "issued_on", "theme"])
def test_header_of_sample_is_read(name: str, field: str) -> None:
    assert getattr(sample(name), field) == expected(name)[field]


@pytest.mark.parametrize("name", NAMES)
def test_periods_of_sample_are_read(name: str) -> None:
    assert [(p.start, p.end) for p in sample(name).periods] == [
        (p["start"], p["end"]) for p in expected(name)["periods"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_activities_of_sample_are_read_in_order(name: str) -> None:
    facts = expected(name)["activities"]
    assert [a.heading for a in sample(name).activities] == [a["heading"] for a in facts]
    for activity, fact in zip(sample(name).activities, facts, strict=True):
        optional = fact.get("responsible_optional", [])
        assert [unit for unit in activity.responsible if unit not in optional] == fact["responsible"]
        if fact.get("when"):
            assert activity.when == fact["when"]
        if fact.get("where"):
            assert activity.where == fact["where"]


@pytest.mark.parametrize("name", NAMES)
def test_deadlines_of_sample_are_read_in_order(name: str) -> None:
    facts = expected(name)["deadlines"]
    optional = {fact["phrase"] for fact in facts if fact.get("optional")}
    found = [(d.phrase, d.due) for d in sample(name).deadlines if d.phrase not in optional]
    assert found == [(d["phrase"], d["due"]) for d in _required(facts)]


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


@pytest.mark.corpus
def test_outside_notices_are_read_with_their_activities_and_deadlines() -> None:
    paths = sorted(corpus().glob("*.txt"))
    assert paths
    for path in paths:
        facts = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        plan = read_notice(open_text(path.read_bytes(), path.name), source=path.name)
        _assert_spans_hold(plan)
        assert [a.heading for a in plan.activities] == [a["heading"] for a in facts["activities"]]
        asked = {d["due"] for d in facts["deadlines"] if not d.get("optional")}
        assert asked <= {d.due for d in plan.deadlines}
        assert [(_bare(i.label), i.unit) for form in plan.forms for i in form.indicators] == [
            (_bare(i["label"]), i["unit"]) for i in facts["indicators"]
        ]
