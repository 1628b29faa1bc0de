"""Items of a plan in words, as tables and sheets show them."""

from anyue.core.forms.form import Form, FormKind
from anyue.core.notice.plan import Contact, Quota

FORM_KINDS = {
    FormKind.STATISTICS: "统计表",
    FormKind.REGISTER: "登记表",
    FormKind.CARD: "信息卡",
    FormKind.OTHER: "材料",
}
SEND = {"submit": "报送", "complete": "完成"}
_OFTEN = {"weekly": "每周", "monthly": "每月", "daily": "每日"}
_DAYS = {
    "MON": "一",
    "TUE": "二",
    "WED": "三",
    "THU": "四",
    "FRI": "五",
    "SAT": "六",
    "SUN": "日",
    "-1": "最后一日",
}


def joined(*parts: str | None) -> str:
    """The parts that are there, with ；between them."""
    return "；".join(part for part in parts if part)


def due_words(due: str | None) -> str:
    """A due form in words: “每周三 12:00（2023-06）”."""
    if due is None:
        return "没有日期"
    often, *rest = due.split(" ")
    if often not in _OFTEN or not rest:
        return due.replace("T", " ")
    words = _OFTEN[often]
    if often != "daily":
        words += "、".join(_DAYS.get(day, f"{day}日") for day in rest.pop(0).split(","))
    months = rest.pop().replace("..", "至") if rest else ""
    return f"{words}{''.join(f' {at}' for at in rest)}{f'（{months}）' if months else ''}"


def quota_words(quota: Quota) -> str:
    """A quota as a sentence: “各村：开展宣讲不少于 2 场（6月）”."""
    asked = quota.any_of or ((quota.what, quota.at_least, quota.unit),)
    told = "，或".join(f"{what}不少于 {at_least} {unit}" for what, at_least, unit in asked)
    who = f"{quota.who}：" if quota.who else ""
    return who + told + (f"（{quota.period}）" if quota.period else "")


def form_words(form: Form) -> str:
    """What sort of form it is and how large: “统计表，10 个空”."""
    blanks = len(form.indicators)
    if blanks:
        return f"{FORM_KINDS[form.kind]}，{blanks} 个空"
    return f"{FORM_KINDS[form.kind]}，{len(form.fields)} 栏" if form.fields else FORM_KINDS[form.kind]


def contact_words(contact: Contact) -> str:
    """All parts of a contact on one line."""
    return joined(contact.name, contact.phone, contact.email, contact.address, contact.postcode)
