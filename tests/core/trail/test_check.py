"""Any single change to a trail is found, and named for what it is."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from anyue.core.algorithms import Suite
from anyue.core.trail import Anchor, Batch, Drop, Finding, Kind, Numbered, check, link
from tests.core.trail.trails import MORNING, Trail, trails

places = st.floats(0, 1, exclude_max=True)
few = settings(max_examples=40)


def pick(place: float, among: list[Numbered] | list[Batch]) -> int:
    return int(place * len(among))


def batch_of(batches: list[Batch], number: float) -> int:
    return next(batch.number for batch in batches if batch.first <= number <= batch.last)


@few
@given(trails())
def test_a_whole_trail_gives_nothing(trail: Trail) -> None:
    batches, entries = trail
    anchors = [Anchor(batch.number, batch.digest) for batch in batches]
    assert list(check(batches, entries, anchors=anchors)) == []


@few
@given(trails(), places, st.binary(max_size=8) | st.none())
def test_an_edited_entry_is_named(trail: Trail, place: float, content: bytes | None) -> None:
    batches, entries = trail
    at = pick(place, entries)
    number, key = entries[at].number, entries[at].key
    entries[at] = replace(entries[at], content=content)
    assert list(check(batches, entries)) == [Finding(Kind.EDITED, batch_of(batches, number), number, key)]


@few
@given(trails(), places)
def test_a_removed_entry_is_named(trail: Trail, place: float) -> None:
    batches, entries = trail
    number = entries.pop(pick(place, entries)).number
    assert list(check(batches, entries)) == [Finding(Kind.REMOVED, batch_of(batches, number), number)]


@few
@given(trails(), places, places)
def test_entries_that_changed_places_are_named(trail: Trail, one: float, other: float) -> None:
    batches, entries = trail
    first, second = pick(one, entries), pick(other, entries)
    a, b = entries[first], entries[second]
    entries[first], entries[second] = replace(b, number=a.number), replace(a, number=b.number)
    found = {finding.number: finding for finding in check(batches, entries)}
    assert set(found) == ({a.number, b.number} if a != b else set())
    if a != b and batch_of(batches, a.number) == batch_of(batches, b.number):
        assert (found[a.number].kind, found[a.number].origin) == (Kind.MOVED, b.number)
        assert (found[b.number].kind, found[b.number].origin) == (Kind.MOVED, a.number)
    elif a != b:
        assert {finding.kind for finding in found.values()} == {Kind.EDITED}


@few
@given(trails(), st.sampled_from([-3, 0, 0.5, 1.5, 10_000]))
def test_an_inserted_entry_is_named(trail: Trail, number: float) -> None:
    batches, entries = trail
    entries = sorted([*entries, Numbered(number, 7, b"[]")], key=lambda entry: entry.number)
    found = list(check(batches, entries))
    assert [(one.kind, one.number, one.key) for one in found] == [(Kind.INSERTED, number, 7)]


@few
@given(trails(), places, st.data())
def test_an_edited_batch_is_named(trail: Trail, place: float, more: st.DataObject) -> None:
    batches, entries = trail
    at = pick(place, batches)
    batch = batches[at]
    changes: list[dict[str, object]] = [
        {"first": batch.first + 1},
        {"count": batch.count + 1},
        {"count": 1 << 60},
        {"root": bytes(32)},
        {"previous": b"\1" * 32},
        {"sealed_at": batch.sealed_at + timedelta(microseconds=1)},
        {"digest": bytes(32)},
        {"suite": next(one for one in Suite if one is not batch.suite)},
        {"leaves": (*batch.leaves[:-1], bytes(32))},
        {"leaves": ()},
    ]
    batches[at] = replace(batch, **more.draw(st.sampled_from(changes)))  # type: ignore[arg-type]  # As drawn.
    found = list(check(batches, entries))
    kinds = {Kind.BATCH_EDITED, Kind.LEAVES_EDITED}
    assert next(one.batch for one in found if one.kind in kinds) == batch.number


@few
@given(trails(), places)
def test_a_removed_batch_is_named(trail: Trail, place: float) -> None:
    batches, entries = trail
    gone = batches.pop(pick(place, batches))
    found = list(check(batches, entries, anchors=[Anchor(gone.number, gone.digest)]))
    assert Finding(Kind.BATCH_REMOVED, gone.number) in found
    assert {one.number for one in found if one.kind is Kind.INSERTED} == {*range(gone.first, gone.last + 1)}


@few
@given(trails(), places)
def test_a_batch_that_cannot_be_read_is_named(trail: Trail, place: float) -> None:
    batches, entries = trail
    at = pick(place, batches)
    found = list(check([*batches[:at], batches[at].number, *batches[at + 1 :]], entries))
    assert found[0] == Finding(Kind.BATCH_UNREADABLE, batches[at].number)
    assert {one.kind for one in found[1:]} == {Kind.INSERTED}


@few
@given(trails(), places)
def test_a_trail_written_anew_does_not_meet_its_anchor(trail: Trail, place: float) -> None:
    batches, entries = trail
    at = pick(place, batches)
    anchor = Anchor(batches[-1].number, batches[-1].digest)
    forged: list[Batch] = batches[:at]
    for batch in batches[at:]:
        leaves = [bytes(32), *batch.leaves[1:]] if batch.number == at + 1 else list(batch.leaves)
        forged.append(link(forged[-1] if forged else None, leaves, batch.suite, batch.sealed_at))
    number = batches[at].first
    assert next(check(forged, entries)).number == number
    assert Finding(Kind.ANCHOR_DIFFERS, anchor.batch) in check(forged, entries, anchors=[anchor])


@few
@given(trails(), places)
def test_the_chain_goes_on_across_what_was_dropped(trail: Trail, place: float) -> None:
    batches, entries = trail
    through = pick(place, batches) + 1
    kept = [entry for entry in entries if entry.number > batches[through - 1].last]
    held = [
        replace(batch, leaves=(), is_dropped=True) if batch.number <= through else batch for batch in batches
    ]
    drop = Drop(through, MORNING + timedelta(hours=1))
    assert list(check(held, kept, drop=drop)) == []
    unsaid = [Finding(Kind.DROPPED_UNSAID, number) for number in range(1, through + 1)]
    assert list(check(held, kept)) == unsaid
    assert list(check(held, kept, drop=replace(drop, before=MORNING))) == unsaid
