"""A form over the years: the tables of the same office that ask the same, one a year."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from anyue.accounts.models import User
from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import Campaign, CampaignForm, Participation
from anyue.core.years import Compared, YearTable, compare_years, shared, stable_codes
from anyue.reports.queries.totals import FormTotal, total_of

MOST_YEARS = 6


@dataclass(frozen=True, slots=True)
class Years:
    """The years in order with what each came to, and the units of the latest table in official order."""

    years: list[int]
    results: list[FormTotal]

    @property
    def total(self) -> list[Compared]:
        """All units together."""
        tables = [
            YearTable(year, one.form, one.total.values)
            for year, one in zip(self.years, self.results, strict=True)
        ]
        return compare_years(tables)

    def units(self) -> list[tuple[int, str, list[Compared]]]:
        """(id, name, indicators) of each unit that any year counts, as the latest year lists them first."""
        names: dict[int, str] = {}
        for one in reversed(self.results):
            for part, _ in one.units:
                names.setdefault(part.unit_id, part.unit.name)
        return [(pk, name, self._of_unit(pk)) for pk, name in names.items()]

    def _of_unit(self, unit_id: int) -> list[Compared]:
        tables = []
        for year, one in zip(self.years, self.results, strict=True):
            own = next((values for part, values in one.units if part.unit_id == unit_id), {})
            tables.append(YearTable(year, one.form, own))
        return compare_years(tables)


def year_of(campaign: Campaign) -> int:
    """The year that a campaign belongs to."""
    return (campaign.starts_on or timezone.localdate(campaign.issued_at)).year


def years_of(user: User, participation: Participation, row: CampaignForm, now: datetime) -> Years:
    """A form beside those of earlier years that the same office asked and this unit took part in.

    Of each year the form that shares the most indicators, at least a third of them. Approved reports alone
    count. One query for the forms and three a year.
    """
    latest = year_of(participation.campaign)
    least = max(1, len(stable_codes(row.form)) // 3)
    best: dict[int, tuple[int, CampaignForm]] = {}
    parts = {
        one.campaign_id: one
        for one in Participation.objects.visible_to(user)
        .filter(unit=participation.unit_id, campaign__unit=participation.campaign.unit_id)
        .select_related("campaign")
    }
    known = CampaignForm.objects.known_to(list(parts.values()))
    earlier = known.filter(kind=FormKind.STATISTICS).defer("body")
    for form in earlier.order_by("campaign__issued_at", "pk"):
        year, count = year_of(parts[form.campaign_id].campaign), shared(form.form, row.form)
        if year < latest and count >= least and count > best.get(year, (0, form))[0]:
            best[year] = (count, form)
    chosen = [(year, best[year][1]) for year in sorted(best)[-(MOST_YEARS - 1) :]]
    results = [
        total_of(parts[form.campaign_id], form, list(form.occurrences()), with_waiting=False, now=now)
        for _, form in chosen
    ]
    own = total_of(participation, row, list(row.occurrences()), with_waiting=False, now=now)
    return Years([*(year for year, _ in chosen), latest], [*results, own])
