"""Pages: the ledger, and one record of it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from anyue.accounts.person import person
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, my_units, my_units_with, roles_in
from anyue.records import queries
from anyue.records.choices import RecordState
from anyue.records.forms import EvidenceForm

SHOWN = 100
"""Records on one page of the ledger."""


@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """What a person's units have held, newest first; above it what they have announced."""
    user = person(request)
    units = my_units(user)
    page = Paginator(queries.ledger_of(user), SHOWN).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "planned": queries.planned_by(user)[:SHOWN],
        "co_hosted": queries.co_hosted_by(user)[:SHOWN],
        "may_keep": my_units_with(user, Permission.KEEP_RECORDS).exists(),
        "units": units,
        "has_many_units": len(units) > 1,
    }
    return render(request, "records/ledger.html", context)


@require_GET
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """One record: what was held, and whether a submitted table counts it."""
    return show_record(request, pk, EvidenceForm())


def show_record(request: HttpRequest, pk: int, form: EvidenceForm, *, status: int = 200) -> HttpResponse:
    """The page of a record, with the form by which files are added to it."""
    user = person(request)
    found = queries.record_for(user, pk)
    claims = list(queries.claims_of(user, found))
    may_keep = may(user, Permission.KEEP_RECORDS, found.unit_id)
    context = {
        "record": found,
        "claims": claims,
        "is_open": not found.counted and found.cancelled_at is None,
        "is_co_host": any(roles_in(user, host.unit_id) for host in found.co_hosts.all()),
        "is_own": bool(roles_in(user, found.unit_id)),
        "may_keep": may_keep,
        "featured": queries.featured_at(user, found),
        "may_feature": may(user, Permission.SUBMIT_REPORT, found.unit_id)
        and found.state is RecordState.HELD
        and queries.ways_to_send(found).exists(),
        "may_add": may_keep and found.cancelled_at is None,
        "evidence_form": form,
    }
    return render(request, "records/record.html", context, status=status)
