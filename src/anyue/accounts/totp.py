"""Codes by time (TOTP, RFC 6238): 6 digits that change every 30 seconds, give or take one such span."""

import re
from base64 import b32encode
from urllib.parse import quote, urlencode

from django_otp.oath import TOTP

SECRET_BYTES = 20
_CODE = re.compile(r"\d{6}", re.ASCII)


def accepted_step(secret: bytes, typed: str, *, at: float, after: int) -> int | None:
    """The span of 30 seconds that a typed code belongs to, if it is right now and later than `after`.

    `at` is in seconds since 1970; spaces in what was typed do not matter.
    """
    digits = "".join(typed.split())
    if not _CODE.fullmatch(digits):
        return None
    totp = TOTP(secret)
    totp.time = at
    return totp.t() if totp.verify(int(digits), tolerance=1, min_t=after + 1) else None


def typed_key(secret: bytes) -> str:
    """The secret as a person types it into a phone: groups of four letters and digits."""
    text = b32encode(secret).decode()
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def enrolment_address(secret: bytes, account: str) -> str:
    """The otpauth:// address that the QR code holds."""
    asked = urlencode({"secret": b32encode(secret).decode(), "issuer": "安月"})
    return f"otpauth://totp/{quote('安月')}:{quote(account)}?{asked}"
