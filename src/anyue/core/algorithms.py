"""Ciphers and digests behind one door, in two suites: the international one and that of 国密.

International: AES-256-GCM (NIST SP 800-38D) and SHA-256 (FIPS 180-4). National: SM4-GCM (GB/T 32907-2016,
RFC 8998) and SM3 (GB/T 32905-2016). Both digest to 32 bytes, so what stores a digest need not know the suite.
"""

import secrets
from enum import StrEnum
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, CipherAlgorithm, algorithms, modes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_TAG = 16


class Suite(StrEnum):
    """Which algorithms are in use; the value is that of the setting."""

    INTERNATIONAL = "international"
    NATIONAL = "national"


class SealBrokenError(ValueError):
    """What was sealed was changed, or was sealed with another key or for another purpose."""


def digest(suite: Suite, data: bytes) -> bytes:
    """32 bytes: SHA-256 or SM3."""
    whole = hasher(suite)
    whole.update(data)
    return whole.finalize()


def hasher(suite: Suite) -> hashes.Hash:
    """A digest that takes its data piece by piece: `update`, then `finalize` once."""
    return hashes.Hash(_hash(suite))


def keyed_digest(suite: Suite, key: bytes, data: bytes) -> bytes:
    """32 bytes that nobody can tell without the key: HMAC (RFC 2104)."""
    mac = hmac.HMAC(key, _hash(suite))
    mac.update(data)
    return mac.finalize()


@cache
def key_name(key: bytes) -> str:
    """Eight hex digits by which a key is known, and which tell nothing of it."""
    return keyed_digest(Suite.INTERNATIONAL, key, b"anyue key name").hex()[:8]


def seal(suite: Suite, key: bytes, data: bytes, *, bound_to: bytes) -> bytes:
    """The nonce, the encrypted data and the tag; `bound_to` is needed again to open it, but not stored.

    `key` is any secret of 16 bytes or more; what encrypts is derived from it (HKDF, RFC 5869).
    """
    nonce = secrets.token_bytes(_NONCE)
    cipher = Cipher(_cipher(suite, key), modes.GCM(nonce)).encryptor()
    cipher.authenticate_additional_data(bound_to)
    return nonce + cipher.update(data) + cipher.finalize() + cipher.tag


def unseal(suite: Suite, key: bytes, sealed: bytes, *, bound_to: bytes) -> bytes:
    """What was sealed; SealBrokenError where the key, the purpose or a single bit differs."""
    if len(sealed) < _NONCE + _TAG:
        raise SealBrokenError
    nonce, data, tag = sealed[:_NONCE], sealed[_NONCE:-_TAG], sealed[-_TAG:]
    cipher = Cipher(_cipher(suite, key), modes.GCM(nonce, tag)).decryptor()
    cipher.authenticate_additional_data(bound_to)
    try:
        return cipher.update(data) + cipher.finalize()
    except InvalidTag as fault:
        raise SealBrokenError from fault


def _hash(suite: Suite) -> hashes.HashAlgorithm:
    return hashes.SM3() if suite is Suite.NATIONAL else hashes.SHA256()


def _cipher(suite: Suite, key: bytes) -> CipherAlgorithm:
    length = 16 if suite is Suite.NATIONAL else 32
    derived = HKDF(_hash(suite), length, salt=None, info=b"anyue seal").derive(key)
    return algorithms.SM4(derived) if suite is Suite.NATIONAL else algorithms.AES(derived)
