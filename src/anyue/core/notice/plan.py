"""`Plan`: what a notice asks for, as a frozen value that turns into JSON and back without loss.

The `doubt` of an item is a sentence in Chinese that says why its reading is unsure; None where it is not.
"""

from dataclasses import dataclass, field

from anyue.core.forms.form import Form

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Period:
    """A named span of days; dates are YYYY-MM-DD, or XXXX-06-01 when the year can't be known."""

    name: str
    start: str | None
    end: str | None
    span: Span | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One leaf of the sections that say what is to be done.

    `heading` is the item's text up to its first 。；： or line end, without its number; `path` the headings
    above it; `kind` a code of the vocabulary or None.
    """

    heading: str
    number: str
    path: tuple[str, ...]
    text: str
    when: str | None = None
    where: str | None = None
    responsible: tuple[str, ...] = ()
    kind: str | None = None
    span: Span | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something to be sent in (`kind` submit) or finished (complete) by a time.

    `due` is YYYY-MM-DD, YYYY-MM-DDTHH:MM, "weekly WED 12:00 2023-06", "daily 17:00 2024-02", "monthly 7
    2015", or None for a phrase without a date (当天); the period of a repeated one may be a range of months
    ("weekly WED 12:00 2023-11..2023-12"). `recurrence` is the RFC 5545 RRULE, UNTIL being local time.
    `forms` are positions in `Plan.forms` of what falls due, `documents` the names of written texts that do.
    """

    what: str
    phrase: str
    due: str | None
    to: str | None = None
    recurrence: str | None = None
    kind: str = "submit"
    forms: tuple[int, ...] = ()
    documents: tuple[str, ...] = ()
    span: Span | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Quota:
    """A minimum asked of units; alternatives stand in `any_of` as (what, at_least, unit)."""

    who: str
    what: str
    at_least: int
    unit: str
    any_of: tuple[tuple[str, int, str], ...] = ()
    period: str | None = None
    span: Span | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom to ask: every part as printed, None where the notice has none."""

    name: str | None = None
    phone: str | None = None
    email: str | None = None
    address: str | None = None
    postcode: str | None = None
    span: Span | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Requirement:
    """One item of the sections that say how (有关要求), not what."""

    heading: str
    text: str
    span: Span | None = None
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001  The field's own word; the builtin is not used in this room.
    """Something a person should look at: a code, a sentence in Chinese, the words it is about."""

    code: str
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What one notice asks for. Spans are [start, end) offsets into `text`, the cleaned text.

    `source` names the notice's file, `files` all of its files where it has several.
    `source_map` leads back to the opened file's own characters: ascending runs (offset in text, offset in
    file, length). `header_spans` and `header_doubts` go by the names of the header's fields.
    """

    source: str
    text: str
    source_map: tuple[tuple[int, int, int], ...] = ()
    issuer: str | None = None
    doc_number: str | None = None
    title: str | None = None
    issued_on: str | None = None
    recipients: tuple[str, ...] = ()
    theme: str | None = None
    based_on: tuple[str, ...] = ()
    periods: tuple[Period, ...] = ()
    activities: tuple[Activity, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    quotas: tuple[Quota, ...] = ()
    forms: tuple[Form, ...] = ()
    contacts: tuple[Contact, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    warnings: tuple[Warning, ...] = ()
    markings: tuple[str, ...] = ()
    header_spans: dict[str, Span] = field(default_factory=dict)
    header_doubts: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ()
