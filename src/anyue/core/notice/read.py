"""From text to `Plan`: the stages of the reader in order."""

import re
from dataclasses import replace

from anyue.core.notice import checks
from anyue.core.notice.activities import read_activities, read_requirements, split_sections
from anyue.core.notice.attachments import read_forms
from anyue.core.notice.contacts import read_contacts
from anyue.core.notice.dates import YEAR, year_number
from anyue.core.notice.deadlines import named_by_activities, read_deadlines
from anyue.core.notice.header import Header, read_header
from anyue.core.notice.mend import mend
from anyue.core.notice.outline import Item, read_outline
from anyue.core.notice.parts import split_parts
from anyue.core.notice.periods import read_periods
from anyue.core.notice.plan import Plan
from anyue.core.notice.quotas import read_quotas
from anyue.core.notice.sources import with_kind, with_sources
from anyue.core.vocabulary import vocabulary

_MARKING = re.compile(
    r"^[ \t]*(秘密|机密|绝密|内部|工作秘密|内部资料)(?:[★☆][^\n]{0,10})?[ \t]*$", re.MULTILINE
)
_YEAR = re.compile(rf"({YEAR})")
_NAMED_ATTACHMENT = re.compile(r"附[件表]\d{1,2}|附件(?=[:：][^\n]{2,60}表[ \t]*$)", re.MULTILINE)


def read_notice(text: str, *, source: str) -> Plan:
    """The plan of a notice; never raises, and takes time linear in the length.

    `source` is the file's name. What the text does not state stays empty; see `is_plan`.
    """
    draft = mend(text)
    clean = draft.text
    parts = split_parts(clean)
    tops = [(part, read_outline(clean, part.start, part.end)) for part in parts if not part.is_form]
    sections = [item for _, top in tops for item in top]
    header = read_header(clean, parts, sections)
    year = _year(clean, header)
    periods = read_periods(clean, parts, _with_children(sections), header.title or "", year)
    found = read_deadlines(clean, parts, year, periods)
    words = vocabulary()
    forms = tuple(with_sources(form, words) for form in read_forms(clean, parts))
    doing, how = split_sections(sections, clean)
    activities = read_activities(clean, doing) if _may_be_notice(header, doing) else ()
    activities = tuple(with_kind(activity, words) for activity in activities)
    named = tuple(dict.fromkeys(_NAMED_ATTACHMENT.findall(clean)))
    plan = Plan(
        source=source,
        text=clean,
        source_map=draft.runs(),
        issuer=header.issuer,
        doc_number=header.doc_number,
        title=header.title,
        issued_on=header.issued_on,
        recipients=header.recipients,
        theme=header.theme,
        based_on=header.based_on,
        periods=periods,
        activities=activities,
        deadlines=named_by_activities(found.deadlines, activities),
        quotas=read_quotas(clean, parts),
        forms=forms,
        contacts=read_contacts(clean, parts),
        requirements=read_requirements(clean, how),
        markings=tuple(dict.fromkeys(m[1] for m in _MARKING.finditer(clean))),
        header_spans=header.spans,
    )
    warnings = (
        *checks.header_warnings(clean, header, year),
        *checks.date_warnings(found.impossible),
        *checks.deadline_warnings(found.deadlines, periods, header.issued_on),
        *checks.outline_warnings(sections),
        *checks.gap_warnings(activities, () if forms else named),
    )
    return replace(plan, warnings=warnings)


def is_plan(plan: Plan) -> bool:
    """Whether anything was read: a header field, an activity, a deadline or a form."""
    header = (plan.issuer, plan.doc_number, plan.title, plan.issued_on, plan.theme)
    return any(header) or bool(plan.activities or plan.deadlines or plan.forms)


def _with_children(items: list[Item]) -> list[Item]:
    return [found for item in items for found in (item, *_with_children(item.children))]


def _year(text: str, header: Header) -> int | None:
    """The year of dates that name none: of the issue date, the title, the number, the first in the text."""
    if header.issued_on and header.issued_on[:4].isdigit():
        return int(header.issued_on[:4])
    for words in (header.title, header.doc_number, text[:20000]):
        if words and (
            found := _YEAR.search(words) or re.search(r"[〔\[（(]((?:19|20)\d{2})[〕\]）)]", words)
        ):
            return year_number(found[1])
    return None


def _may_be_notice(header: Header, doing: list[Item]) -> bool:
    """Numbered items alone make no notice: a head, or a section named for its activities, must be there."""
    named = any(
        re.search(r"(?:活动|工作|主要|重点|宣传)(?:内容|任务|安排)", item.heading[:20]) for item in doing
    )
    return bool(header.title or header.doc_number or header.theme) or named
