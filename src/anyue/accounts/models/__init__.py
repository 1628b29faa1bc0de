"""The person who signs in, and what is kept of them."""

from anyue.accounts.models.credentials import FormerPassword, RecoveryCode, SecondFactor
from anyue.accounts.models.entries import OneTimeKey, Verification
from anyue.accounts.models.locks import Lock, Place, RequestCount
from anyue.accounts.models.numbers import Mobile, SealedNumber
from anyue.accounts.models.people import Session, User, UserManager

__all__ = [
    "FormerPassword",
    "Lock",
    "Mobile",
    "OneTimeKey",
    "Place",
    "RecoveryCode",
    "RequestCount",
    "SealedNumber",
    "SecondFactor",
    "Session",
    "User",
    "UserManager",
    "Verification",
]
