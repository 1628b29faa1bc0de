from dataclasses import replace
from datetime import datetime

from hypothesis import given

from anyue.core.trail import Entry, as_bytes
from tests.core.trail.trails import entries


@given(entries, entries)
def test_two_entries_have_the_same_bytes_only_when_they_are_the_same(one: Entry, other: Entry) -> None:
    assert (as_bytes(one) == as_bytes(other)) == (one == other)


def test_bytes_are_those_of_the_format() -> None:
    """The form is for ever: a change would break every trail that was sealed before."""
    entry = Entry(
        12,
        datetime.fromisoformat("2026-06-05T09:00:00+08:00"),
        3,
        None,
        "sign_in",
        "user:3",
        "done",
        "",
        "::1",
    )
    expected = '[12,"2026-06-05T01:00:00.000000+00:00",3,null,"sign_in","user:3","done","","::1"]'
    assert as_bytes(entry) == expected.encode()
    assert as_bytes(replace(entry, reason="中")) == expected.replace('"",', '"中",').encode()
