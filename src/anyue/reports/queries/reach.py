"""Single objects within a person's reach; 404 for everything else."""

from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.campaigns.models import CampaignForm, Occurrence, Participation
from anyue.reports.models import Report


def occurrence_for(participation: Participation, pk: int) -> Occurrence:
    """An occurrence of the participation's campaign, with its form; one query."""
    occurrences = Occurrence.objects.select_related("deadline__form").defer("deadline__form__body")
    return get_object_or_404(
        occurrences, pk=pk, deadline__campaign=participation.campaign_id, deadline__form__isnull=False
    )


def form_for(participation: Participation, pk: int) -> CampaignForm:
    """A form of the participation's campaign; one query."""
    return get_object_or_404(CampaignForm.objects.defer("body"), pk=pk, campaign=participation.campaign_id)


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
