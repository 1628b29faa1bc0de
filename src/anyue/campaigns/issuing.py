"""From a corrected plan to the rows of a campaign: pure translation, no permission and no transaction."""

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.conf import settings

from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import Activity, Campaign, CampaignForm, Deadline, Occurrence
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form
from anyue.core.forms.form import FormKind as ShapeKind
from anyue.core.notice import Plan, form_to_json
from anyue.core.notice.plan import Deadline as PlanDeadline
from anyue.core.notice.plan import Period
from anyue.core.schedule import Occurrence as Moment
from anyue.core.schedule import occurrences

_LABELS = {"WEEKLY": "第{n}周", "DAILY": "{m}月{d}日", "MONTHLY": "{m}月"}


def document_form(name: str) -> Form:
    """A written text that a deadline asks for, as a form with one blank for the text."""
    return entry_form(Form("", name, ShapeKind.OTHER))


def _row(campaign: Campaign, form: Form, position: int, kind: FormKind) -> CampaignForm:
    body = form_to_json(form)
    digest = hashlib.sha256(json.dumps(body, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
    title = form.title or form.number or "表格"
    return CampaignForm(
        campaign=campaign,
        position=position,
        number=form.number,
        title=title[:200],
        kind=kind,
        body=body,
        digest=digest,
    )


def form_rows(campaign: Campaign, plan: Plan) -> list[CampaignForm]:
    """One row per form of the plan, in its order."""
    return [
        _row(campaign, entry_form(form), position, FormKind(form.kind.value))
        for position, form in enumerate(plan.forms)
    ]


def activity_rows(campaign: Campaign, plan: Plan) -> list[Activity]:
    """One row per activity of the plan, in its order."""
    return [
        Activity(
            campaign=campaign,
            position=position,
            number=activity.number[:20],
            heading=activity.heading,
            text=activity.text,
            when=(activity.when or "")[:200],
            where=(activity.where or "")[:200],
            responsible="、".join(activity.responsible)[:500],
            kind=activity.kind or "",
        )
        for position, activity in enumerate(plan.activities)
    ]


def deadline_rows(
    campaign: Campaign, plan: Plan, forms: list[CampaignForm]
) -> tuple[list[CampaignForm], list[tuple[Deadline, list[Occurrence]]]]:
    """The forms for documents, and one deadline per form or document with its occurrences.

    Documents come after the plan's forms; a deadline without a time becomes a standing request.
    """
    documents: list[CampaignForm] = []
    rows: list[tuple[Deadline, list[Occurrence]]] = []

    def add(what: str, phrase: str, form: CampaignForm | None, moments: list[Occurrence]) -> None:
        deadline = Deadline(
            campaign=campaign, form=form, position=len(rows), what=what[:200], phrase=phrase[:100]
        )
        for moment in moments:
            moment.deadline = deadline
        rows.append((deadline, moments))

    for asked in plan.deadlines:
        moments = asked_moments(asked, campaign.starts_on, campaign.ends_on)
        if not moments or not (asked.forms or asked.documents):
            add(asked.what, asked.phrase, None, [])
            continue
        for index in asked.forms:
            add(forms[index].title, asked.phrase, forms[index], _occurrence_rows(moments, asked.recurrence))
        for name in asked.documents:
            form = _row(campaign, document_form(name), len(forms) + len(documents), FormKind.DOCUMENT)
            documents.append(form)
            add(name, asked.phrase, form, _occurrence_rows(moments, asked.recurrence))
    _chain(rows)
    return documents, rows


def asked_moments(asked: PlanDeadline, starts_on: date | None, ends_on: date | None) -> tuple[Moment, ...]:
    """The times at which something is to be sent in, for a campaign with these first and last days.

    Of a repeated deadline, only those that have a day of the campaign to report on.
    ValueError for a date that does not exist.
    """
    if asked.kind != "submit":
        return ()
    moments = occurrences(asked.due, asked.recurrence, periods=_periods(starts_on, ends_on))
    if not asked.recurrence:
        return moments
    first, last = starts_on or date.min, ends_on or date.max
    kept = [moment for moment in moments if moment.ends_on >= first and moment.starts_on <= last]
    return tuple(
        replace(moment, number=number, starts_on=max(moment.starts_on, first))
        for number, moment in enumerate(kept, start=1)
    )


def _periods(starts_on: date | None, ends_on: date | None) -> tuple[Period, ...]:
    """The campaign's days as one period of a plan."""
    if starts_on is None or ends_on is None:
        return ()
    return (Period("", starts_on.isoformat(), ends_on.isoformat()),)


def _chain(rows: list[tuple[Deadline, list[Occurrence]]]) -> None:
    """Let a form that falls due at several deadlines run on: each period begins where the last one ends."""
    by_form: dict[int, list[Occurrence]] = {}
    for deadline, moments in rows:
        by_form.setdefault(id(deadline.form), []).extend(moments)
    for moments in by_form.values():
        moments.sort(key=lambda moment: moment.due_at)
        for number, moment in enumerate(moments, start=1):
            moment.number = number
            moment.deadline.counts_from = moments[0].starts_on
        for before, moment in pairwise(moments):
            moment.starts_on = min(before.ends_on + timedelta(days=1), moment.ends_on)


def _occurrence_rows(moments: tuple[Moment, ...], recurrence: str | None) -> list[Occurrence]:
    frequency = (recurrence or "").partition("FREQ=")[2].partition(";")[0]
    label = _LABELS.get(frequency, "{m}月{d}日报送")
    zone = ZoneInfo(settings.TIME_ZONE)
    return [
        Occurrence(
            number=moment.number,
            label=label.format(n=moment.number, m=moment.ends_on.month, d=moment.ends_on.day),
            starts_on=moment.starts_on,
            ends_on=moment.ends_on,
            due_at=moment.due_at.replace(tzinfo=zone),
        )
        for moment in moments
    ]


def campaign_days(plan: Plan) -> tuple[date | None, date | None]:
    """The first and the last day of the plan's periods, as far as their years are known."""
    starts = [date.fromisoformat(p.start) for p in plan.periods if p.start and p.start[0] != "X"]
    ends = [date.fromisoformat(p.end) for p in plan.periods if p.end and p.end[0] != "X"]
    return min(starts, default=None), max(ends, default=None)
