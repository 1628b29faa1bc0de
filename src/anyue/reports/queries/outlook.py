"""Where a record counts, or will count: along which line, in which period of which form."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q

from anyue.campaigns.asked import asked_of_each
from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.core.counting import Period, counting_line, first_open
from anyue.records.models import ActivityRecord
from anyue.reports.models import Report
from anyue.reports.queries.series import open_among


@dataclass(frozen=True, slots=True)
class Outlook:
    """One form that asks for a record's kind and does not count it yet.

    `occurrence` is the period in which it will count; None where all that it could count in are sent in, or
    where `counted_by` names the superior along whose line it counts instead.
    """

    participation: Participation
    form: CampaignForm
    occurrence: Occurrence | None
    counted_by: str = ""


def outlook_of(record: ActivityRecord) -> list[Outlook]:
    """The forms that ask its host for what a record tells and don't count it yet; six queries, one a line."""
    asked = Participation.objects.filter(unit=record.unit_id, superior__isnull=False)
    parts = list(asked.select_related("campaign", "superior__unit").order_by("added_at", "pk"))
    named = dict(record.lines.values_list("root", "participation"))
    claimed = set(record.claims.values_list("form", flat=True))
    forms = asked_of_each(parts, _forms_asking(record, parts, claimed))
    periods = _open_periods(parts, forms)
    by_root: dict[int, list[Participation]] = {}
    for part in parts:
        by_root.setdefault(part.campaign.root_pk, []).append(part)
    told = []
    for root_pk, lines in by_root.items():
        line = counting_line(named.get(root_pk), [part.pk for part in lines])
        for part in lines:
            for form in forms[part.pk]:
                if part.pk == line:
                    told.append(Outlook(part, form, _first(record, periods.get((part.pk, form.pk), ()))))
                else:
                    superior = next(p.superior for p in lines if p.pk == line)
                    told.append(Outlook(part, form, None, superior.unit.name if superior else ""))
    return told


def _forms_asking(
    record: ActivityRecord, parts: list[Participation], claimed: set[int]
) -> Iterator[CampaignForm]:
    rows = CampaignForm.objects.asked_of(parts).filter(kind=FormKind.STATISTICS).defer("body")
    for row in rows.exclude(pk__in=claimed):
        sources = [indicator.source for indicator in row.form.indicators if indicator.source]
        if any(one.kind == record.kind and one.measure in record.measures for one in sources):
            yield row


def _open_periods(
    parts: list[Participation], forms: dict[int, list[CampaignForm]]
) -> dict[tuple[int, int], list[Occurrence]]:
    """The periods that each participation has yet to send in of each form; `forms` are those it is asked."""
    pks = {form.pk for rows in forms.values() for form in rows}
    occurrences = Occurrence.objects.filter(deadline__form__in=pks, cancelled_at__isnull=True)
    sent = set(
        Report.objects.filter(participation__in=parts)
        .filter(Q(submitted_at__isnull=False))
        .values_list("participation", "occurrence")
    )
    known = list(occurrences.select_related("deadline"))
    periods: dict[tuple[int, int], list[Occurrence]] = {}
    for part in parts:
        own = {form.pk for form in forms[part.pk]}
        asked = [one for one in known if one.deadline.form_id in own and (part.pk, one.pk) not in sent]
        for one in open_among(part, asked):
            periods.setdefault((part.pk, one.deadline.form_id or 0), []).append(one)
    return periods


def _first(record: ActivityRecord, occurrences: Iterable[Occurrence]) -> Occurrence | None:
    by_period = {
        Period(one.starts_on, one.ends_on): one
        for one in occurrences
        if record.held_on >= (one.deadline.counts_from or one.starts_on)
    }
    found = first_open(record.held_on, by_period)
    return by_period[found] if found else None
