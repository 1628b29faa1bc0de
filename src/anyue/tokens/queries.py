"""Reads: a person's tokens, and who a secret speaks for."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.orgs.models import Membership
from anyue.orgs.permissions import Mandate, Permission, roles_with
from anyue.orgs.queries import act_under
from anyue.tokens.models import Token


def tokens_of(user: User) -> QuerySet[Token]:
    """A person's tokens, newest first; one query."""
    return Token.objects.visible_to(user).select_related("membership__unit", "membership__user")


def token_for(user: User, pk: int) -> Token:
    """One of a person's tokens; 404 otherwise. One query."""
    return get_object_or_404(tokens_of(user), pk=pk)


def memberships_for_tokens(user: User) -> QuerySet[Membership]:
    """A person's memberships for which they may make tokens; one query."""
    own = Membership.objects.of(user).filter(role__in=roles_with(Permission.MANAGE_TOKENS))
    return own.select_related("unit").order_by("unit__position", "unit_id")


def token_of(secret: str) -> Token | None:
    """The token in force of a secret; its person's object acts under the token's mandate alone. One query."""
    token = Token.objects.opened_by(secret).first()
    if token is not None:
        act_under(token.membership.user, Mandate(token.membership_id, token.permissions))
    return token
