"""Both suites of algorithms: what is sealed opens again, and only as it was sealed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyue.core.algorithms import SealBrokenError, Suite, digest, keyed_digest, seal, unseal

suites = st.sampled_from(Suite)
keys = st.binary(min_size=16, max_size=48)


@given(suites, keys, st.binary(max_size=200), st.binary(max_size=20))
def test_sealed_data_opens_again(suite: Suite, key: bytes, data: bytes, purpose: bytes) -> None:
    assert unseal(suite, key, seal(suite, key, data, bound_to=purpose), bound_to=purpose) == data


@given(suites, keys, st.binary(max_size=40), st.data())
def test_a_changed_bit_another_key_or_purpose_breaks_the_seal(
    suite: Suite, key: bytes, data: bytes, more: st.DataObject
) -> None:
    sealed = bytearray(seal(suite, key, data, bound_to=b"mobile"))
    for suite_now, key_now, purpose in (
        (suite, key + b"0", b"mobile"),
        (suite, key, b"other"),
        (other(suite), key, b"mobile"),
    ):
        with pytest.raises(SealBrokenError):
            unseal(suite_now, key_now, bytes(sealed), bound_to=purpose)
    sealed[more.draw(st.integers(0, len(sealed) - 1))] ^= 1 << more.draw(st.integers(0, 7))
    with pytest.raises(SealBrokenError):
        unseal(suite, key, bytes(sealed), bound_to=b"mobile")


@given(suites, st.binary(max_size=27))
def test_what_is_too_short_was_never_sealed(suite: Suite, scrap: bytes) -> None:
    with pytest.raises(SealBrokenError):
        unseal(suite, b"0" * 16, scrap, bound_to=b"")


def other(suite: Suite) -> Suite:
    return Suite.NATIONAL if suite is Suite.INTERNATIONAL else Suite.INTERNATIONAL


def test_digests_are_those_of_the_standards() -> None:
    assert digest(Suite.INTERNATIONAL, b"abc").hex() == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
    # GB/T 32905-2016, annex A.1.
    assert digest(Suite.NATIONAL, b"abc").hex() == (
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    )
    assert keyed_digest(Suite.NATIONAL, b"1" * 32, b"abc") != keyed_digest(Suite.NATIONAL, b"2" * 32, b"abc")
