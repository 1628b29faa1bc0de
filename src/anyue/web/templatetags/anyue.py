"""The components of every page as template tags; `docs/look-and-components.md` shows each in use."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from anyue.core.forms.form import Form
from anyue.web import words
from anyue.web.marks import Mark, MarkKind, blocks, cut
from anyue.web.sheet import Known, sheet_groups
from anyue.web.states import STATES

register = template.Library()

_MARK_WORDS: dict[str, str] = {
    "activity": "活动",
    "deadline": "时点",
    "unit": "单位",
    "form": "表格",
    "plain": "原文",
}


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment


@register.filter
def time_left(due: datetime | date | None, now: datetime) -> str:
    """还剩 3 小时 / 已逾期 2 天."""
    if due is None:
        return ""
    if isinstance(due, datetime):
        return words.time_left_words(due, now)
    return words.time_left_words(due, _local(now))


@register.filter
def moment(value: datetime | date | None, form: str = "") -> str:
    """6月5日（周三）12:00; a date without an hour gives its day. `"year"` puts the year before it."""
    if value is None:
        return words.MISSING
    if isinstance(value, datetime):
        return words.moment_words(_local(value), year=form == "year")
    return words.day_words(value, year=form == "year")


@register.filter
def day(value: datetime | date | None, form: str = "") -> str:
    """6月5日（周三）."""
    if value is None:
        return words.MISSING
    local = _local(value) if isinstance(value, datetime) else value
    return words.day_words(local, year=form == "year")


@register.filter
def clock(value: datetime | None) -> str:
    """12:00, as in 已保存 10:32."""
    return words.MISSING if value is None else f"{_local(value):%H:%M}"


# The components that stand inside a sentence are written here: a template file would end in a line break,
# which shows as a space before the next punctuation mark.


@register.simple_tag
def state(code: str) -> SafeString:
    """Show a state as word, shape and colour. An unknown code is a fault of the page: KeyError."""
    return _state_markup(code)


@cache
def _state_markup(code: str) -> SafeString:
    """The mark-up of a state; an overview shows thousands, of a dozen kinds."""
    shown = STATES[code]
    return format_html(
        '<span class="state state-{} state-{}">'
        '<span class="state-shape" aria-hidden="true">{}</span>{}</span>',
        shown.tone,
        code,
        shown.shape,
        shown.word,
    )


@register.simple_tag
def figure(value: object, url: str = "", label: str = "") -> SafeString:
    """Show a figure; with `url` it opens, and `label` says to a screen reader what it is a figure of."""
    shown = words.figure_words(value)
    if shown == words.MISSING:
        return format_html(
            '<span class="figure figure-missing"><span aria-hidden="true">{}</span>'
            '<span class="visually-hidden">未填</span></span>',
            shown,
        )
    if not url:
        return format_html('<span class="figure">{}</span>', shown)
    spoken = format_html(' aria-label="{} {}"', label, shown) if label else ""
    return format_html('<a class="figure" href="{}"{}>{}</a>', url, spoken, shown)


@register.simple_tag
def mark(text: str, kind: MarkKind, key: str) -> SafeString:
    """Show words of a notice as the source of a plan's item."""
    return format_html(
        '<span class="mark mark-{}" id="at-{}" data-marks="{}" tabindex="-1" title="{}">{}</span>',
        kind,
        key,
        key,
        _MARK_WORDS[kind],
        text,
    )


@register.inclusion_tag("components/truth.html")
def truth(items: Iterable[Mapping[str, object]], ending: str = "。") -> dict[str, object]:
    """Show the line of truth: 应报 50，已报 47. Each item has label, value, url and, for red, is_alarm."""
    shown = [{**item, "words": words.figure_words(item["value"])} for item in items]
    return {"items": shown, "ending": ending}


@register.inclusion_tag("components/empty.html")
def empty(title: str, hint: str = "", action: str = "", url: str = "") -> dict[str, object]:
    """Show an empty state: what is not there, why, and what to do."""
    return {"title": title, "hint": hint, "action": action, "url": url}


@register.inclusion_tag("components/note.html")
def note(text: str, kind: str = "plain", title: str = "") -> dict[str, object]:
    """Show a note in the page; kind is plain, act (something to do) or alarm."""
    return {"text": text, "kind": kind, "title": title}


@register.inclusion_tag("components/notice_text.html")
def notice_text(text: str, marks: Iterable[Mark]) -> dict[str, object]:
    """Show a notice's text in paragraphs and rows of tables with its marks."""
    return {"blocks": blocks(cut(text, marks))}


@register.inclusion_tag("components/sheet.html")
def sheet(  # noqa: PLR0913  Each is an independent fact of a blank; a page gives those it has.
    form: Form,
    values: Mapping[str, object] | None = None,
    errors: Mapping[str, str] | None = None,
    notes: Mapping[str, str] | None = None,
    returned: Mapping[str, str] | None = None,
    *,
    readonly: bool = False,
) -> dict[str, object]:
    """Show a statistics form, its blanks as inputs named by indicator code; all mappings go by that code."""
    known = Known(values or {}, errors or {}, notes or {}, returned or {})
    return {"groups": sheet_groups(form, known), "readonly": readonly}


def _block(name: str, **context: Any) -> SafeString:
    return render_to_string(f"components/{name}.html", context)


@register.simple_block_tag(end_name="endpagehead")
def pagehead(content: str, title: str, sub: str = "", back: str = "", back_url: str = "") -> SafeString:
    """Show the head of a page; the content is its actions, the primary one first."""
    return _block("pagehead", content=content, title=title, sub=sub, back=back, back_url=back_url)


@register.simple_block_tag(end_name="endsection")
def section(content: str, title: str, key: str, sub: str = "") -> SafeString:
    """Show a section under a ruled heading; `key` is its id."""
    return _block("section", content=content, title=title, key=key, sub=sub)


@register.simple_block_tag(end_name="endledger")
def ledger(content: str, caption: str, key: str, *, show_caption: bool = False) -> SafeString:
    """Show a table in its own scroller with frozen head and first column; the content is thead and tbody."""
    return _block("ledger", content=content, caption=caption, key=key, show_caption=show_caption)
