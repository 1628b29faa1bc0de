"""Pages: notices from import to issue, and what a unit received."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns import actions, queries, reviewing
from anyue.campaigns.forms import ImportForm, RecipientsForm, RelayForm, ShiftForm
from anyue.campaigns.models import Notice
from anyue.campaigns.outline import burden_of, outline_of
from anyue.core.errors import AnyueError
from anyue.core.notice import Plan
from anyue.core.schedule import first_due, last_due
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import may, my_units_with, recipients_for
from anyue.web.fields import hidden_number


@require_GET
def notices(request: HttpRequest) -> HttpResponse:
    """The notices that a person's units imported."""
    user = person(request)
    return render(request, "campaigns/notices.html", {"notices": queries.notices_of(user)})


def import_notice(request: HttpRequest) -> HttpResponse:
    """Paste or upload a notice, and go on to what was read from it."""
    user = person(request)
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        units=my_units_with(user, Permission.IMPORT_NOTICE),
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            name, data = form.content()
            try:
                notice = actions.import_notice(unit=form.cleaned_data["unit"], name=name, data=data, by=user)
            except AnyueError as error:
                form.add_error("file" if form.cleaned_data.get("file") else "text", error.message)
            else:
                messages.success(request, "通知已读取，请对照原文逐项核对。", extra_tags="import-notice")
                return redirect("campaigns:review", notice.pk)
        status = 422
    return render(request, "campaigns/import.html", {"form": form}, status=status)


def _years_ahead(plan: Plan) -> int:
    """The smallest number of whole years that puts the plan's first deadline today or later."""
    first = first_due(plan)
    if first is None:
        return 0
    today = clock.today()
    years = today.year - first.year + ((first.month, first.day) < (today.month, today.day))
    return max(0, years)


def _is_past(plan: Plan) -> bool:
    last = last_due(plan)
    return last is not None and timezone.make_aware(last) < clock.now()


def _editable(notice: Notice) -> bool:
    return notice.archived_at is None and not hasattr(notice, "campaign")


@require_GET
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """The words of a notice beside the plan that was read from them."""
    user = person(request)
    notice = queries.notice_for(user, pk)
    plan = notice.read_plan()
    is_own = may(user, Permission.IMPORT_NOTICE, notice.unit_id)
    context = {
        "notice": notice,
        "plan": plan,
        "outline": outline_of(plan),
        "marks": reviewing.marks_of(plan),
        "is_editable": _editable(notice) and is_own,
        "root": queries.root_of(notice.campaign) if is_own and hasattr(notice, "campaign") else None,
        "is_past": _is_past(plan),
        "years_ahead": _years_ahead(plan),
        "corrected": notice.plan != notice.plan_read,
    }
    return render(request, "campaigns/review.html", context)


@require_GET
def notice_words(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice's full text with its marks, for those who received it."""
    notice = queries.notice_for(person(request), pk)
    plan = notice.read_plan()
    return render(
        request,
        "campaigns/words.html",
        {"notice": notice, "plan": plan, "marks": reviewing.marks_of(plan)},
    )


def correct(request: HttpRequest, pk: int, section: str, index: int) -> HttpResponse:
    """Correct one item of a plan, or add one; a change somebody else made meanwhile is never overwritten."""
    user = person(request)
    notice = queries.notice_to_prepare(user, pk, Permission.IMPORT_NOTICE)
    plan = notice.read_plan()
    if not reviewing.accepts(plan, section, index):
        raise Http404
    make = reviewing.CORRECTIONS[section]
    extra: dict[str, Any] = {"plan": plan} if section == "deadlines" else {}
    form = make(request.POST or None, initial=make.initial_of(plan, index), **extra)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                actions.correct_notice(
                    notice=notice,
                    plan=form.apply(plan, index),
                    revision=hidden_number(request.POST.get("revision", "")),
                    by=user,
                    what=reviewing.key_of(section, index),
                )
            except AnyueError as error:
                form.add_error(None, error.message)
                status = error.problem.status
            else:
                messages.success(request, "已保存更正。", extra_tags=f"correct-{pk}-{section}-{index}")
                return redirect(f"{_review_url(notice)}#{reviewing.key_of(section, index)}")
        else:
            status = 422
    source, source_marks = reviewing.source_of(plan, section, index)
    context = {
        "notice": notice,
        "form": form,
        "section": section,
        "section_name": reviewing.SECTIONS[section],
        "index": index,
        "is_new": index >= reviewing.size_of(plan, section),
        "source": source,
        "source_marks": source_marks,
    }
    return render(request, "campaigns/correct.html", context, status=status)


def _review_url(notice: Notice) -> str:
    return f"/notices/{notice.pk}/"


@require_POST
def remove(request: HttpRequest, pk: int, section: str, index: int) -> HttpResponse:
    """Take one item out of a plan."""
    user = person(request)
    notice = queries.notice_to_prepare(user, pk, Permission.IMPORT_NOTICE)
    plan = notice.read_plan()
    if section == "header" or section not in reviewing.SECTIONS or index >= reviewing.size_of(plan, section):
        raise Http404
    actions.correct_notice(
        notice=notice,
        plan=reviewing.without(plan, section, index),
        revision=hidden_number(request.POST.get("revision", "")),
        by=user,
        what=f"remove {reviewing.key_of(section, index)}",
    )
    messages.success(request, "已从方案中删去一项，原文不变。")
    return redirect("campaigns:review", pk)


@require_POST
def settle_past(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer the question that a past notice asks: keep it as an archive, or move it by whole years."""
    user = person(request)
    notice = queries.notice_to_prepare(user, pk, Permission.IMPORT_NOTICE)
    if request.POST.get("choice") == "archive":
        actions.archive_notice(notice=notice, by=user)
        messages.success(request, "已存档。存档的通知只供查阅。")
        return redirect("campaigns:notices")
    form = ShiftForm(request.POST)
    if form.is_valid():
        actions.shift_notice(notice=notice, years=form.cleaned_data["years"], by=user)
        messages.success(request, f"全部日期已顺延 {form.cleaned_data['years']} 年，请核对。")
    else:
        messages.error(request, "顺延年数请填 1 至 30 之间的整数。")
    return redirect("campaigns:review", pk)


def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose recipients and issue."""
    user = person(request)
    notice = queries.notice_to_prepare(user, pk, Permission.ISSUE_CAMPAIGN)
    units = recipients_for(user, notice.unit)
    form = RecipientsForm(request.POST or None, units=units, initial={"units": [unit.pk for unit in units]})
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                campaign = actions.issue_campaign(
                    notice=notice,
                    recipients=list(form.cleaned_data["units"]),
                    revision=hidden_number(request.POST.get("revision", "")),
                    by=user,
                )
            except AnyueError as error:
                form.add_error(None, error.message)
                status = error.problem.status
            else:
                count = len(form.cleaned_data["units"])
                messages.success(request, f"已下发给 {count} 个单位。")
                return redirect("reports:overview", queries.root_of(campaign).pk)
        else:
            status = 422
    plan = notice.read_plan()
    burden = burden_of(plan)
    chosen = len(form["units"].value() or ())
    typed, sendings = sum(line.typed for line in burden), sum(line.times for line in burden)
    context = {
        "notice": notice,
        "plan": plan,
        "form": form,
        "is_past": _is_past(plan),
        "burden": burden,
        "chosen": chosen,
        "typed": typed,
        "sendings": sendings,
        "all_typed": typed * chosen,
        "all_sendings": sendings * chosen,
    }
    return render(request, "campaigns/issue.html", context, status=status)


@require_GET
def participation(request: HttpRequest, pk: int) -> HttpResponse:
    """What one unit was asked: the notice, its activities and deadlines, and what to do next."""
    user = person(request)
    found = queries.participation_for(user, pk)
    campaign = queries.campaign_for(user, found.campaign_id)
    context = {
        "participation": found,
        "campaign": campaign,
        "activities": campaign.activities.all(),
        "deadlines": [
            (deadline, [(one, queries.due_at(one, found)) for one in deadline.occurrences.all()])
            for deadline in queries.deadlines_of(campaign)
        ],
        "is_own": found.unit in my_units_with(user, Permission.ACKNOWLEDGE_NOTICE),
        "inferiors": queries.inferiors_of(found),
        "now": clock.now(),
    }
    return render(request, "campaigns/participation.html", context)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    """Acknowledge a notice."""
    user = person(request)
    actions.acknowledge_notice(participation=queries.participation_for(user, pk), by=user)
    messages.success(request, "已签收，要报送的内容已列入应办事项。")
    return redirect("campaigns:participation", pk)


def relay(request: HttpRequest, pk: int) -> HttpResponse:
    """Relay a campaign to units below."""
    user = person(request)
    found = queries.own_participation_for(user, pk)
    units = queries.open_to_relay(user, found)
    form = RelayForm(request.POST or None, units=units)
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                joined = actions.relay_campaign(
                    participation=found,
                    recipients=list(form.cleaned_data["units"]),
                    hours_earlier=form.cleaned_data["hours_earlier"],
                    instructions=form.cleaned_data["instructions"],
                    by=user,
                )
            except AnyueError as error:
                form.add_error(None, error.message)
                status = error.problem.status
            else:
                messages.success(request, f"已转发给 {len(joined)} 个单位。")
                return redirect("reports:overview", pk)
        else:
            status = 422
    context = {"participation": found, "form": form, "units": units}
    return render(request, "campaigns/relay.html", context, status=status)
