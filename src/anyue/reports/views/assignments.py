"""Pages: who does what in a campaign, as a board, as a table, and one by one."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns import actions as campaigns
from anyue.campaigns.forms.assignments import AssignmentForm, AssignUnitsForm
from anyue.campaigns.models import Assignment
from anyue.campaigns.queries import (
    activity_within,
    participation_for,
    people_in,
    root_of,
    unassigned_in,
)
from anyue.core.documents.assignment_book import AssignmentRow
from anyue.core.errors import AnyueError
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may
from anyue.reports import documents, queries
from anyue.reports.queries.assignments import Duty, Task
from anyue.web.states import STATES
from anyue.web.words import day_words


@require_GET
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """The activities with the tasks of a participation and of those directly below it."""
    user = person(request)
    participation = participation_for(user, pk)
    duties = queries.duties_below(participation, clock.today())
    tasks = [task for duty in duties for task in duty.tasks]
    is_root = participation.superior_id is None
    context = {
        "participation": participation,
        "campaign": participation.campaign,
        "duties": duties,
        "tasks": tasks,
        "done": sum(task.is_done for task in tasks),
        "flagged": sum(len(duty.unknown) for duty in duties) if is_root else 0,
        "may_assign": is_root and may(user, Permission.ISSUE_CAMPAIGN, participation.unit_id),
        "may_keep": may(user, Permission.KEEP_RECORDS, participation.unit_id),
        "now": clock.now(),
    }
    return render(request, "reports/assignments.html", context)


@require_GET
def book(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    participation = participation_for(person(request), pk)
    rows = list(_rows(queries.duties_below(participation, clock.today())))
    return documents.assignments_response(participation.campaign.name, rows)


def _rows(duties: list[Duty]) -> Iterator[AssignmentRow]:
    for duty in duties:
        heading = f"{duty.activity.number}{duty.activity.heading}"
        least = "；".join(one.words for one in duty.quotas)
        for at, task in enumerate(duty.tasks):
            assignment = task.assignment
            yield AssignmentRow(
                heading="" if at else heading,
                unit=assignment.participation.unit.name,
                person=assignment.person,
                due=_days(assignment),
                least=least,
                state=_state_words(task),
            )
        if not duty.tasks:
            named = duty.activity.responsible
            yield AssignmentRow(heading, f"{named}（待落实）" if named else "待落实", "", "", least, "")


def _days(assignment: Assignment) -> str:
    """From when and by when: 6月1日（周一）起，6月20日（周六）."""
    starts_on, due_on = assignment.starts_on, assignment.due_on
    told = (f"{day_words(starts_on)}起" if starts_on else "", day_words(due_on) if due_on else "")
    return "，".join(filter(None, told))


def _state_words(task: Task) -> str:
    words = STATES[task.marker].word
    if task.held:
        words += f"，{task.held} 次"
    return f"{words}：{task.assignment.done_reason}" if task.assignment.done_reason else words


def assignment(request: HttpRequest, pk: int) -> HttpResponse:
    """Who does one task in a unit, and by when; POST keeps it."""
    user = person(request)
    found = queries.assignment_for(user, pk)
    unit = found.participation.unit
    require(user, Permission.KEEP_RECORDS, unit.pk)
    initial = {name: getattr(found, name) for name in ("person", "starts_on", "due_on", "done_reason")}
    form = AssignmentForm(request.POST or None, initial=initial)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            campaigns.keep_assignment(assignment=found, **form.cleaned_data, by=user)
            messages.success(request, "任务分工已保存。")
            return redirect("reports:assignments", found.participation_id)
        status = 422
    context = {"assignment": found, "form": form, "people": people_in(unit)}
    return render(request, "reports/assignment.html", context, status=status)


def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an activity to more units, and settle the names that the program knew no unit for."""
    user = person(request)
    activity = activity_within(user, pk)
    require(user, Permission.ISSUE_CAMPAIGN, activity.campaign.unit_id)
    names, participations = unassigned_in(activity)
    form = AssignUnitsForm(request.POST or None, names=names, participations=participations)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                campaigns.assign_units(
                    activity=activity,
                    participations=list(form.cleaned_data["units"]),
                    settled=list(form.cleaned_data.get("settled", ())),
                    by=user,
                )
            except AnyueError as error:
                form.add_error(None, error.message)
                status = error.problem.status
            else:
                messages.success(request, "责任单位已落实。")
                return redirect("reports:assignments", root_of(activity.campaign).pk)
    context = {"activity": activity, "form": form, "root": root_of(activity.campaign)}
    return render(request, "reports/assign.html", context, status=status)
