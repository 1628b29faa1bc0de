"""Addresses for tests of the shared front: its own, the page of components, and pages that go wrong."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path

from anyue.core.errors import AnyueError, Problem
from anyue.web import views


class SignInForm(forms.Form):
    account = forms.CharField(label="账号")
    password = forms.CharField(label="密码", widget=forms.PasswordInput)


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if form.is_valid():
        form.add_error(None, "账号或密码不对。")
    return render(request, "registration/sign_in.html", {"form": form})


@login_not_required
def broken(_request: HttpRequest) -> HttpResponse:
    raise AnyueError(
        Problem("sheet_closed", "“{form}”已停止填报。请联系下发单位。", status=409), form="统计表"
    )


@login_not_required
def without_database(_request: HttpRequest) -> HttpResponse:
    message = "server closed the connection unexpectedly"
    raise OperationalError(message)


urlpatterns = [
    path("", include("anyue.web.urls")),
    path("components/", views.components),
    path("sign-in/", sign_in),
    path("broken/", broken),
    path("without-database/", without_database),
    path("api/without-database/", without_database),
]
handler404 = "anyue.web.views.not_found"
handler500 = "anyue.web.views.server_error"
