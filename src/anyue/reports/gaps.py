"""Whom a total leaves out, as its version keeps it and as a page says it: 应报 50 家，已报 47 家，缺：…"""

from dataclasses import dataclass
from typing import Self

from anyue.reports.choices import Progress
from anyue.reports.models import ReportVersion


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many were asked and are counted, and (name, how far it was) of each that is not."""

    asked: int
    counted: int
    missing: list[tuple[str, str]]

    @classmethod
    def of(cls, version: ReportVersion) -> Self | None:
        """What a version keeps, None for a table that takes in no others."""
        kept = version.gaps
        if not kept:
            return None
        missing = [(name, Progress(progress).label) for _, name, progress in kept["missing"]]
        return cls(kept["asked"], kept["counted"], missing)

    def __str__(self) -> str:
        """The sentence, with every name; what came in and waits for review is neither missing nor counted."""
        absent = [f"{name}（{how}）" for name, how in self.missing if how != Progress.WAITING.label]
        waiting = [name for name, how in self.missing if how == Progress.WAITING.label]
        said = f"应报 {self.asked} 家，已报 {self.asked - len(absent)} 家，"
        said += f"缺：{'、'.join(absent)}" if absent else "无缺报"
        return said + (f"；待审核、没有计入：{'、'.join(waiting)}。" if waiting else "。")
