"""The acts of `anyue audit`; each gives the exit status."""

from datetime import date, datetime, time
from itertools import islice

import segno
from django.utils.timezone import make_aware

from anyue import clock
from anyue.audit.actions import drop_segments, note_verification
from anyue.audit.sealing import seal as seal_entries
from anyue.audit.verifying import last_anchor, unsealed_tail
from anyue.audit.verifying import verify as verify_trail
from anyue.core.errors import ANCHOR_UNREADABLE, AnyueError
from anyue.core.trail import Anchor, AnchorUnreadableError, read_anchor

_MOST_FINDINGS = 1000


def seal() -> int:
    """Seal what is committed."""
    print(f"已封存 {seal_entries()} 条审计记录。")
    return 0


def verify(anchor: list[str]) -> int:
    """Say what is wrong with the trail; 1 where anything is."""
    anchors = [_read(typed) for typed in anchor]
    wrong = 0
    for finding in islice(verify_trail(anchors), _MOST_FINDINGS):
        print(finding)
        wrong += 1
    last, tail = last_anchor(), unsealed_tail()
    print(f"已核对到第 {last.batch if last else 0} 批。", end="")
    print(f"发现 {wrong} 处问题。" if wrong else "没有发现改动。")
    if wrong == _MOST_FINDINGS:
        print("问题太多，后面的没有列出。")
    if tail.count and tail.since:
        seconds = max(0, int((clock.now() - tail.since).total_seconds()))
        print(f"另有 {tail.count} 条还没有封存，最早的一条在 {seconds} 秒前。")
    note_verification(batch=last.batch if last else 0, wrong=wrong, by=None)
    return 1 if wrong else 0


def _read(typed: str) -> Anchor:
    try:
        return read_anchor(typed)
    except AnchorUnreadableError as wrong:
        raise AnyueError(ANCHOR_UNREADABLE, typed=typed) from wrong


def anchor(*, qr: bool) -> int:
    """Print the last anchor; 1 where nothing is sealed."""
    last = last_anchor()
    if last is None:
        print("还没有封存过审计记录，没有锚点。")
        return 1
    print(f"{clock.now():%Y-%m-%d %H:%M} 第 {last.batch} 批的锚点：\n{last}")
    if qr:
        segno.make(str(last)).terminal(compact=True)
    return 0


def drop(before: date) -> int:
    """Drop what was sealed before a day."""
    moment: datetime = make_aware(datetime.combine(before, time.min))
    batches, entries = drop_segments(before=moment, by=None)
    print(f"已清理 {batches} 批、{entries} 条审计记录，各批的摘要保留。")
    return 0
