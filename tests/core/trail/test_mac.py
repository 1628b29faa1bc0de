"""A MAC tells whose an entry is, under whichever key and suite it was made."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.algorithms import Suite
from anyue.core.trail import MAC_LENGTH, Entry, Kind, Macs, key_name_in, mac_of
from tests.core.trail.trails import MORNING, entries

few = settings(max_examples=40)
keys = st.lists(st.binary(min_size=32, max_size=40), min_size=2, max_size=4, unique=True)
suites = st.sampled_from(Suite)


@few
@given(entries, keys, suites, st.integers(1, 99))
def test_an_entry_is_the_programs_under_every_key_at_hand(
    entry: Entry, known: list[bytes], suite: Suite, number: int
) -> None:
    for key in known:
        mac = mac_of(suite, key, replace(entry, key=None))
        assert len(mac) == MAC_LENGTH
        # It is written before the entry has a key of its own in the database.
        assert Macs(known).fault(replace(entry, key=number), mac) is None
        assert Macs([one for one in known if one != key]).fault(entry, mac) is Kind.KEY_MISSING


@few
@given(entries, entries, keys, st.integers(0, MAC_LENGTH - 1))
def test_an_entry_without_a_mac_of_its_own_is_forged(
    entry: Entry, other: Entry, known: list[bytes], place: int
) -> None:
    mac = mac_of(Suite.INTERNATIONAL, known[0], entry)
    changed = mac[:place] + ("0" if mac[place] != "0" else "1") + mac[place + 1 :]
    named = Kind.FORGED if key_name_in(changed) == key_name_in(mac) else Kind.KEY_MISSING
    assert Macs(known).fault(entry, changed) is named
    if replace(other, key=entry.key) != entry:
        assert Macs(known).fault(other, mac) is Kind.FORGED
    for nothing in ("", "x", mac[:-1], mac + "0", mac.upper() + "G", None, b"\xff", 7):
        assert Macs(known).fault(entry, nothing) is Kind.FORGED


@few
@given(entries, keys)
def test_a_key_that_was_changed_signs_nothing_more(entry: Entry, known: list[bytes]) -> None:
    new, old = (mac_of(Suite.NATIONAL, key, entry) for key in known[:2])
    macs = Macs(known)
    assert [macs.fault(entry, mac) for mac in (old, old, new, old, new)] == [
        *(None, None, None),
        Kind.KEY_RETIRED,
        None,
    ]


@few
@given(entries, keys, st.integers(1, 1 << 40))
def test_only_what_was_there_before_needs_none(entry: Entry, known: list[bytes], through: int) -> None:
    expected = None if (entry.key or 0) <= through else Kind.FORGED
    assert Macs(known, bare_through=through).fault(entry, "") is expected


def test_no_two_macs_are_alike() -> None:
    entry = Entry(None, MORNING, None, None, "sign_in", "user:1", "done", "", "")
    made = {mac_of(Suite.INTERNATIONAL, b"k" * 32, entry) for _ in range(100)}
    assert len(made) == 100
