"""How a request finds its person, and how a code that was handed out stands for a password."""

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from anyue.accounts.models import User
from anyue.accounts.queries import key_of_code
from anyue.accounts.sessions import SessionStore


def person_of(request: HttpRequest) -> User | AnonymousUser:
    """The person of the session, fetched with it; Django's own look-up where that does not settle it.

    As in Django, a session made before the password was changed is worth nothing.
    """
    session = request.session
    told = session.get(SESSION_KEY)
    person = session.person if isinstance(session, SessionStore) else None
    if (
        person is not None
        and str(person.pk) == told
        and person.is_active
        and constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash())
    ):
        return person
    found = get_user(request)
    return found if isinstance(found, User) else AnonymousUser()


class CodeBackend(BaseBackend):
    """Knows a person by their number and the code that goes with it; wrong codes count like passwords.

    The key stays until `accounts.actions.enter` uses it up.
    """

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002  Django passes it.
        username: str = "",
        code: str | None = None,
        **_others: object,
    ) -> User | None:
        """The person, or None where there is no code, or a wrong one."""
        key = key_of_code(username, code) if code else None
        return key.user if key else None
