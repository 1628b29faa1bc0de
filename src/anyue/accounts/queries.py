"""Reads: people by what they sign in with."""

from django.db.models import Q, QuerySet

from anyue import clock
from anyue.accounts import sealing
from anyue.accounts.choices import AdministratorKind
from anyue.accounts.entry_codes import read_code
from anyue.accounts.models import Lock, OneTimeKey, RecoveryCode, SecondFactor, Session, User
from anyue.core.mobile import find_mobile


def user_with_number(number: str) -> User | None:
    """Who has this number of 11 digits; one query."""
    return User.objects.filter(mobile__index__in=sealing.indexes_of(number)).first()


def account_named(typed: str) -> str:
    """The account that somebody means who types an account or a mobile number, in any spelling.

    A number that is nobody's gives a name that no account has, one for all spellings of it, which holds the
    number in clear no more than a row would: wrong passwords are counted under it.
    """
    number = find_mobile(typed)
    if number is None:
        return typed
    user = user_with_number(number)
    return user.account if user else f"?{sealing.index_of(number)[:32]}"


def account_id(typed: str) -> int | None:
    """The id of the account that somebody means who types an account or an id; None where there is none."""
    is_id = typed.isascii() and typed.isdecimal() and len(typed) <= 15
    by = Q(account=typed) | Q(pk=int(typed)) if is_id else Q(account=typed)
    return User.objects.filter(by).order_by("pk").values_list("pk", flat=True).first()


def key_of_link(secret: str) -> OneTimeKey | None:
    """The key of a one-time link, with its person, while it opens; one query."""
    return OneTimeKey.objects.opened_by("link", secret).select_related("user").first()


def key_of_code(account: str, typed: str) -> OneTimeKey | None:
    """The key of a code typed by who claims this account, with its person, while it opens; two queries."""
    pk = User.objects.filter(account=account).values_list("pk", flat=True).first()
    keys = OneTimeKey.objects.opened_by(f"code:{pk}", read_code(typed)).filter(user=pk or 0)
    return keys.select_related("user").first()


def sessions_of(user: User) -> list[Session]:
    """Where a person is signed in now, the latest first; one query."""
    now = clock.running()
    sessions = Session.objects.filter(user=user).order_by("-seen_at", "-started_at")
    return [session for session in sessions if session.ends_at() > now]


def own_session(user: User, mark: str) -> Session | None:
    """The session that a page listed under this mark; one query."""
    return next((session for session in sessions_of(user) if session.mark() == mark), None)


def secret_to_confirm(user: User) -> bytes | None:
    """The secret of a second factor that is being set up; one query."""
    factor = SecondFactor.objects.filter(user=user, confirmed_at=None).first()
    if factor is None:
        return None
    return bytes.fromhex(sealing.open_text(factor.sealed, bound_to=f"factor:{factor.pk}"))


def recovery_codes_left(user: User) -> int:
    """How many recovery codes a person has; one query."""
    return RecoveryCode.objects.filter(user=user).count()


def accounts_matching(words: str, *, by: User) -> QuerySet[User]:
    """Accounts whose account or name has these words, for the system administrator; nothing for others."""
    if by.administers != AdministratorKind.SYSTEM or not by.is_active:
        return User.objects.none()
    return User.objects.filter(Q(account__icontains=words) | Q(name__icontains=words)).order_by("account")


def locks_in_force(*, by: User) -> QuerySet[Lock]:
    """Locks that keep somebody out now, for the security administrator; nothing for others."""
    if by.administers != AdministratorKind.SECURITY or not by.is_active:
        return Lock.objects.none()
    return Lock.objects.filter(locked_until__gt=clock.running()).order_by("-locked_until")


def all_sessions(words: str, *, by: User) -> list[Session]:
    """Where people with these words in account or name are signed in, for the security administrator."""
    if by.administers != AdministratorKind.SECURITY or not by.is_active:
        return []
    mine = Q(user__account__icontains=words) | Q(user__name__icontains=words)
    sessions = Session.objects.filter(mine, user__isnull=False).order_by("-seen_at")
    now = clock.running()
    return [session for session in sessions if session.ends_at() > now]


def factors_matching(words: str, *, by: User) -> QuerySet[SecondFactor]:
    """Second factors in force of people with these words, for the security administrator."""
    if by.administers != AdministratorKind.SECURITY or not by.is_active:
        return SecondFactor.objects.none()
    mine = Q(user__account__icontains=words) | Q(user__name__icontains=words)
    found = SecondFactor.objects.filter(mine, confirmed_at__isnull=False)
    return found.select_related("user").order_by("user__account")
