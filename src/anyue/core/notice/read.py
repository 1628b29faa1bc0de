"""From text to `Plan`: the stages of the reader in order."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from anyue.core.forms.form import Form
from anyue.core.notice import checks, date_checks
from anyue.core.notice.activities import read_activities, read_requirements
from anyue.core.notice.anchor import Anchor
from anyue.core.notice.attachments import read_forms
from anyue.core.notice.contacts import read_contacts
from anyue.core.notice.deadlines import named_by_activities, read_deadlines
from anyue.core.notice.form_basis import with_bases
from anyue.core.notice.furniture import published_year
from anyue.core.notice.genre import is_notice
from anyue.core.notice.header import Header, read_header
from anyue.core.notice.markings import find_markings, marking_warnings
from anyue.core.notice.mend import mend
from anyue.core.notice.numerals import YEAR, year_number
from anyue.core.notice.office_forms import read_as_one
from anyue.core.notice.open import Opened, Table, open_files
from anyue.core.notice.outline import read_outline
from anyue.core.notice.parts import Part, split_parts
from anyue.core.notice.periods import read_periods
from anyue.core.notice.plan import Plan, Warning  # noqa: A004  The plan's own word.
from anyue.core.notice.quotas import read_quotas
from anyue.core.notice.sections import split_sections
from anyue.core.notice.sources import with_kind, with_sources
from anyue.core.notice.tables import placed_tables
from anyue.core.vocabulary import vocabulary
from anyue.core.workdays import Workdays

_YEAR = re.compile(rf"({YEAR})")
_YEAR_IN_BRACKETS = re.compile(r"[〔\[（(【]((?:19|20)\d{2})[〕\]）)】]")
_NAMED_ATTACHMENT = re.compile(r"附[件表]\d{1,2}|附件(?=[:：][^\n]{2,60}表[ \t]*$)", re.MULTILINE)


def read_notice(
    text: str, *, source: str, tables: Sequence[Table] = (), workdays: Workdays | None = None
) -> Plan:
    """The plan of a notice; never raises, and takes time linear in the length.

    `source` is the file's name, `tables` are the file's own with offsets into `text`. `workdays` is the
    table that working days are counted by, None for the published one. What the text does not state stays
    empty, and so does all of the plan of a text that is no notice; see `is_plan`.
    """
    draft = mend(text)
    clean = draft.text
    own = placed_tables(draft, tables)
    parts = split_parts(clean, own)
    tops = [(part, read_outline(clean, part.start, part.end)) for part in parts if not part.is_form]
    sections = [item for _, top in tops for item in top]
    doing, how = split_sections(sections, clean)
    header = read_header(clean, parts, sections, min((item.start for item in doing), default=len(clean)))
    anchor = replace(_anchor(clean, header, published_year(text)), workdays=workdays)
    periods = read_periods(clean, parts, sections, header.title or "", anchor)
    title = header.spans.get("title", (0, 0))
    # A time in the title names what the notice is about.
    deadlines = tuple(
        deadline
        for deadline in read_deadlines(clean, parts, anchor, periods)
        if deadline.span is None or not title[0] <= deadline.span[0] < title[1]
    )
    words = vocabulary()
    found_forms = with_bases(clean, parts, read_forms(clean, parts, own))
    forms = tuple(with_sources(form, words) for form in found_forms)
    markings, marked = find_markings(clean, text), tuple(marking_warnings(clean, text))
    if not is_notice(clean, header, forms, deadlines):
        return Plan(source, clean, draft.runs(), markings=markings, warnings=marked)
    activities = tuple(with_kind(activity, words) for activity in read_activities(clean, doing))
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
        deadlines=named_by_activities(deadlines, activities),
        quotas=read_quotas(clean, parts),
        forms=forms,
        contacts=read_contacts(clean, parts),
        requirements=read_requirements(clean, how),
        markings=markings,
        header_spans=header.spans,
        header_doubts=header.doubts,
    )
    warnings = (
        *marked,
        *checks.header_warnings(clean, header, anchor.year),
        *date_checks.year_warnings(header, anchor),
        *date_checks.day_warnings(clean, parts, anchor),
        *date_checks.period_warnings(header.title, periods),
        *date_checks.deadline_warnings(deadlines, periods, anchor),
        *checks.outline_warnings(sections),
        *checks.gap_warnings(activities, _missing(clean, parts, forms)),
    )
    return replace(plan, warnings=warnings)


def read_opened(opened: Opened, *, workdays: Workdays | None = None) -> Plan:
    """The plan of an opened document: as `read_notice`, with the tables that the file itself holds.

    Where the notice has several files, an office's own form takes the place of the same one in the notice;
    `source_map` leads to the words of `read_as_one(opened)`, which are `opened.text` but for that.
    """
    whole = read_as_one(opened)
    plan = read_notice(whole.text, source=whole.name, tables=whole.tables, workdays=workdays)
    warnings = tuple(Warning("opening", remark) for remark in whole.remarks)
    if not plan.markings:
        warnings = (*marking_warnings("", whole.heads), *warnings)
    return replace(
        plan,
        files=whole.files,
        markings=tuple(dict.fromkeys((*plan.markings, *find_markings("", whole.heads)))),
        warnings=(*warnings, *plan.warnings),
    )


def read_files(files: Sequence[tuple[str, bytes]], *, workdays: Workdays | None = None) -> Plan:
    """The plan of a notice that is made of these files (name, bytes), or of an archive of them.

    Raises AnyueError as `open_files`.
    """
    return read_opened(open_files(files), workdays=workdays)


def is_plan(plan: Plan) -> bool:
    """Whether anything was read: a header field, an activity, a deadline or a form."""
    header = (plan.issuer, plan.doc_number, plan.title, plan.issued_on, plan.recipients, plan.theme)
    return any(header) or bool(plan.activities or plan.deadlines or plan.forms)


def _missing(text: str, parts: Sequence[Part], forms: Sequence[Form]) -> tuple[str, ...]:
    """The attachments that the text names and the file does not hold."""
    held = {part.number for part in parts if part.number}
    named = dict.fromkeys(_NAMED_ATTACHMENT.findall(text))
    return tuple(name for name in named if name not in held and not (name == "附件" and (held or forms)))


def _anchor(text: str, header: Header, published: int | None) -> Anchor:
    """What open dates count from: the issue date, else the year of the title, number, text or web page."""
    years = date_checks.header_years(header)
    issued = header.issued_on
    if issued and issued[:4].isdigit():
        day = date.fromisoformat(issued)
        doubt = f"没有写年份，标题、文号、落款不一致，按成文日期理解为{day.year}年"
        return Anchor(day.year, day, doubt if len(set(years.values())) > 1 else None)
    for words, why in (
        (header.title, None),
        (header.doc_number, None),
        (text[:20000], "没有写年份，按正文中最先写明的年份理解为{}年"),
    ):
        found = words and (_YEAR.search(words) or _YEAR_IN_BRACKETS.search(words))
        if found:
            year = year_number(found[1])
            return Anchor(year, doubt=why and why.format(year))
    if published:
        return Anchor(published, doubt=f"没有写年份，按网页发布时间理解为{published}年")
    return Anchor()
