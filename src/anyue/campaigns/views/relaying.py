"""Page: passing a campaign on, by when those below report, and what is asked of them beyond the notice."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.adding import Table, key_of, table_with
from anyue.campaigns.asked import with_occurrences
from anyue.campaigns.forms.adding import AdditionsForm
from anyue.campaigns.forms.relaying import Asked, RelayForm
from anyue.campaigns.models import Participation
from anyue.campaigns.relaying import activities_of, times_to_relay
from anyue.campaigns.reviewing.entries import preview_of
from anyue.campaigns.workdays import workdays_now
from anyue.core.errors import NO_RECIPIENTS, AnyueError
from anyue.core.relay import proposed_time
from anyue.core.workdays import Workdays
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import chosen_group, groups_of, may

READS = ("read", "drop")
"""Buttons that only read a file, or put one aside: nothing is sent."""


@dataclass(slots=True)
class _Typed:
    """The two forms of the page, and the file that was read."""

    relay: RelayForm
    adding: AdditionsForm
    table: Table | None = None

    def add_error(self, error: AnyueError) -> None:
        """Tell it at its field, or above the page."""
        for form in (self.relay, self.adding):
            if error.field in form.fields:
                form.add_error(error.field, error.message)
                return
        self.relay.add_error(None, error.message)

    @property
    def is_valid(self) -> bool:
        """Whether both can be taken as they are; both are looked at, so that each tells what is wrong."""
        return all([self.relay.is_valid(), self.adding.is_valid()])


def relay(request: HttpRequest, pk: int) -> HttpResponse:
    """Relay a campaign to units below, and ask them for texts and tables of the unit's own."""
    user = person(request)
    found = queries.own_participation_for(user, pk)
    groups = list(groups_of(found.unit))
    group = chosen_group(groups, request.GET.get("group", ""))
    chosen = {"units": [unit.pk for unit in group.members.all()] if group else []}
    units, workdays = queries.open_to_relay(user, found), workdays_now()
    about_relay: dict[str, Any] = {"units": units, "asked": _proposed(found, workdays)}
    about_adding: dict[str, Any] = {"campaign": found.campaign, "today": clock.today()}
    status = 200
    if request.method == "POST":
        typed = _Typed(
            RelayForm(request.POST, needs_units=not found.is_relayed, **about_relay),
            AdditionsForm(request.POST, request.FILES, **about_adding),
        )
        status = _read(request, found, typed, by=user)
        is_sending = not request.FILES.get("table") and not any(name in request.POST for name in READS)
        if status == 200 and is_sending:
            told = _send(found, typed, by=user) if typed.is_valid else None
            if told:
                messages.success(request, told)
                return redirect("reports:overview", pk)
            status = 422
        elif not is_sending:
            # What was typed stays; what is not complete yet is told when it is to be sent.
            typed.relay = RelayForm(initial=_as_typed(typed.relay), **about_relay)
            if status == 200:
                typed.adding = AdditionsForm(initial=_as_typed(typed.adding), **about_adding)
    else:
        typed = _Typed(RelayForm(initial=chosen, **about_relay), AdditionsForm(**about_adding))
    context = {
        "participation": found,
        "form": typed.relay,
        "adding": typed.adding,
        "table": typed.table,
        "table_key": key_of(found, typed.table) if typed.table else "",
        "previews": [(form, preview_of(form)) for form in typed.table.forms] if typed.table else [],
        "units": units,
        "groups": groups,
        "group": group,
        "added": [one for one in activities_of(found) if one.added_by_id],
        "added_here": with_occurrences(found.added_deadlines.all()),
        "doubt": workdays.doubt(*(one.proposed.date() for one in about_relay["asked"])),
        "may_keep_groups": may(user, Permission.ISSUE_CAMPAIGN, found.unit_id),
        "may_import": may(user, Permission.IMPORT_NOTICE, found.unit_id),
    }
    return render(request, "campaigns/relay.html", context, status=status)


def _read(request: HttpRequest, found: Participation, typed: _Typed, *, by: User) -> int:
    """Read the file that was chosen, or the one that was read before; the status of the answer."""
    key = request.POST.get("table_key", "")[:2000]
    typed.adding.is_valid()
    file = typed.adding.cleaned_data.get("table")
    try:
        if file is not None:
            typed.table = actions.keep_table(participation=found, file=file, by=by)
        elif key and "drop" not in request.POST:
            typed.table = table_with(found, key)
    except AnyueError as error:
        typed.adding.add_error("table", error.message)
        return error.problem.status
    return 422 if typed.adding.has_error("table") else 200


def _send(found: Participation, typed: _Typed, *, by: User) -> str | None:
    """Relay, or only ask those below for more: what was done in words, None where something is wrong."""
    given = typed.relay.cleaned_data
    recipients = list(given["units"])
    additions = typed.adding.additions(typed.table)
    try:
        if additions and not recipients:
            actions.add_forms(participation=found, additions=additions, by=by)
            return "已向下级补充报送要求。"
        joined = actions.relay_campaign(
            participation=found,
            recipients=recipients,
            times=typed.relay.times(),
            keep_later=given["keep_later"],
            added=typed.relay.added_lines(),
            additions=additions,
            instructions=given["instructions"],
            by=by,
        )
    except AnyueError as error:
        typed.add_error(AnyueError(NO_RECIPIENTS, field="units") if error.problem is NO_RECIPIENTS else error)
        return None
    return f"已转发给 {len(joined)} 个单位。"


def _as_typed(form: forms.Form) -> dict[str, object]:
    """What stands in each field of a form that was sent, as text, but no file: none can be shown again."""
    typed = {
        name: field.widget.value_from_datadict(form.data, form.files, name)
        for name, field in form.fields.items()
        if not isinstance(field, forms.FileField)
    }
    # What the page did not show yet keeps what the form proposes; what was emptied stays empty.
    return {name: value for name, value in typed.items() if value is not None}


def _proposed(found: Participation, workdays: Workdays) -> list[Asked]:
    """What is still to be reported, each with the time asked before or one working day earlier."""
    now = clock.now()
    return [
        Asked(
            occurrence,
            times,
            before or proposed_time(timezone.localtime(times.due), timezone.localtime(now), workdays),
        )
        for occurrence, times, before in times_to_relay(found)
    ]
