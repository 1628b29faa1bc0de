"""What a person would not notice must not change what is read; what harms the text may cost little."""

import unicodedata
from collections import Counter
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anyue.core.notice import Plan, read_notice
from tests.core.notice.mutations import HARMED, UNNOTICED, Mutation
from tests.core.notice.samples import NAMES, sample

# The share of all facts of all samples. A line cut inside a word of a heading can cost a fact, so the first
# is not quite 1; each of the others is what a harm of that kind leaves of the facts.
_KEPT_UNNOTICED = 0.985
_KEPT_HARMED = {
    "joined by spaces": 0.95,
    "joined": 0.93,
    "items joined": 0.95,
    "numbers shifted": 0.98,
    "numbers in figures": 0.95,
    "numbers lost": 0.93,
    "marks lost": 0.92,
    "strewn spaces": 0.92,
}


def _bare(words: object) -> str:
    return "".join(unicodedata.normalize("NFKC", str(words)).split())


def _facts(plan: Plan) -> Counter[tuple[str, ...]]:
    header = ("issuer", "doc_number", "title", "issued_on", "theme")
    return Counter(
        [(name, _bare(getattr(plan, name))) for name in header]
        + [("period", str(period.start), str(period.end)) for period in plan.periods]
        + [("activity", _bare(activity.heading)) for activity in plan.activities]
        + [("deadline", str(deadline.due)) for deadline in plan.deadlines]
        + [("phone", _bare(contact.phone)) for contact in plan.contacts]
        + [("indicator", _bare(i.label), str(i.unit)) for form in plan.forms for i in form.indicators]
    )


@cache
def _clean(name: str) -> tuple[str, Counter[tuple[str, ...]]]:
    plan = sample(name)
    return plan.text, _facts(plan)


def _share_kept(mutate: Mutation) -> tuple[float, dict[str, list[tuple[str, ...]]]]:
    """The share of facts that a mutation leaves in the samples, and for each sample what differs."""
    kept = of = 0
    differs = {}
    for name in NAMES:
        text, facts = _clean(name)
        found = _facts(read_notice(mutate(text), source=name))
        kept += (facts & found).total()
        of += max(facts.total(), found.total())
        if facts != found:
            differs[name] = [*(facts - found), *(found - facts)]
    return kept / of, differs


@pytest.mark.parametrize("mutation", UNNOTICED)
def test_what_a_person_does_not_notice_changes_nothing(mutation: str) -> None:
    share, differs = _share_kept(UNNOTICED[mutation])
    assert share >= _KEPT_UNNOTICED, differs


@pytest.mark.parametrize("mutation", HARMED)
def test_harm_to_the_text_costs_little(mutation: str) -> None:
    share, differs = _share_kept(HARMED[mutation])
    assert share >= _KEPT_HARMED[mutation], differs


@pytest.mark.parametrize("name", NAMES)
def test_mended_text_stays_as_it_is(name: str) -> None:
    text, facts = _clean(name)
    assert _facts(read_notice(text, source=name)) == facts


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(NAMES), st.lists(st.sampled_from([*UNNOTICED.values(), *HARMED.values()]), max_size=4))
def test_notice_mangled_in_many_ways_is_read_without_error(name: str, mutations: list[Mutation]) -> None:
    text = _clean(name)[0]
    for mutate in mutations:
        text = mutate(text)
    plan = read_notice(text, source=name)
    assert all(0 <= a.span[0] <= a.span[1] <= len(plan.text) for a in plan.activities if a.span)
