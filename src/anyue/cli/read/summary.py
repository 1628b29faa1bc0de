"""What came of several files: how many were read, what is to be looked at, which were not read and why."""

from collections import Counter
from collections.abc import Iterator, Sequence

from anyue.cli.columns import wrapped
from anyue.cli.read.table import BOLD, RED, Line, painted, screen_width
from anyue.core.documents.columns import plain
from anyue.core.notice.plan import Plan
from anyue.core.notice.warning_names import warning_name


def summary(plans: Sequence[Plan], failed: Sequence[tuple[str, str]], *, colours: bool) -> str:
    """The lines of the summary; `failed` are (name, problem) of the files without a plan."""
    return painted(_lines(plans, failed, screen_width()), colours=colours)


def _lines(plans: Sequence[Plan], failed: Sequence[tuple[str, str]], columns: int) -> Iterator[Line]:
    told = f"共 {len(plans) + len(failed)} 份：读出 {len(plans)} 份"
    yield "", ""
    yield BOLD, told + (f"，没有读出 {len(failed)} 份" if failed else "")
    counts = (
        ("活动", sum(len(plan.activities) for plan in plans)),
        ("时点", sum(len(plan.deadlines) for plan in plans)),
        ("表格", sum(len(plan.forms) for plan in plans)),
        ("需填的空", sum(len(form.indicators) for plan in plans for form in plan.forms)),
    )
    yield "", "  " + "   ".join(f"{name} {count}" for name, count in counts)
    kinds = Counter(warning_name(warning.code) for plan in plans for warning in plan.warnings)
    if kinds:
        counted = "、".join(f"{name} {count}" for name, count in kinds.most_common())
        for at, line in enumerate(wrapped(f"需要核对 {kinds.total()} 处：{counted}", columns - 4)):
            yield RED, ("  " if at == 0 else "    ") + line
    for name, problem in failed:
        for at, line in enumerate(wrapped(f"{plain(name)}：{problem}", columns - 6)):
            yield RED, ("  × " if at == 0 else "    ") + line
