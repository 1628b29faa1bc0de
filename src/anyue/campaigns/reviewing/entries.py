"""A plan as the review page shows it: sections of entries with their words, standing and possible acts."""

from collections.abc import Iterable
from dataclasses import dataclass

from anyue.campaigns.burden import times_asked
from anyue.campaigns.reviewing import acts
from anyue.campaigns.reviewing.marks import Paragraphs
from anyue.campaigns.reviewing.words import Fact, changes, date_words, facts_of, form_name
from anyue.core.forms.entry import entry_form
from anyue.core.forms.form import Form
from anyue.core.notice.corrections import HEADER, Act, Correction, Item, Reviewed
from anyue.core.notice.plan import Deadline
from anyue.web.sheet import Known, SheetGroup, sheet_groups

_HEADER_NAMES = ("标题", "活动主题", "发文机关", "发文字号", "成文日期", "主送机关", "制发依据")
_STANDINGS = {
    Act.ADD: "补充",
    Act.SPLIT: "拆分",
    Act.MERGE: "合并",
    Act.REPLACE: "换用空白表",
    Act.CONFIRM: "核对无误",
    Act.RESTORE: "恢复原读",
}


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the page: its name, the word for one more, and what it says when it is empty."""

    code: str
    name: str
    add: str = ""
    empty: str = ""


SECTIONS = (
    Section("header", "名称与主题"),
    Section("periods", "活动时间", "补一段时间", "通知没有写明活动起止日期。"),
    Section(
        "deadlines",
        "报送时点",
        "补一个时点",
        "没有读出报送时点。没有报送时点的通知不能下发，请补一个。",
    ),
    Section("forms", "表格", "补一张表", "通知没有附表格。"),
    Section("activities", "活动项目", "补一项活动", "没有读出活动项目。"),
    Section("quotas", "数量要求", "补一条", "没有读出数量要求。"),
    Section("contacts", "联系方式", "补一条", "没有读出联系方式。"),
    Section("requirements", "工作要求", "补一条", "没有读出工作要求。"),
)
NAMES = {section.code: section.name for section in SECTIONS}


@dataclass(frozen=True, slots=True)
class Preview:
    """One form in lines: its blanks, and how many of them fill from the ledger."""

    blanks: int
    drawn: int
    groups: list[SheetGroup]


@dataclass(frozen=True, slots=True)
class Entry:
    """One item in words.

    `standing` says what a person did to it last, `was` what was read where it says something else now,
    `times` how often a deadline falls due and `forms` what then (key and name), `can` the acts that are
    possible.
    """

    item: Item
    head: str
    facts: list[Fact]
    paragraph: int | None
    standing: str
    was: list[Fact]
    can: frozenset[str]
    times: int = 0
    forms: tuple[tuple[str, str], ...] = ()
    preview: Preview | None = None

    @property
    def last(self) -> Correction | None:
        """The latest correction of the item."""
        return self.item.last


@dataclass(frozen=True, slots=True)
class Page:
    """All of a plan in the order of the page; each section with the index of the next item added to it."""

    warnings: list[Entry]
    header: list[Entry]
    sections: list[tuple[Section, list[Entry], int]]
    deleted: list[tuple[str, Entry]]

    @property
    def open_count(self) -> int:
        """How many items and warnings wait for a person's word."""
        shown = [*self.warnings, *self.header, *(entry for _, found, _ in self.sections for entry in found)]
        return sum(entry.item.is_open for entry in shown)

    def count(self, code: str) -> int:
        """How many items a section has."""
        return next(len(entries) for section, entries, _ in self.sections if section.code == code)

    @property
    def summary(self) -> str:
        """活动项目 2 项，报送时点 3 个，表格 2 张."""
        return (
            f"活动项目 {self.count('activities')} 项，报送时点 {self.count('deadlines')} 个，"
            f"表格 {self.count('forms')} 张"
        )


def page_of(reviewed: Reviewed) -> Page:
    """The items of a plan, ready for the page; never raises."""
    paragraphs = Paragraphs(reviewed.plan.text)

    def entries(items: Iterable[Item]) -> list[Entry]:
        return [_entry(reviewed, item, paragraphs.number(item.span)) for item in items]

    return Page(
        warnings=entries(reviewed.live("warnings")),
        header=entries(reviewed.items["header"]),
        sections=[
            (section, entries(reviewed.live(section.code)), reviewed.next_index(section.code))
            for section in SECTIONS[1:]
        ],
        deleted=[
            (section.name, entry)
            for section in SECTIONS[1:]
            for entry in entries(item for item in reviewed.items[section.code] if item.is_deleted)
        ],
    )


def _entry(reviewed: Reviewed, item: Item, paragraph: int | None) -> Entry:
    value = item.before if item.is_deleted else item.value
    if item.section == "header":
        facts, was = _header_facts(item)
    else:
        facts = facts_of(item.section, value)
        was = changes(item.section, item.read, value) if item.is_corrected else []
    return Entry(
        item=item,
        head=facts[0].words,
        facts=facts[1:],
        paragraph=paragraph,
        standing=_standing(item),
        was=was,
        can=frozenset(_acts(reviewed, item)),
        times=times_asked(value, reviewed.plan) if isinstance(value, Deadline) else 0,
        forms=_forms(reviewed, value) if isinstance(value, Deadline) else (),
        preview=preview_of(value) if isinstance(value, Form) and not item.is_deleted else None,
    )


def _header_facts(item: Item) -> tuple[list[Fact], list[Fact]]:
    now, read = (_header_words(item.index, value) for value in (item.value, item.read))
    label = _HEADER_NAMES[item.index]
    was = [Fact("原读", read or "没有")] if item.is_corrected else []
    return [Fact(label, label), Fact(label, now)], was


def _header_words(index: int, value: str | tuple[str, ...] | None) -> str:
    if HEADER[index] == "issued_on":
        return date_words(str(value) if value else None)
    return "、".join(value) if isinstance(value, tuple) else value or ""


def _standing(item: Item) -> str:
    """What the item's standing is called; empty where nobody has touched it."""
    if item.is_deleted:
        return "删去"
    if item.last is None or item.last.act is Act.REOPEN:
        return ""
    if item.last.act in _STANDINGS:
        return _STANDINGS[item.last.act]
    if item.is_added:
        return "补充"
    return "更正" if item.is_corrected else "核对无误"


def _acts(reviewed: Reviewed, item: Item) -> Iterable[str]:
    yield from (name for name, doing in acts.ACTS.items() if doing.can(reviewed, item))
    if not item.is_deleted and item.section != "warnings":
        yield "correct"
    if acts.may_split(item):
        yield "split"
    if item.section == "forms" and not item.is_deleted:
        yield "replace"


def _forms(reviewed: Reviewed, deadline: Deadline) -> tuple[tuple[str, str], ...]:
    named = (reviewed.item("forms", at) for at in deadline.forms)
    return tuple((form.key, form_name(form.value)) for form in named if form and not form.is_deleted)


def preview_of(form: Form) -> Preview:
    """A form as it was read, to be looked at before it is asked for."""
    fillable = entry_form(form)
    drawn = {indicator.code: "台账" for indicator in fillable.indicators if indicator.source}
    known = Known(values={}, errors={}, notes=drawn, returned={})
    return Preview(len(fillable.indicators), len(drawn), sheet_groups(form, known))
