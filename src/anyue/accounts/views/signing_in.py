"""Pages: signing in and out."""

from math import ceil
from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from anyue import clock
from anyue.accounts import actions
from anyue.accounts.forms import SignInForm
from anyue.accounts.models import User
from anyue.web.words import waiting_time


class SignInView(LoginView):
    """Account and password; a person who is signed in already is sent home."""

    template_name = "registration/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Sign in, and put it on the trail."""
        response = super().form_valid(form)
        user = form.get_user()
        if isinstance(user, User):
            actions.note_sign_in(by=user)
        return response


class SignOutView(LogoutView):
    """Sign out by POST."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Put it on the trail while it is known who it is, then sign out."""
        if isinstance(request.user, User):
            actions.note_sign_out(by=request.user)
        response = super().post(request, *args, **kwargs)
        return HttpResponse(response.content, status=response.status_code, headers=dict(response.headers))


def locked_out(
    request: HttpRequest, _credentials: dict[str, Any] | None = None, *_args: object
) -> HttpResponse:
    """Too many wrong passwords: says for how long, whether the account exists or not."""
    seconds = ceil((request.META["anyue.locked_until"] - clock.running()).total_seconds())
    context = {"is_locked": True, "wait": waiting_time(seconds)}
    response = render(request, "errors/429.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
