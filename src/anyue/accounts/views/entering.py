"""Pages: coming in with a one-time link."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from anyue.accounts import actions
from anyue.accounts.forms import NewPasswordForm
from anyue.accounts.models import User
from anyue.accounts.queries import key_of_link
from anyue.core.errors import KEY_SPENT, AnyueError


def let_in(request: HttpRequest, user: User) -> None:
    """Sign a person in who has just proved who they are, and put it on the trail."""
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    actions.note_sign_in(by=user)


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Set a password and come in. Only the form uses the link up: chat programs open links by themselves."""
    key = key_of_link(secret)
    if key is None:
        raise AnyueError(KEY_SPENT)
    form = NewPasswordForm(request.POST or None, user=key.user)
    if request.method == "POST" and form.is_valid():
        let_in(request, actions.enter(key=key, password=form.cleaned_data["password"], by=key.user))
        return redirect("home")
    context = {"form": form, "name": key.user.name}
    return render(request, "registration/enter.html", context, status=422 if form.errors else 200)
