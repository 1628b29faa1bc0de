"""Pages: joining by the link of a work group, and the office's side of it."""

from io import BytesIO

import segno
from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyue.accounts.actions import enter
from anyue.accounts.entry_codes import read_code
from anyue.accounts.models import User
from anyue.accounts.person import person
from anyue.accounts.queries import account_named, key_of_code
from anyue.accounts.views.entering import let_in
from anyue.campaigns import actions, queries
from anyue.campaigns.forms.joining import JoinForm
from anyue.campaigns.models import JoinLink, Participation
from anyue.core.errors import JOIN_CLOSED, AnyueError
from anyue.orgs.actions import Appointed, require
from anyue.orgs.permissions import Permission
from anyue.orgs.queries import my_units
from anyue.orgs.views.people import given
from anyue.web.fields import words_of

SESSION_KEY = "asked_to_join"
SHOWN = 100
MANY = 20
"""From so many units on, the page offers to search for one."""


def _open_link(secret: str) -> JoinLink:
    link = queries.join_link_of(secret)
    if link is None:
        raise AnyueError(JOIN_CLOSED)
    return link


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, secret: str) -> HttpResponse:
    """Pick a unit, give name and number, and wait for the office; or come in at once with its code."""
    link = _open_link(secret)
    units = queries.units_of_link(link)
    sought = words_of(request.GET.get("q", ""), 40)
    form = JoinForm(request.POST or None, units=units.filter(name__contains=sought) if sought else units)
    if request.method == "POST" and form.is_valid():
        answer = _with_code(request, form) if form.cleaned_data["code"] else _ask(request, link, form)
        if answer is not None:
            return answer
    context = {"form": form, "link": link, "sought": sought, "many": units.count() > MANY}
    return render(request, "campaigns/join.html", context, status=422 if form.errors else 200)


def _ask(request: HttpRequest, link: JoinLink, form: JoinForm) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        asked = actions.ask_to_join(
            link=link,
            unit=given["unit"],
            name=given["name"],
            typed=given["mobile"],
            password=given["password"],
            by=request.user if isinstance(request.user, User) else None,
        )
    except AnyueError as error:
        form.add_error(None, error.message)
        return None
    request.session[SESSION_KEY] = asked.pk
    return redirect("campaigns:joined", link.secret)


def _with_code(request: HttpRequest, form: JoinForm) -> HttpResponse | None:
    """Come in with the code of the number; whatever is wrong with either, the answer is the same."""
    given = form.cleaned_data
    account = account_named(given["mobile"])
    user = authenticate(request, username=account, code=read_code(given["code"]))
    key = key_of_code(account, given["code"]) if user is not None else None
    if key is None:
        form.add_error(
            "code", "验证码与手机号码对不上，或者已经用过、已过期。请核对后再填，或留空，由办公室同意后进入。"
        )
        return None
    entered = enter(key=key, password=given["password"], by=key.user)
    let_in(request, entered)
    if given["unit"] not in my_units(entered):
        messages.info(request, f"您还不是{given['unit'].name}的联络员。如需加入，请联系办公室。")
    return redirect("home")


@require_GET
def joined(request: HttpRequest, secret: str) -> HttpResponse:
    """What to do after asking; the same for everybody, until the office has said its word and after it."""
    pk = request.session.get(SESSION_KEY)
    if not isinstance(pk, int):
        return redirect("campaigns:join", secret)
    return render(request, "campaigns/joined.html", {"asked": queries.still_waits(pk), "secret": secret})


def _own(request: HttpRequest, pk: int) -> Participation:
    """The participation of a person who may say who joins its units; 404 or NOT_ALLOWED otherwise."""
    user = person(request)
    participation = queries.own_participation_for(user, pk)
    require(user, Permission.MANAGE_PEOPLE_BELOW, participation.unit_id)
    return queries.participation_for(user, pk)


def _page(request: HttpRequest, participation: Participation, **said: object) -> HttpResponse:
    link = queries.join_link_at(participation)
    waiting = queries.waiting_to_join(person(request)).filter(participation=participation)
    context = {
        "participation": participation,
        "link": link,
        "address": request.build_absolute_uri(reverse("campaigns:join", args=[link.secret])) if link else "",
        "waiting": waiting[:SHOWN],
        "count": waiting.count(),
        **said,
    }
    return render(request, "campaigns/joining.html", context)


@require_GET
def joining(request: HttpRequest, pk: int) -> HttpResponse:
    """The office's side: the link and its QR code, and who waits."""
    return _page(request, _own(request, pk))


@require_POST
def change_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, renew or close the link; or turn everybody away who waits."""
    participation, user = _own(request, pk), person(request)
    act = request.POST.get("act")
    if act in {"open", "renew"}:
        actions.open_join_link(participation=participation, by=user)
        said = "加入链接已更换，以前的链接不能再用。" if act == "renew" else "加入链接已开通。"
        messages.success(request, f"{said}请转发到工作群。")
    elif act == "close":
        actions.close_join_link(participation=participation, by=user)
        messages.success(request, "加入链接已关闭。")
    elif act == "turn-all-away":
        count = actions.turn_all_away(participation=participation, by=user)
        messages.success(request, f"{count} 份申请都没有同意，申请内容已删除。")
    else:
        raise Http404
    return redirect("campaigns:joining", pk)


@require_GET
def link_code(request: HttpRequest, pk: int) -> HttpResponse:
    """The link as a QR code."""
    link = queries.join_link_at(_own(request, pk))
    if link is None:
        raise Http404
    address = request.build_absolute_uri(reverse("campaigns:join", args=[link.secret]))
    picture = BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=4, border=3, light="white")
    return HttpResponse(picture.getvalue(), content_type="image/svg+xml")


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no to one who waits; a one-time link that comes of it is shown this once."""
    user = person(request)
    asked = queries.join_request_for(user, pk)
    participation = asked.participation
    if request.POST.get("act") == "yes":
        try:
            appointed = actions.let_join(request=asked, by=user)
        except AnyueError as error:
            return _page(request, participation, error=error)
        return _admitted(request, participation, appointed)
    if request.POST.get("act") != "no":
        raise Http404
    actions.turn_away(request=asked, by=user)
    messages.success(request, f"没有同意{asked.name}加入{asked.unit.name}，申请内容已删除。")
    return redirect("campaigns:joining", participation.pk)


def _admitted(request: HttpRequest, participation: Participation, appointed: Appointed) -> HttpResponse:
    post = appointed.post
    if shown := given(request, post.user, link=appointed.link, code=appointed.shown):
        return _page(request, participation, **shown)
    messages.success(request, f"{post.user.name}已加入{post.unit.name}，可以用手机号码登录。")
    return redirect("campaigns:joining", participation.pk)
