"""Reads: the figures that an office may tell of a campaign, each with what it stands on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from anyue.campaigns.choices import FormKind
from anyue.campaigns.models import CampaignForm, Participation
from anyue.core.digests import digest_of
from anyue.core.forms.form import Indicator
from anyue.core.rollup import add_values
from anyue.core.written.facts import Gathered, Table
from anyue.core.written.figures import key_of
from anyue.reports.models import Grounds, ReportVersion, ReportVersionQuerySet
from anyue.reports.queries.counts import Counted, counts_below
from anyue.reports.queries.telling import Frozen, statistics_forms
from anyue.reports.queries.totals import numbers_over, over_periods, values_by_unit


@dataclass(frozen=True, slots=True)
class Stated:
    """One number that an office may tell: of a blank of a table, or one that it counts itself.

    `source` and `code` say where from: the title of the table and the code of the blank, or a register and
    what was counted. `digest` and `body` are those of its `Grounds`.
    """

    key: str
    value: str
    source: str
    code: str
    row: CampaignForm | None
    digest: str
    body: dict[str, Any]

    @property
    def indicator(self) -> Indicator | None:
        """The blank, None for what is counted."""
        indicators = self.row.form.indicators if self.row else ()
        return next((one for one in indicators if one.code == self.code), None)

    def frozen(self) -> Frozen:
        """The figure as it is kept with a text."""
        return {"value": self.value, "grounds": self.digest}


@dataclass(frozen=True, slots=True)
class Statement:
    """All that an office may tell of a campaign at one moment: figures by key, tables, counts."""

    figures: dict[str, Stated]
    tables: tuple[Table, ...]
    gathered: Gathered


def statement_of(participation: Participation, now: datetime) -> Statement:
    """What the units below come to: for an issuer official totals, for any other unit what it sent in.

    Some twenty queries whatever the number of units. Tables are added up only where something came in since
    they were last kept with a summary.
    """
    rows = statistics_forms(participation)
    sums = _sums(participation, rows)
    counted = counts_below(participation, now)
    figures = {stated.key: stated for row in rows if row.pk in sums for stated in _blanks(row, *sums[row.pk])}
    figures |= {one.key: _counted(one) for one in counted.counts}
    tables = tuple(
        Table(row.position + 1, row.form, sums[row.pk][1]["values"]) for row in rows if row.pk in sums
    )
    gathered = Gathered(
        counts={one.key: one.value for one in counted.counts},
        names={one.key: one.names for one in counted.counts},
        quotas=counted.quotas,
    )
    return Statement(figures, tables, gathered)


def grounds_at(participation: Participation, digests: Iterable[str]) -> dict[str, Grounds]:
    """What is kept of these, by digest; one query."""
    kept = Grounds.objects.filter(participation=participation, digest__in=list(digests))
    return {one.digest: one for one in kept}


def versions_behind(participation: Participation) -> ReportVersionQuerySet:
    """All versions that the figures of a participation may stand on: its inferiors', or its own."""
    if participation.superior_id is None:
        return ReportVersion.objects.filter(report__participation__superior=participation)
    return ReportVersion.objects.filter(report__participation=participation)


def _sums(
    participation: Participation, rows: Sequence[CampaignForm]
) -> dict[int, tuple[str, dict[str, Any]]]:
    """(digest, body) of the grounds of each table of which something stands, by form."""
    found = versions_behind(participation)
    standing = found.official() if participation.superior_id is None else found.standing()
    of_tables = standing.filter(report__occurrence__deadline__form__kind=FormKind.STATISTICS)
    sets: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for form, pk, digest in of_tables.order_by("pk").values_list(
        "report__occurrence__deadline__form", "pk", "digest"
    ):
        sets[form].append((pk, digest))
    digests = {form: digest_of({"form": form, "versions": told}) for form, told in sets.items()}
    kept = grounds_at(participation, digests.values())
    by_pk = {row.pk: row for row in rows}
    sums = {}
    for form, digest in digests.items():
        body = kept[digest].body if digest in kept else None
        if body is None:
            versions = standing.filter(report__occurrence__deadline__form=form).in_official_order()
            body = {
                "versions": [pk for pk, _ in sets[form]],
                "values": _added(participation, by_pk[form], list(versions)),
            }
        sums[form] = (digest, body)
    return sums


def _added(
    participation: Participation, row: CampaignForm, versions: Sequence[ReportVersion]
) -> dict[str, str]:
    """What these versions come to; heads (人) that stand in several periods have no number as a whole."""
    if participation.superior_id is None:
        units = [(unit.unit.name, values) for unit, values in values_by_unit(row.form, versions)]
        values: dict[str, str] = add_values(row.form, units, over="units").values
    else:
        values = over_periods(row.form, versions)
    periods = len({version.report.occurrence_id for version in versions})
    whole = numbers_over(row.form, periods)
    return {code: value for code, value in values.items() if code in whole}


def _blanks(row: CampaignForm, digest: str, body: dict[str, Any]) -> Iterable[Stated]:
    for code, value in body["values"].items():
        yield Stated(key_of(row.position + 1, code), value, row.title, code, row, digest, body)


def _counted(one: Counted) -> Stated:
    source, _, code = one.key.partition(":")
    body = {"rows": [list(row) for row in one.rows]}
    return Stated(one.key, one.value, source, code, None, digest_of(body), body)
