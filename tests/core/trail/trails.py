"""Random trails: entries sealed in batches of any sizes, in either suite."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from anyue.core.algorithms import Suite
from anyue.core.trail import Batch, Entry, Numbered, as_bytes, leaf, link

MORNING = datetime(2026, 6, 5, 1, tzinfo=UTC)
Trail = tuple[list[Batch], list[Numbered]]

entries = st.builds(
    Entry,
    key=st.integers(1, 1 << 40),
    at=st.datetimes(timezones=st.just(UTC)),
    by=st.none() | st.integers(1, 99),
    unit=st.none() | st.integers(1, 99),
    action=st.sampled_from(["submit_report", "sign_in"]),
    target=st.text(max_size=6),
    result=st.sampled_from(["done", "refused"]),
    reason=st.text(max_size=6),
    address=st.just("127.0.0.1"),
)
sizes = st.lists(st.tuples(st.integers(1, 5), st.sampled_from(Suite)), min_size=1, max_size=5)


@st.composite
def trails(draw: st.DrawFn) -> Trail:
    batches: list[Batch] = []
    numbered: list[Numbered] = []
    for size, suite in draw(sizes):
        drawn = draw(st.lists(entries, min_size=size, max_size=size))
        # As in a database, no two entries have the same key.
        made = [replace(entry, key=len(numbered) + place) for place, entry in enumerate(drawn)]
        contents = [as_bytes(entry) for entry in made]
        moment = MORNING + timedelta(seconds=len(batches))
        leaves = [leaf(suite, content) for content in contents]
        batch = link(batches[-1] if batches else None, leaves, suite, moment)
        numbered += [
            Numbered(batch.first + place, entry.key, content)
            for place, (entry, content) in enumerate(zip(made, contents, strict=True))
        ]
        batches.append(batch)
    return batches, numbered
