"""The baseline of a submission: the least that Django can do to take a report in.

One token look-up, one unit and deadline look-up, one report insert, one audit insert, in one transaction;
nothing is validated, nobody's rights are checked, no form is known.
"""

from http import HTTPStatus

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from anyue import clock
from anyue.accounts.models import Session
from anyue.audit.models import AuditEntry
from anyue.campaigns.models import Occurrence, Participation
from anyue.reports.models import Report


def submit(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """Store what was posted."""
    session = Session.objects.get(session_key=request.COOKIES["sessionid"], expire_date__gt=clock.now())
    participation = Participation.objects.select_related("unit").get(pk=participation_pk)
    occurrence = Occurrence.objects.select_related("deadline").get(pk=occurrence_pk)
    with transaction.atomic():
        report = Report(participation=participation, occurrence=occurrence, entries=request.POST.dict())
        report.save(force_insert=True)
        AuditEntry(
            at=clock.now(),
            by_id=session.user_id,
            unit_id=participation.unit_id,
            action="submit_report",
            target=f"report:{report.pk}",
        ).save()
    return HttpResponse(status=HTTPStatus.FOUND)


urlpatterns = [path("reports/<int:participation_pk>/<int:occurrence_pk>/", submit)]
