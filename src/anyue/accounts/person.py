"""The person behind a request."""

from django.http import HttpRequest

from anyue.accounts.models import User


def person(request: HttpRequest) -> User:
    """The person who is signed in; every page but the signing-in itself requires one."""
    if not isinstance(request.user, User):
        message = "This page was reached without signing in."
        raise TypeError(message)
    return request.user
