"""Pages: choosing recipients, and what a past notice asks."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.burden import Estimate, estimate
from anyue.campaigns.forms import CarriesOutForm, IssueForm, ShiftForm
from anyue.campaigns.forms.burden import MinutesForm
from anyue.campaigns.forms.times import GraceAndLockForm
from anyue.campaigns.past import is_past
from anyue.campaigns.reviewing.entries import page_of
from anyue.core.errors import AnyueError
from anyue.orgs.actions import require, save_group
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import chosen_group, groups_of, recipients_for
from anyue.web.fields import hidden_number


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
    """Choose recipients, by hand or by a saved group, and issue."""
    user = person(request)
    notice = queries.notice_to_prepare(user, pk, Permission.ISSUE_CAMPAIGN)
    units = recipients_for(user, notice.unit)
    groups = list(groups_of(notice.unit))
    group = chosen_group(groups, request.GET.get("group", ""))
    chosen = units if group is None else group.members.all()
    form = IssueForm(request.POST or None, units=units, initial={"units": [unit.pk for unit in chosen]})
    times = GraceAndLockForm(request.POST or None)
    minutes = MinutesForm(request.POST or None)
    carries_out = CarriesOutForm(request.POST or None, roots=queries.carried_out_by(notice.unit))
    page = {
        "notice": notice,
        "units": units,
        "form": form,
        "times": times,
        "minutes": minutes,
        "carries_out": carries_out,
        "groups": groups,
        "group": group,
    }
    if request.method != "POST" or "estimate" in request.POST:
        return _page(request, page)
    try:
        if "save_group" in request.POST:
            saved = form.is_valid() and save_group(
                owner=notice.unit,
                name=form.cleaned_data["group_name"],
                units=list(form.cleaned_data["units"]),
                by=user,
            )
            return _page(request, {**page, "saved": saved}, status=200 if saved else 422)
        if all([form.is_valid(), times.is_valid(), minutes.is_valid(), carries_out.is_valid()]):
            campaign = actions.issue_campaign(
                notice=notice,
                recipients=list(form.cleaned_data["units"]),
                **times.cleaned_data,
                **carries_out.cleaned_data,
                cost=minutes.minutes(),
                revision=hidden_number(request.POST.get("revision", "")),
                by=user,
            )
            messages.success(request, f"已下发给 {len(form.cleaned_data['units'])} 个单位。")
            return redirect("reports:overview", queries.root_of(campaign).pk)
    except AnyueError as error:
        form.add_error(error.field, error.message)
        return _page(request, page, status=error.problem.status)
    return _page(request, page, status=422)


def _page(request: HttpRequest, page: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page of a notice with what it asks of each unit and of all that are chosen."""
    notice, form = page["notice"], page["form"]
    plan = notice.read_plan()
    chosen = {str(pk) for pk in form["units"].value() or ()}
    units = [unit for unit in page["units"] if str(unit.pk) in chosen]
    burden = estimate(plan, units, page["minutes"].minutes(), clock.now())
    context = {
        **page,
        "may_keep_groups": True,
        "plan": plan,
        "is_past": is_past(plan),
        "open_count": page_of(notice.reviewed()).open_count,
        "burden": burden,
    }
    return render(request, "campaigns/issue.html", context, status=status)


@require_GET
def burden(request: HttpRequest, pk: int) -> HttpResponse:
    """The burden of a campaign as it was estimated when it was issued, for those who issued it."""
    user = person(request)
    campaign = queries.campaign_for(user, pk)
    require(user, Permission.ISSUE_CAMPAIGN, campaign.unit_id)
    if campaign.burden is None:
        raise Http404
    context = {
        "campaign": campaign,
        "root": queries.root_of(campaign),
        "burden": Estimate.from_json(campaign.burden),
    }
    return render(request, "campaigns/burden.html", context)
