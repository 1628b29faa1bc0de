"""Pages: who acts for which unit, and one's own account."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from anyue import clock
from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.accounts.proof import recently_proved
from anyue.core.errors import AnyueError
from anyue.orgs import actions, queries
from anyue.orgs.actions import Appointed
from anyue.orgs.choices import RevealReason, Role
from anyue.orgs.forms import HandOverForm, InviteForm, ListForm, PostCodeForm, RevealForm
from anyue.orgs.models import Membership
from anyue.orgs.permissions import Permission
from anyue.web.fields import hidden_number, words_of

SHOWN = 200


def given(request: HttpRequest, to: User, *, link: str = "", code: str = "") -> dict[str, Any]:
    """What a page needs to show a one-time link or an invitation's code, this once; nothing for neither."""
    address = request.build_absolute_uri(reverse("accounts:enter", args=[link])) if link else ""
    place = request.build_absolute_uri(reverse("orgs:account"))
    return {"given_to": to, "given": address, "given_code": code, "code_place": place} if link or code else {}


def _given(request: HttpRequest, made: Appointed) -> dict[str, Any]:
    return given(request, made.post.user, link=made.link, code=made.shown)


def _post(membership: Membership) -> str:
    return f"{membership.unit.name}{membership.get_role_display()}"


def people_page(request: HttpRequest, user: User, *, status: int = 200, **said: object) -> HttpResponse:
    """Who acts for which unit, who waits, and what is to be shown this once."""
    sought = words_of(request.GET.get("q", ""), 40)
    units = queries.people_below(user, sought)
    rows = [(unit, list(unit.memberships.all())) for unit in units[:SHOWN]]
    context = {
        "rows": rows,
        "sought": sought,
        "more": max(0, units.count() - SHOWN),
        "invitations": queries.invitations_for(user),
        "renewals": queries.renewals_for(user),
        **said,
    }
    return render(request, "orgs/people.html", context, status=status)


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Who acts for the units that a person looks after."""
    return people_page(request, person(request))


@recently_proved
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a person to act for a unit."""
    user = person(request)
    start = {"unit": hidden_number(request.GET.get("unit", "")), "role": Role.LIAISON}
    units = queries.units_managed_by(user)
    form = InviteForm(request.POST or None, units=units, initial=start)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.invite(
                unit=typed["unit"],
                role=Role(typed["role"]),
                name=typed["name"],
                typed=typed["mobile"],
                by=user,
            )
        except AnyueError as error:
            form.add_error("mobile" if error.field else None, error.message)
        else:
            if shown := _given(request, made):
                return people_page(request, user, **shown)
            said = f"{typed['name']}已加入{typed['unit'].name}，用原来的手机号码和密码登录。"
            messages.success(request, said)
            return redirect("orgs:people")
    return render(request, "orgs/invite.html", {"form": form}, status=422 if form.errors else 200)


@recently_proved
def list_people(request: HttpRequest) -> HttpResponse:
    """Paste a list of liaisons, and get the codes to hand over."""
    user = person(request)
    form = ListForm(request.POST or None, units=queries.units_managed_by(user))
    if request.method == "POST" and form.is_valid():
        try:
            listed = actions.list_people(entries=form.cleaned_data["lines"], by=user)
        except AnyueError as error:
            form.add_error("lines", error.message)
        else:
            context = {
                "listed": listed,
                "has_known": any(not one.code for one in listed),
                "has_waiting": any(one.waits for one in listed),
            }
            return render(request, "orgs/list.html", context)
    return render(request, "orgs/list.html", {"form": form}, status=422 if form.errors else 200)


def _person_page(
    request: HttpRequest,
    membership: Membership,
    *,
    is_managed: bool,
    form: HandOverForm | None = None,
    status: int = 200,
    **said: object,
) -> HttpResponse:
    context = {
        "membership": membership,
        "is_managed": is_managed,
        "is_last": queries.is_last_filling(membership),
        "form": form or HandOverForm(),
        "reveal": RevealForm(),
        **said,
    }
    return render(request, "orgs/person.html", context, status=status)


@require_GET
def one_person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person in one unit: hand over, stop, a link, the number."""
    membership, is_managed = queries.membership_for(person(request), pk)
    return _person_page(request, membership, is_managed=is_managed)


@recently_proved
@require_POST
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the role to a successor, whose one-time link is shown this once."""
    user = person(request)
    membership, is_managed = queries.membership_for(user, pk)
    form = HandOverForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            made = actions.hand_over(
                membership=membership,
                by=user,
                name=typed["name"],
                typed=typed["mobile"],
                on=typed["on"],
            )
        except AnyueError as error:
            form.add_error(error.field, error.message)
        else:
            if not made.waits:
                messages.success(request, _handed_over(membership, typed["name"], typed["on"]))
            page = people_page if is_managed else account_page
            return page(request, user, **_given(request, made))
    return _person_page(request, membership, is_managed=is_managed, form=form, status=422)


def _handed_over(membership: Membership, name: str, on: date | None) -> str:
    post = _post(membership)
    if on is None or on <= clock.today():
        return f"{post}已交接给{name}。"
    return f"{post}自{on.month}月{on.day}日起交接给{name}，此前两人都可以办理。"


@recently_proved
@require_POST
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a role that was to pass on stay where it is."""
    user = person(request)
    membership, is_managed = queries.membership_for(user, pk)
    try:
        actions.call_off_handover(membership=membership, by=user)
    except AnyueError as error:
        return _person_page(
            request, membership, is_managed=is_managed, error=error, status=error.problem.status
        )
    messages.success(request, f"已取消预定交接，{membership.user.name}继续担任{_post(membership)}。")
    return redirect("orgs:people" if is_managed else "orgs:account")


@recently_proved
@require_POST
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person act no longer for a unit."""
    user = person(request)
    membership, is_managed = queries.membership_for(user, pk)
    try:
        actions.stop(membership=membership, by=user, even_if_last="even_if_last" in request.POST)
    except AnyueError as error:
        return _person_page(
            request, membership, is_managed=is_managed, error=error, status=error.problem.status
        )
    messages.success(
        request, f"{membership.user.name}不再担任{membership.unit.name}{membership.get_role_display()}。"
    )
    return redirect("orgs:people")


@recently_proved
@require_POST
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """A one-time link for a person, shown this once."""
    user = person(request)
    membership, is_managed = queries.membership_for(user, pk)
    try:
        secret = actions.hand_link(user=membership.user, by=user)
    except AnyueError as error:
        return _person_page(
            request, membership, is_managed=is_managed, error=error, status=error.problem.status
        )
    shown = given(request, membership.user, link=secret)
    return _person_page(request, membership, is_managed=is_managed, **shown)


@recently_proved
@require_POST
def reveal(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole number of a person, this once."""
    user = person(request)
    membership, is_managed = queries.membership_for(user, pk)
    form = RevealForm(request.POST)
    if not form.is_valid():
        return _person_page(request, membership, is_managed=is_managed, status=422)
    reason = RevealReason(form.cleaned_data["reason"])
    number = actions.reveal_mobile(membership=membership, reason=reason, by=user)
    return _person_page(request, membership, is_managed=is_managed, number=number)


def account_page(
    request: HttpRequest,
    user: User,
    *,
    form: PostCodeForm | None = None,
    status: int = 200,
    **said: object,
) -> HttpResponse:
    """One's own account, with what is to be shown this once."""
    context = {
        "me": user,
        "posts": queries.posts_of(user),
        "may_make_tokens": Permission.MANAGE_TOKENS in queries.permissions_of(user),
        "form": form or PostCodeForm(),
        "invitations": queries.invitations_replacing(user),
        **said,
    }
    return render(request, "orgs/account.html", context, status=status)


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """One's own account: name, number, units."""
    return account_page(request, person(request))
