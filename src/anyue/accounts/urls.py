"""Addresses of signing in and out, of coming in with a one-time link, and of the trail."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from anyue.accounts import views
from anyue.accounts.views import administration, own_account

app_name = "accounts"
urlpatterns = [
    path("sign-in/", login_not_required(views.SignInView.as_view()), name="sign-in"),
    path("enter/<str:secret>/", login_not_required(views.enter), name="enter"),
    path("sign-in/code/", own_account.code, name="code"),
    path("account/safety/", own_account.account, name="account"),
    path("account/password/", own_account.password, name="password"),
    path("account/sessions/end/", own_account.end_session, name="end-session"),
    path("account/sessions/end-others/", own_account.end_other_sessions, name="end-other-sessions"),
    path("administration/", administration.administration, name="administration"),
    path("administration/accounts/", administration.accounts, name="accounts"),
    path("administration/accounts/<int:pk>/", administration.act_on_account, name="act-on-account"),
    path("administration/settings/", administration.settings_in_force, name="settings"),
    path("administration/protection/", administration.protection, name="protection"),
    path("administration/protection/act/", administration.act_on_protection, name="act-on-protection"),
    path("second-factor/", own_account.second_factor, name="second-factor"),
    path("second-factor/code.svg", own_account.factor_code, name="factor-code"),
    path("trail/", views.trail, name="trail"),
    path("trail/export.<str:ending>", views.export_trail, name="export-trail"),
    path("sign-out/", views.SignOutView.as_view(), name="sign-out"),
]
