"""From a corrected plan to the rows of a campaign: pure translation, no permission and no transaction."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import (
    Activity,
    Campaign,
    CampaignForm,
    Deadline,
    Occurrence,
    OwnTime,
    Participation,
)
from anyue.campaigns.queries import times_of
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form
from anyue.core.forms.form import FormKind as ShapeKind
from anyue.core.notice import Plan, form_to_json
from anyue.core.notice.plan import Deadline as PlanDeadline
from anyue.core.notice.plan import Period
from anyue.core.relative import Event, Relative, relative_of
from anyue.core.rhythm import period_label
from anyue.core.schedule import END_OF_DAY, last_due, occurrences
from anyue.core.schedule import Occurrence as Moment
from anyue.core.workdays import Workdays, published


@dataclass(frozen=True, slots=True)
class Dating:
    """What a campaign's times are reckoned by: its first and last day, the day of issue, the working days.

    The program delivers a notice on the day on which it is issued, so that day counts as receipt (收到).
    """

    starts_on: date | None
    ends_on: date | None
    issued_on: date | None
    workdays: Workdays | None = None

    @classmethod
    def of(cls, plan: Plan) -> "Dating":
        """As far as the plan alone can tell."""
        issued = plan.issued_on
        return cls(*campaign_days(plan), date.fromisoformat(issued) if issued and issued[0] != "X" else None)


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
    campaign: Campaign, plan: Plan, forms: list[CampaignForm], workdays: Workdays
) -> tuple[list[CampaignForm], list[tuple[Deadline, list[Occurrence]]]]:
    """The forms for documents, and one deadline per form or document with its occurrences.

    Documents come after the plan's forms; a deadline without a time becomes a standing request.
    """
    documents: list[CampaignForm] = []
    rows: list[tuple[Deadline, list[Occurrence]]] = []
    issued_on = timezone.localdate(campaign.issued_at)
    dating = Dating(campaign.starts_on, campaign.ends_on, issued_on, workdays)

    def add(what: str, phrase: str, form: CampaignForm | None, moments: list[Occurrence]) -> None:
        deadline = Deadline(
            campaign=campaign, form=form, position=len(rows), what=what[:200], phrase=phrase[:100]
        )
        if is_counted and since:
            deadline.after_receipt = since.text
        for moment in moments:
            moment.deadline = deadline
        rows.append((deadline, moments))

    for asked in plan.deadlines:
        moments = asked_moments(asked, dating)
        since = _relative(asked)
        is_counted = bool(moments) and since is not None and since.event is Event.RECEIPT
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


def asked_moments(asked: PlanDeadline, dating: Dating) -> tuple[Moment, ...]:
    """The times at which something is to be sent in.

    Of a repeated deadline, only those that have a day of the campaign to report on; of one that is counted
    from an event, the one time where the day of the event is known.
    ValueError for a date that does not exist.
    """
    if asked.kind != "submit":
        return ()
    if since := _relative(asked):
        return _counted(since, dating)
    periods = _periods(dating.starts_on, dating.ends_on)
    moments = occurrences(asked.due, asked.recurrence, periods=periods, workdays=dating.workdays)
    if not asked.recurrence:
        return moments
    first, last = dating.starts_on or date.min, dating.ends_on or date.max
    kept = [moment for moment in moments if moment.ends_on >= first and moment.starts_on <= last]
    return tuple(
        replace(moment, number=number, starts_on=max(moment.starts_on, first))
        for number, moment in enumerate(kept, start=1)
    )


def _relative(asked: PlanDeadline) -> Relative | None:
    """What a deadline counts from, if nobody has given it a date or a rule."""
    return None if asked.due or asked.recurrence else relative_of(asked.phrase)


def _counted(since: Relative, dating: Dating) -> tuple[Moment, ...]:
    event_on = dating.ends_on if since.event is Event.END else dating.issued_on
    due_on = since.due_on(event_on, dating.workdays or published()) if event_on else None
    if due_on is None:
        return ()
    starts_on = min(dating.starts_on or due_on, due_on)
    return (Moment(1, starts_on, due_on, datetime.combine(due_on, END_OF_DAY)),)


def last_moment(plan: Plan, dating: Dating) -> datetime | None:
    """The last moment at which anything of the plan falls due, those counted from an event included."""
    counted = (moment.due_at for asked in plan.deadlines for moment in asked_moments(asked, dating))
    return max(filter(None, (last_due(plan), *counted)), default=None)


def own_times(
    joined: Sequence[Participation], occurrences_of: Iterable[Occurrence], workdays: Workdays
) -> list[OwnTime]:
    """The times that units have for themselves, since what is counted from receipt began later for them."""
    zone = ZoneInfo(settings.TIME_ZONE)
    rows = []
    for occurrence in occurrences_of:
        since = Relative.of(occurrence.deadline.after_receipt)
        for participation in joined:
            received_on = timezone.localdate(participation.added_at)
            due_on = since.due_on(received_on, workdays)
            if due_on is None:
                continue
            due_at = datetime.combine(due_on, END_OF_DAY, tzinfo=zone)
            due_at -= timedelta(hours=participation.hours_earlier)
            if due_at != times_of(participation, occurrence, None).due:
                reason = f"自{received_on.month}月{received_on.day}日下发到本单位之日起计算"
                rows.append(
                    OwnTime(participation=participation, occurrence=occurrence, due_at=due_at, reason=reason)
                )
    return rows


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
    zone = ZoneInfo(settings.TIME_ZONE)
    return [
        Occurrence(
            number=moment.number,
            label=period_label(recurrence, moment.number, moment.ends_on),
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
