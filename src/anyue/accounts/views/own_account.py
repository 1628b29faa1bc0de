"""Pages: one's own account: password, second factor, where one is signed in."""

from io import BytesIO

import segno
from django.contrib import messages
from django.contrib.auth import authenticate, update_session_auth_hash
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from anyue.accounts import actions, queries, totp
from anyue.accounts.credential_forms import ChangePasswordForm, CodeForm, FirstCodeForm
from anyue.accounts.middleware import must_change_password
from anyue.accounts.person import person
from anyue.accounts.proof import (
    FACTOR_OWED,
    FACTOR_PROVED,
    has_factor,
    must_have_factor,
    note_proof,
    recently_proved,
)
from anyue.core.errors import PASSWORD_WRONG, AnyueError

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@_PAGE
def code(request: HttpRequest) -> HttpResponse:
    """The second factor, after the password."""
    user = person(request)
    if request.session.get(FACTOR_PROVED) or not request.session.get(FACTOR_OWED):
        return redirect(_next(request))
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.prove_factor(typed=form.cleaned_data["code"], by=user)
        except AnyueError as wrong:
            form.add_error("code", wrong.message)
        else:
            request.session.cycle_key()
            request.session[FACTOR_PROVED] = True
            note_proof(request)
            return redirect(_next(request))
    context = {"form": form, "next": _next(request)}
    return render(request, "accounts/code.html", context, status=422 if form.errors else 200)


@_PAGE
def password(request: HttpRequest) -> HttpResponse:
    """A new password; the other sessions end."""
    user = person(request)
    form = ChangePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        if authenticate(request, username=user.account, password=form.cleaned_data["present"]) is None:
            form.add_error("present", PASSWORD_WRONG.message)
        else:
            key = request.session.session_key
            actions.change_password(password=form.cleaned_data["password"], keep=key, by=user)
            update_session_auth_hash(request, user)
            note_proof(request)
            messages.success(request, "密码已修改，在其他电脑和手机上的登录已经结束。")
            return redirect(_next(request, "accounts:account"))
    context = {"form": form, "is_owed": must_change_password(user), "next": _next(request, "")}
    return render(request, "accounts/password.html", context, status=422 if form.errors else 200)


@require_GET
def account(request: HttpRequest) -> HttpResponse:
    """Where one is signed in, and what protects the account."""
    user = person(request)
    context = {
        "sessions": queries.sessions_of(user),
        "present": request.session.session_key,
        "has_factor": has_factor(user),
        "password_set_at": user.password_set_at,
    }
    return render(request, "accounts/account.html", context)


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """End one of one's own sessions, named by its mark."""
    session = queries.own_session(person(request), request.POST.get("mark", ""))
    if session is None:
        raise Http404
    actions.end_sessions(sessions=[session], by=person(request))
    messages.success(request, "已结束这一处的登录。")
    return redirect("accounts:account")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    user = person(request)
    others = [s for s in queries.sessions_of(user) if s.pk != request.session.session_key]
    actions.end_sessions(sessions=others, by=user)
    messages.success(request, "其他各处的登录都已结束。")
    return redirect("accounts:account")


@recently_proved
@_PAGE
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up the second factor, renew its recovery codes, or go without it again."""
    user, act = person(request), request.POST.get("act", "")
    form = FirstCodeForm(request.POST if act == "confirm" else None)
    codes: list[str] = []
    if act == "begin":
        actions.begin_factor(by=user)
        return redirect("accounts:second-factor")
    if act == "remove":
        actions.remove_factor(is_required=must_have_factor(user), by=user)
        messages.success(request, "动态口令已停用。")
        return redirect("accounts:account")
    if act == "renew":
        codes = actions.renew_recovery_codes(by=user)
    if act == "confirm" and form.is_valid():
        try:
            codes = actions.confirm_factor(typed=form.cleaned_data["code"], by=user)
        except AnyueError as wrong:
            form.add_error("code", wrong.message)
        else:
            request.session[FACTOR_PROVED] = True
    secret = queries.secret_to_confirm(user)
    context = {
        "form": form,
        "codes": codes,
        "key": totp.typed_key(secret) if secret else "",
        "has_factor": has_factor(user),
        "is_required": must_have_factor(user),
        "codes_left": queries.recovery_codes_left(user),
    }
    return render(request, "accounts/second_factor.html", context, status=422 if form.errors else 200)


@require_GET
def factor_code(request: HttpRequest) -> HttpResponse:
    """The secret as a QR code, until it is confirmed."""
    user = person(request)
    secret = queries.secret_to_confirm(user)
    if secret is None:
        raise Http404
    out = BytesIO()
    drawn = segno.make(totp.enrolment_address(secret, user.account), error="m", micro=False)
    drawn.save(out, kind="svg", scale=5, border=4, light="#fff")
    return HttpResponse(out.getvalue(), content_type="image/svg+xml")


def _next(request: HttpRequest, default: str = "home") -> str:
    page = request.POST.get("next") or request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure()):
        return page
    return default
