"""Pages: grace and lock of a campaign's deadlines, an occurrence called off, more time for one unit."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from anyue.accounts.person import person
from anyue.campaigns import actions, queries
from anyue.campaigns.asked import deadlines_of_notice, occurrence_asked_of
from anyue.campaigns.forms.times import DeadlineForm, ExtendForm, ReasonForm
from anyue.core.errors import AnyueError
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission


def _tell(form: forms.Form, error: AnyueError) -> int:
    """Show an error at its field, at the day for a moment; the status of the answer."""
    field = "day" if error.field == "due_at" else error.field
    form.add_error(field, error.message)
    return error.problem.status


def deadlines(request: HttpRequest, pk: int) -> HttpResponse:
    """All deadlines of a campaign with their grace and lock, and what was called off; POST sets them."""
    user = person(request)
    campaign = queries.campaign_for(user, pk)
    require(user, Permission.ISSUE_CAMPAIGN, campaign.unit_id)
    rows = [
        (
            deadline,
            DeadlineForm(
                request.POST or None,
                prefix=f"d{deadline.pk}",
                initial=DeadlineForm.initial_of(deadline),
            ),
        )
        for deadline in deadlines_of_notice(campaign)
        if deadline.occurrences.all()
    ]
    status = 200
    if request.method == "POST":
        # Every row is looked at before any is written, so that each shows what is wrong with it.
        are_valid = [form.is_valid() for _, form in rows]
        if all(are_valid):
            for deadline, form in rows:
                if form.is_other_than(deadline):
                    actions.set_grace_and_lock(deadline=deadline, **form.cleaned_data, by=user)
            messages.success(request, "已保存，对尚未报送的各单位即时生效。")
            return redirect("campaigns:deadlines", pk)
        status = 422
    context = {"campaign": campaign, "root": queries.root_of(campaign), "rows": rows}
    return render(request, "campaigns/deadlines.html", context, status=status)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Call an occurrence off, with a reason."""
    user = person(request)
    occurrence = queries.occurrence_within(user, pk)
    campaign = occurrence.deadline.campaign
    require(user, Permission.ISSUE_CAMPAIGN, campaign.unit_id)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.cancel_occurrence(occurrence=occurrence, reason=form.cleaned_data["reason"], by=user)
            except AnyueError as error:
                status = _tell(form, error)
            else:
                messages.success(request, f"已取消{occurrence.title}，并告知各单位。")
                return redirect("campaigns:deadlines", campaign.pk)
    context = {"occurrence": occurrence, "campaign": campaign, "form": form}
    return render(request, "campaigns/cancel.html", context, status=status)


def extend(request: HttpRequest, participation_pk: int, occurrence_pk: int) -> HttpResponse:
    """Give one unit more time for one occurrence."""
    user = person(request)
    participation = queries.participation_for(user, participation_pk)
    occurrence = occurrence_asked_of(participation, occurrence_pk)
    if participation.superior is None:
        raise Http404
    require(user, Permission.REVIEW_REPORT, participation.superior.unit_id)
    form = ExtendForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                actions.extend_time(
                    participation=participation,
                    occurrence=occurrence,
                    due_at=form.due_at(),
                    reason=form.cleaned_data["reason"],
                    by=user,
                )
            except AnyueError as error:
                status = _tell(form, error)
            else:
                messages.success(request, f"已延长{participation.unit.name}的时限，并告知该单位。")
                return redirect("campaigns:participation", participation.pk)
    context = {
        "participation": participation,
        "occurrence": occurrence,
        "times": queries.times_for(participation, occurrence),
        "form": form,
    }
    return render(request, "campaigns/extend.html", context, status=status)
