"""Single objects within a person's reach; 404 for everything else."""

from collections.abc import Iterable

from django.http import Http404
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import CampaignForm, Occurrence, OccurrenceQuerySet, Participation
from anyue.campaigns.queries import occurrence_with_form
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may
from anyue.reports.models import Report


def occurrence_for(participation: Participation, pk: int) -> Occurrence:
    """An occurrence that a participation is to send in, with its form; at most one query, two if added."""
    return _occurrence(participation, pk, Occurrence.objects.asked_of([participation]))


def occurrence_below(participation: Participation, pk: int) -> Occurrence:
    """One that those below a participation are to send in, with its form; at most one query, two if added."""
    return _occurrence(participation, pk, Occurrence.objects.known_to([participation]))


def _occurrence(participation: Participation, pk: int, within: OccurrenceQuerySet) -> Occurrence:
    """What everybody in the campaign is asked is remembered; of what was added it has to be looked up."""
    try:
        occurrence = occurrence_with_form(pk)
    except Occurrence.DoesNotExist as none:
        raise Http404 from none
    if occurrence.deadline.form is None or occurrence.campaign_id != participation.campaign_id:
        raise Http404
    if occurrence.added_by_id is not None and not within.filter(pk=pk).exists():
        raise Http404
    return occurrence


def form_for(participation: Participation, pk: int) -> CampaignForm:
    """A form that a participation is to fill in; one query."""
    return get_object_or_404(CampaignForm.objects.asked_of([participation]).defer("body"), pk=pk)


def form_below(participation: Participation, pk: int) -> CampaignForm:
    """A form that those below a participation are to fill in; one query."""
    return get_object_or_404(CampaignForm.objects.known_to([participation]).defer("body"), pk=pk)


def values_sent(report: Report) -> dict[str, str]:
    """What stands as sent in, or as returned; nothing of a draft or of what was taken back. One query."""
    number = report.returned_version if report.returned_at else report.standing_number
    return dict(report.versions.get(number=number).values) if number else {}


def may_cancel_correction(user: User, report: Report) -> bool:
    """Whether a person may let the approved version of a reopened report stand again."""
    if not report.is_reopened:
        return False
    part = report.participation
    above = part.superior.unit_id if part.superior else part.unit_id
    is_own = report.reopened_by_id == user.pk and may(user, Permission.SUBMIT_REPORT, part.unit_id)
    return is_own or may(user, Permission.REVIEW_REPORT, above)


def report_for(user: User, pk: int) -> Report:
    """A report within a person's reach, with unit, superior, deadline and form; 404 otherwise. One query."""
    reports = Report.objects.visible_to(user).select_related(
        "participation__unit",
        "participation__campaign",
        "participation__superior__unit",
        "occurrence__deadline__form",
        "submitted_by",
        "returned_by",
        "approved_by",
    )
    return get_object_or_404(reports.defer("occurrence__deadline__form__body"), pk=pk)


def reports_to_review(user: User, ids: Iterable[int]) -> list[Report]:
    """Those of these reports that a person sees, with what a decision on them needs; one query."""
    reports = Report.objects.visible_to(user).filter(pk__in=list(ids))
    return list(
        reports.select_related(
            "participation__unit", "participation__superior__unit", "occurrence__deadline__form"
        ).defer("entries", "occurrence__deadline__form__body")
    )
