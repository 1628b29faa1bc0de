"""Writes: mobile numbers."""

from django.apps import apps
from django.db import IntegrityError, transaction

from anyue.accounts import sealing
from anyue.accounts.models import Mobile, SealedNumber, SecondFactor, User
from anyue.audit.actions import write_entry
from anyue.core.errors import MOBILE_TAKEN, AnyueError
from anyue.core.mobile import read_mobile


def set_mobile(*, user: User, typed: str, by: User | None) -> Mobile:
    """Give a person this number in place of the one before; `by` is None only for the set-up.

    Raises:
        AnyueError: no mobile number (MOBILE_WRONG), or that of somebody else (MOBILE_TAKEN).
    """
    number = read_mobile(typed)
    if Mobile.objects.with_number(number).exclude(user=user).exists():
        raise AnyueError(MOBILE_TAKEN, field="mobile")
    mobile = Mobile(user=user)
    mobile.number = number
    try:
        with transaction.atomic():
            Mobile.objects.update_or_create(
                user=user, defaults={"sealed": mobile.sealed, "index": mobile.index}
            )
            write_entry("set_mobile", by=by, on=user)
    except IntegrityError as taken:
        raise AnyueError(MOBILE_TAKEN, field="mobile") from taken
    return mobile


@transaction.atomic
def reseal_numbers(*, by: User | None) -> tuple[int, int]:
    """Move all that is sealed to the keys and the suite in use: how many were moved, and how many there are.

    All or nothing, and a second time moves nothing. Raises KEY_MISSING where a key is not at hand.
    """
    moved = seen = 0
    for model in apps.get_models():
        if issubclass(model, SealedNumber):
            rows = model._default_manager  # noqa: SLF001  Django's public name for a model's manager.
            for row in rows.all():
                number = row.number
                seen += 1
                if not sealing.is_current(row.sealed, row.index, number):
                    sealed, index = sealing.seal_number(number)
                    rows.filter(pk=row.pk).update(sealed=sealed, index=index)
                    moved += 1
    for factor in SecondFactor.objects.all():
        seen += 1
        if not sealing.is_under_key_in_use(factor.sealed):
            bound_to = f"factor:{factor.pk}"
            text = sealing.open_text(factor.sealed, bound_to=bound_to)
            sealed = sealing.seal_text(text, bound_to=bound_to)
            SecondFactor.objects.filter(pk=factor.pk).update(sealed=sealed)
            moved += 1
    # No one object: the entry is about all numbers.
    write_entry("reseal_numbers", by=by, on=Mobile(pk=0), reason=f"{moved}/{seen}")
    return moved, seen
