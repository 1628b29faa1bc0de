"""Holds the entries against the batches that they were sealed in, and names whatever does not agree.

Reads both in the order of their numbers, once, and holds one batch at a time.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from anyue.core.trail.anchor import Anchor
from anyue.core.trail.batch import LARGEST_BATCH, START, Batch
from anyue.core.trail.merkle import leaf, root

LARGEST_NUMBER = (1 << 63) - 1


class Kind(StrEnum):
    """What is wrong; the value is the sentence about it."""

    EDITED = "内容与封存时不一致，已被改动"
    REMOVED = "已不在库中，被删除"
    MOVED = "次序被调换，封存时是第 {origin} 号"
    INSERTED = "不属于任何一批，是插入的，或者它那一批已被删除"
    FORGED = "没有有效的鉴别码，是在程序之外写入的"
    COPIED = "鉴别码与另一条记录相同，是从那一条复制的"
    KEY_RETIRED = "鉴别码用的是已经换下的密钥，是换密钥以后写入的，来历不明"
    KEY_MISSING = "鉴别码所用的密钥不在手边，这一条和用同一密钥的其他记录都无法核对"
    BATCH_UNREADABLE = "批次的内容读不出，已被改动"
    BATCH_EDITED = "批次的登记与其摘要不一致，已被改动"
    LEAVES_EDITED = "批次的摘要清单与其根不一致，已被改动"
    BATCH_REMOVED = "批次已不在库中，被删除"
    CHAIN_BROKEN = "批次没有接上前一批，链条断开"
    DROPPED_UNSAID = "批次的记录被清除，但没有到期清理的记录"
    ANCHOR_DIFFERS = "批次与打印的锚点不一致，锚点之前的记录已被改写"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an entry (its number and key, as far as they are known) or a batch.

    An entry that is not sealed yet has a key and no number.
    """

    kind: Kind
    batch: float | None = None
    number: object = None
    key: object = None
    origin: int | None = None

    def __str__(self) -> str:
        """In Chinese: which, and what is wrong with it."""
        words = self.kind.format(origin=self.origin)
        if self.number is None and self.key is not None:
            return f"尚未封存的记录（标识 {self.key}）：{words}。"
        if self.number is None:
            return f"第 {self.batch} 批：{words}。"
        key = "" if self.key is None else f"（标识 {self.key}）"
        batch = "" if self.batch is None else f"，第 {self.batch} 批"
        return f"第 {self.number} 号记录{key}{batch}：{words}。"


@dataclass(frozen=True, slots=True)
class Numbered:
    """An entry as found: `number` orders it, `content` are its bytes, None where they can't be read.

    `fault` is what is wrong with its MAC, which is told where its content is that of the seal.
    """

    number: float
    key: object
    content: bytes | None
    fault: Kind | None = None


@dataclass(frozen=True, slots=True)
class Drop:
    """What the trail says of its last dropping: batches up to `through`, all sealed before `before`."""

    through: int
    before: datetime


@dataclass(slots=True)
class _Entries:
    """The entries, given out by number."""

    source: Iterator[Numbered]
    held: Numbered | None = None

    def up_to(self, last: int) -> Iterator[Numbered]:
        while (one := self.held or next(self.source, None)) is not None:
            self.held = one
            if one.number > last:
                return
            self.held = None
            yield one


def check(
    batches: Iterable[Batch | float],
    entries: Iterable[Numbered],
    *,
    drop: Drop | None = None,
    anchors: Iterable[Anchor] = (),
) -> Iterator[Finding]:
    """Everything that is wrong, in the order of the trail; nothing where the trail is whole.

    `batches` come by number, an unreadable one as its number alone; `entries` by number, of those batches.
    """
    waiting = _Entries(iter(entries))
    awaited = {anchor.batch: anchor for anchor in anchors}
    before: Batch | None = None
    number = end = 0
    for batch in batches:
        if not isinstance(batch, Batch):
            yield Finding(Kind.BATCH_UNREADABLE, batch)
            before, number = None, int(batch)
            continue
        for missing in range(number + 1, min(batch.number, number + LARGEST_BATCH)):
            yield Finding(Kind.BATCH_REMOVED, missing)
        follows = batch.number == number + 1 and (before is not None or number == 0)
        yield from _said(batch)
        if follows and (batch.previous != (before.digest if before else START) or batch.first != end + 1):
            yield Finding(Kind.CHAIN_BROKEN, batch.number)
        first = end + 1 if follows else batch.first
        for stray in waiting.up_to(first - 1):
            yield Finding(Kind.INSERTED, number=stray.number, key=stray.key)
        end = first + _size(batch) - 1
        yield from _entries(batch, first, list(waiting.up_to(end)), drop)
        anchor = awaited.pop(batch.number, None)
        if anchor is not None and anchor.digest != batch.digest:
            yield Finding(Kind.ANCHOR_DIFFERS, batch.number)
        before, number = batch, batch.number
    for stray in waiting.up_to(LARGEST_NUMBER):
        yield Finding(Kind.INSERTED, number=stray.number, key=stray.key)
    for anchor in awaited.values():
        yield Finding(Kind.BATCH_REMOVED, anchor.batch)


def _said(batch: Batch) -> Iterator[Finding]:
    """Whether the digest of a batch answers for what the batch says."""
    if batch.said() != batch.digest:
        yield Finding(Kind.BATCH_EDITED, batch.number)


def _size(batch: Batch) -> int:
    """How many entries the batch had: by its leaves where they are those of its root, else as it says."""
    if not batch.is_dropped and root(batch.suite, batch.leaves) == batch.root:
        return len(batch.leaves)
    return batch.count if 0 < batch.count <= LARGEST_BATCH else len(batch.leaves)


def _entries(batch: Batch, first: int, found: list[Numbered], drop: Drop | None) -> Iterator[Finding]:
    """What is wrong with the entries of one batch."""
    if batch.is_dropped and (drop is None or batch.number > drop.through or batch.sealed_at >= drop.before):
        yield Finding(Kind.DROPPED_UNSAID, batch.number)
    if batch.is_dropped:
        yield from (Finding(Kind.INSERTED, batch.number, one.number, one.key) for one in found)
        return
    leaves = [None if one.content is None else leaf(batch.suite, one.content) for one in found]
    if root(batch.suite, batch.leaves) != batch.root:
        yield Finding(Kind.LEAVES_EDITED, batch.number)
        if None not in leaves and root(batch.suite, [one for one in leaves if one]) == batch.root:
            return
    yield from _compare(
        batch, first, dict(zip((one.number for one in found), zip(found, leaves, strict=True), strict=True))
    )


def _compare(
    batch: Batch, first: int, there: dict[float, tuple[Numbered, bytes | None]]
) -> Iterator[Finding]:
    """Each place of a batch: what stands there, with its digest, and what should."""
    sealed = {digest: first + place for place, digest in enumerate(batch.leaves)}
    for number, expected in enumerate(batch.leaves, first):
        if number not in there:
            yield Finding(Kind.REMOVED, batch.number, number)
            continue
        one, digest = there.pop(number)
        if digest is not None and digest != expected and digest in sealed:
            yield Finding(Kind.MOVED, batch.number, number, one.key, sealed[digest])
        elif digest != expected:
            yield Finding(Kind.EDITED, batch.number, number, one.key)
        elif one.fault is not None:
            yield Finding(one.fault, batch.number, number, one.key)
    for one, _ in there.values():
        yield Finding(Kind.INSERTED, batch.number, one.number, one.key)
