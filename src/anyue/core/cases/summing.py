"""How many there are, in one line."""

from collections.abc import Iterable

from anyue.core.cases.fields import DONE, DUAL, MAJOR, TRANSFER, Content, Register, codes_in


def count_words(register: Register, contents: Iterable[Content]) -> str:
    """典型案例 12 件，其中一案双罚 5 件、行刑衔接 2 件: a case of both kinds is told in both."""
    rows = list(contents)
    if register is Register.CASE:
        kinds = [codes_in(one.get("kinds", "")) for one in rows]
        parts = {
            name: sum(code in one for one in kinds)
            for code, name in ((DUAL, "一案双罚"), (TRANSFER, "行刑衔接"))
        }
    else:
        parts = {
            "重大事故隐患": sum(one.get("level") == MAJOR for one in rows),
            "已整改": sum(one.get("state") == DONE for one in rows),
        }
    word = register.counted_in
    told = "、".join(f"{name} {count} {word}" for name, count in parts.items())
    return f"{register.label} {len(rows)} {word}" + (f"，其中{told}" if rows else "")
