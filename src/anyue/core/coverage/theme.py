"""The theme: the same words or another."""

from anyue.core.coverage.items import Counterpart, Item, Plans, Standing
from anyue.core.coverage.likeness import bare


def compare_theme(plans: Plans) -> list[Item]:
    """One item where the superior names a theme; none where it doesn't."""
    asked, has = plans.superior.theme, plans.local.theme
    if not asked:
        return []
    span = plans.superior.header_spans.get("theme")
    if not has:
        return [Item("theme-0", asked, Standing.UNCOVERED, "本级方案没有写明主题。", span)]
    found = Counterpart("theme-0", has, plans.local.header_spans.get("theme"))
    if bare(asked) == bare(has):
        return [Item("theme-0", asked, Standing.MATCHED, "", span, found, choices=(found,))]
    reason = "主题与上级通知不一致。"
    return [Item("theme-0", asked, Standing.CONTRADICTING, reason, span, found, choices=(found,))]
