"""Mobile numbers and secrets at rest: encrypted with one key; numbers are found by a digest under another.

The keys come from the settings, the one in use first; those behind it open and find what was stored before.
What is sealed names its suite and its key, so that either can be changed while numbers are stored.
"""

import base64

from django.conf import settings

from anyue.core.algorithms import Suite, key_name, keyed_digest, seal, unseal
from anyue.core.errors import KEY_MISSING, AnyueError


def index_of(number: str) -> str:
    """64 hex digits by which a number is found, under the key and the suite in use."""
    return _index(settings.ALGORITHMS, settings.INDEX_KEYS[0], "mobile", number)


def indexes_of(number: str) -> list[str]:
    """The digests by which a number may have been stored: under every key at hand, in both suites."""
    return [_index(suite, key, "mobile", number) for key in settings.INDEX_KEYS for suite in Suite]


def secret_digests(purpose: str, secret: str) -> list[str]:
    """The digests of a secret that was handed out, the one to store first.

    They are under the key of the index: a short secret can't be tried out on a stolen database.
    """
    suites = sorted(Suite, key=lambda suite: suite is not settings.ALGORITHMS)
    return [_index(suite, key, purpose, secret) for key in settings.INDEX_KEYS for suite in suites]


def seal_text(text: str, *, bound_to: str) -> str:
    """A text encrypted under the key in use; `bound_to` is needed again to open it."""
    suite, key = settings.ALGORITHMS, settings.MOBILE_KEYS[0]
    sealed = seal(suite, key, text.encode(), bound_to=bound_to.encode())
    return f"{suite}:{key_name(key)}:{base64.b64encode(sealed).decode()}"


def open_text(sealed: str, *, bound_to: str) -> str:
    """What was sealed; KEY_MISSING where its key is not at hand, SealBrokenError where either was changed."""
    suite, name, text = sealed.split(":")
    for key in settings.MOBILE_KEYS:
        if key_name(key) == name:
            return unseal(Suite(suite), key, base64.b64decode(text), bound_to=bound_to.encode()).decode()
    raise AnyueError(KEY_MISSING, name="ANYUE_MOBILE_KEY")


def is_under_key_in_use(sealed: str) -> bool:
    """Whether something is sealed under the key and the suite in use."""
    return sealed.startswith(f"{settings.ALGORITHMS}:{key_name(settings.MOBILE_KEYS[0])}:")


def seal_number(number: str) -> tuple[str, str]:
    """A number encrypted (its suite, its key's name, the cipher text) and its index."""
    index = index_of(number)
    return seal_text(number, bound_to=index), index


def open_number(sealed: str, index: str) -> str:
    """The number; KEY_MISSING where its key is not at hand, SealBrokenError where either was changed."""
    return open_text(sealed, bound_to=index)


def is_current(sealed: str, index: str, number: str) -> bool:
    """Whether a number is stored under the keys and the suite in use."""
    return is_under_key_in_use(sealed) and index == index_of(number)


def _index(suite: Suite, key: bytes, purpose: str, text: str) -> str:
    return keyed_digest(suite, key, f"{purpose}:{text}".encode()).hex()
