"""Writes: passwords, the second factor and its recovery codes, and the sessions of a person."""

import secrets
import time

from django.db import transaction

from anyue import clock
from anyue.accounts import sealing, totp
from anyue.accounts.actions.locks import note_lock
from anyue.accounts.actions.rights import require_administrator
from anyue.accounts.choices import AdministratorKind, LockScope
from anyue.accounts.models import Lock, Place, RecoveryCode, SecondFactor, Session, User
from anyue.audit.actions import write_entry
from anyue.core.errors import CODE_LOCKED, CODE_WRONG, FACTOR_MISSING, FACTOR_REQUIRED, AnyueError
from anyue.web.words import waiting_time

RECOVERY_CODES = 10
# No letters or digits that look alike: these are copied by hand.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def change_password(*, password: str, keep: str | None, by: User) -> None:
    """Set one's own password, and end one's tokens and all one's sessions but `keep`, the one in use."""
    by.set_password(password)
    by.token_series += 1
    by.save()
    Session.objects.filter(user=by).exclude(session_key=keep or "").delete()
    write_entry("change_password", by=by, on=by)


@transaction.atomic
def end_sessions(*, sessions: list[Session], by: User) -> None:
    """End sessions: one's own, or by the security administrator anybody's."""
    for session in sessions:
        if session.user_id != by.pk:
            require_administrator(by, AdministratorKind.SECURITY)
        # The key of a session opens it: the entry is on its person.
        write_entry("end_session", by=by, on=User(pk=session.user_id))
        session.delete()


@transaction.atomic
def begin_factor(*, by: User) -> None:
    """Make a secret for a person's phone; it counts for nothing until a code of it is given."""
    SecondFactor.objects.filter(user=by, confirmed_at=None).delete()
    sealed = sealing.seal_text(secrets.token_hex(totp.SECRET_BYTES), bound_to=f"factor:{by.pk}")
    SecondFactor.objects.get_or_create(user=by, defaults={"sealed": sealed})
    write_entry("begin_factor", by=by, on=by)


@transaction.atomic
def confirm_factor(*, typed: str, by: User) -> list[str]:
    """Put the second factor in force by its first code: the recovery codes, which nobody can read again."""
    factor = SecondFactor.objects.filter(user=by, confirmed_at=None).first()
    if factor is None:
        raise AnyueError(FACTOR_MISSING)
    if not _accept(factor, typed):
        raise AnyueError(CODE_WRONG, field="code")
    SecondFactor.objects.filter(pk=factor.pk).update(confirmed_at=clock.running())
    write_entry("confirm_factor", by=by, on=by)
    return _new_codes(by)


def prove_factor(*, typed: str, by: User) -> None:
    """Take a code of the phone or a recovery code; each is taken once.

    Raises:
        AnyueError: wrong or used (CODE_WRONG), too many wrong ones (CODE_LOCKED), no factor (FACTOR_MISSING).
    """
    place, now = Place(LockScope.CODE, by.account), clock.running()
    if until := Lock.objects.in_force([place], now):
        raise AnyueError(CODE_LOCKED, field="code", wait=waiting_time(int((until - now).total_seconds())))
    factor = SecondFactor.objects.filter(user=by, confirmed_at__isnull=False).first()
    if factor is None:
        raise AnyueError(FACTOR_MISSING)
    with transaction.atomic():
        if _accept(factor, typed):
            Lock.objects.forgive([place])
            write_entry("prove_factor", by=by, on=by)
            return
        used, _ = RecoveryCode.objects.filter(user=by, digest__in=_digests(by, typed)).delete()
        if used:
            Lock.objects.forgive([place])
            write_entry("use_recovery_code", by=by, on=by)
            return
    if lock := Lock.objects.count_failure(place, now):
        note_lock(lock=lock, by=None)
    raise AnyueError(CODE_WRONG, field="code")


@transaction.atomic
def renew_recovery_codes(*, by: User) -> list[str]:
    """New recovery codes in place of all earlier ones."""
    if not SecondFactor.objects.filter(user=by, confirmed_at__isnull=False).exists():
        raise AnyueError(FACTOR_MISSING)
    write_entry("renew_recovery_codes", by=by, on=by)
    return _new_codes(by)


@transaction.atomic
def remove_factor(*, is_required: bool, by: User) -> None:
    """Go without the second factor again; FACTOR_REQUIRED where one may not."""
    if is_required:
        raise AnyueError(FACTOR_REQUIRED)
    _remove(by)
    write_entry("remove_factor", by=by, on=by)


@transaction.atomic
def reset_factor(*, user: User, by: User) -> None:
    """Free somebody of a lost second factor, by the security administrator; their sessions end."""
    require_administrator(by, AdministratorKind.SECURITY)
    _remove(user)
    Session.objects.filter(user=user).delete()
    write_entry("reset_factor", by=by, on=user)


def _remove(user: User) -> None:
    SecondFactor.objects.filter(user=user).delete()
    RecoveryCode.objects.filter(user=user).delete()


def _accept(factor: SecondFactor, typed: str) -> bool:
    """Take a code, once: of two requests with the same code, the database lets one through."""
    secret = bytes.fromhex(sealing.open_text(factor.sealed, bound_to=f"factor:{factor.pk}"))
    # The phone's clock is the world's, even where the program's stands still.
    step = totp.accepted_step(secret, typed, at=time.time(), after=factor.last_step)
    if step is None:
        return False
    return bool(SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step))


def _new_codes(user: User) -> list[str]:
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(10)) for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(user=user).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(user=user, digest=_digests(user, code)[0]) for code in codes
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _digests(user: User, typed: str) -> list[str]:
    code = "".join(character for character in typed.lower() if character.isalnum())
    return sealing.secret_digests(f"recovery:{user.pk}", code)
