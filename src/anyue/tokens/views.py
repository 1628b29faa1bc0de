"""Page: the tokens of a person; making one and revoking one."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from anyue.accounts.person import person
from anyue.accounts.proof import recently_proved
from anyue.core.errors import AnyueError
from anyue.core.errors.tokens import TOKENS_NOT_ALLOWED
from anyue.orgs.models import Membership
from anyue.tokens import actions, queries
from anyue.tokens.forms import TokenForm


def tokens(request: HttpRequest) -> HttpResponse:
    """A person's tokens, and the form for a new one; POST makes it."""
    user = person(request)
    memberships = queries.memberships_for_tokens(user)
    if not memberships:
        raise AnyueError(TOKENS_NOT_ALLOWED)
    if request.method == "POST":
        return _make(request, memberships)
    return _page(request, TokenForm(memberships=memberships))


@recently_proved
def _make(request: HttpRequest, memberships: QuerySet[Membership]) -> HttpResponse:
    """Only this answer shows the secret."""
    form = TokenForm(request.POST, memberships=memberships)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        made = actions.make_token(**form.cleaned_data, by=person(request))
    except AnyueError as error:
        form.add_error(error.field, error.message)
        return _page(request, form, status=error.problem.status)
    return _page(request, TokenForm(memberships=memberships), secret=made.secret)


def _page(request: HttpRequest, form: TokenForm, *, secret: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "tokens": queries.tokens_of(person(request)), "secret": secret}
    return render(request, "tokens/tokens.html", context, status=status)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a token."""
    user = person(request)
    token = queries.token_for(user, pk)
    actions.revoke_token(token=token, by=user)
    messages.success(request, f"令牌“{token.name}”已撤销，立即失效。")
    return redirect("tokens:tokens")
