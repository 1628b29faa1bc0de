"""What was entered, cleaned field by field, and whether it is complete and agrees with itself."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from anyue.core.activity import safe_link
from anyue.core.anonymise.stream import letters
from anyue.core.cases.fields import (
    DONE,
    DUAL,
    FIELDS,
    MAJOR,
    TRANSFER,
    Content,
    Field,
    Kind,
    Register,
    codes_in,
    fields_of,
)
from anyue.core.errors import AnyueError, Problem, cases
from anyue.core.forms.values import clean_text

_NAMES = ("enterprise", "person")
_LEAST = 2
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
# Whatever is later must not be before what is earlier.
_ORDER = {
    Register.CASE: (("decided_on", "transferred_on"),),
    Register.EXPOSURE: (("found_on", "deadline"), ("found_on", "rectified_on")),
}
_PAST = {Register.CASE: ("decided_on", "transferred_on"), Register.EXPOSURE: ("found_on", "rectified_on")}
Problems = Iterator[tuple[str, AnyueError]]


class FieldsWrongError(AnyueError):
    """Some fields can't stand as they are; `problems` says which, by code."""

    def __init__(self, problems: Mapping[str, AnyueError]) -> None:
        super().__init__(cases.CASE_WRONG, count=len(problems))
        self.problems = dict(problems)


def cleaned(register: Register, raw: Mapping[str, str]) -> dict[str, str]:
    """What a draft keeps: the fields of the register that hold something, each as its kind says.

    Raises:
        FieldsWrongError: one is too long, no day, no choice, no address of a page.
    """
    values: dict[str, str] = {}
    problems: dict[str, AnyueError] = {}
    for field in FIELDS[register]:
        try:
            value = _value(field, clean_text(raw.get(field.code, "")))
        except AnyueError as wrong:
            problems[field.code] = wrong
        else:
            if value:
                values[field.code] = value
    if problems:
        raise FieldsWrongError(problems)
    return values


def _value(field: Field, given: str) -> str:
    if field.kind in {Kind.CHOICE, Kind.CHOICES}:
        return _choice(field, given)
    if field.kind is Kind.DAY:
        return _day(field, given)
    if field.kind is Kind.LINE:
        given = " ".join(given.split())
    if len(given) > field.most:
        places = {"label": field.label, "length": len(given), "limit": field.most}
        raise AnyueError(cases.CASE_FIELD_TOO_LONG, field=field.code, **places)
    return safe_link(given) if field.code == "url" else given


def _choice(field: Field, given: str) -> str:
    known, taken = dict(field.choices), codes_in(given)
    most = len(known) if field.kind is Kind.CHOICES else 1
    if len(taken) > most or not set(taken) <= set(known):
        raise AnyueError(cases.CASE_CHOICE_UNKNOWN, field=field.code, label=field.label, given=given[:40])
    return " ".join(code for code in known if code in taken)


def _day(field: Field, given: str) -> str:
    if not given:
        return ""
    wrong = AnyueError(cases.CASE_DAY_UNREADABLE, field=field.code, label=field.label, given=given[:40])
    try:
        day = date.fromisoformat(given)
    except ValueError:
        raise wrong from None
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise wrong
    return day.isoformat()


def check_complete(register: Register, content: Content, today: date) -> None:
    """Raise `FieldsWrongError` where an item can't be sent yet; of each field the first problem is told."""
    problems: dict[str, AnyueError] = {}
    for check in (_missing, _own, _in_order, _not_ahead(today), _names):
        for code, problem in check(register, content):
            problems.setdefault(code, problem)
    if problems:
        raise FieldsWrongError(problems)


def _label(register: Register, code: str) -> str:
    return fields_of(register)[code].label


def _missing(register: Register, content: Content) -> Problems:
    for field in FIELDS[register]:
        if field.is_required and not content.get(field.code):
            yield field.code, AnyueError(cases.CASE_FIELD_MISSING, field=field.code, label=field.label)


def _own(register: Register, content: Content) -> Problems:
    yield from _of_case(content) if register is Register.CASE else _of_exposure(content)


def _of_case(content: Content) -> Problems:
    kinds = codes_in(content.get("kinds", ""))
    if DUAL in kinds:
        yield from _asked(content, ("on_enterprise", "person", "on_person"), cases.CASE_DUAL_UNPROVEN)
    elif not any(content.get(code) for code in ("on_enterprise", "on_person", "receiver")):
        yield "on_enterprise", AnyueError(cases.CASE_NOTHING_IMPOSED, field="on_enterprise")
    if TRANSFER in kinds:
        yield from _asked(content, ("receiver", "transferred_on"), cases.CASE_TRANSFER_UNPROVEN)
    else:
        for code in ("receiver", "transferred_on"):
            if content.get(code):
                label = _label(Register.CASE, code)
                yield code, AnyueError(cases.CASE_NOT_TRANSFERRED, field=code, label=label)


def _asked(content: Content, codes: tuple[str, ...], problem: Problem) -> Problems:
    for code in codes:
        if not content.get(code):
            yield code, AnyueError(problem, field=code, label=_label(Register.CASE, code))


def _of_exposure(content: Content) -> Problems:
    if content.get("level") == MAJOR and not content.get("criterion"):
        yield "criterion", AnyueError(cases.CRITERION_MISSING, field="criterion")
    is_done, day = content.get("state") == DONE, content.get("rectified_on")
    if is_done and not day:
        yield "rectified_on", AnyueError(cases.RECTIFIED_DAY_MISSING, field="rectified_on")
    if day and not is_done:
        yield "rectified_on", AnyueError(cases.NOT_RECTIFIED, field="rectified_on")


def _in_order(register: Register, content: Content) -> Problems:
    for earlier, later in _ORDER[register]:
        first, second = content.get(earlier, ""), content.get(later, "")
        if first and second and second < first:
            places = {"earlier": _label(register, earlier), "later": _label(register, later)}
            yield later, AnyueError(cases.CASE_DAYS_REVERSED, field=later, **places)


def _not_ahead(today: date) -> Callable[[Register, Content], Problems]:
    def check(register: Register, content: Content) -> Problems:
        for code in _PAST[register]:
            if content.get(code, "") > today.isoformat():
                yield code, AnyueError(cases.CASE_DAY_AHEAD, field=code, label=_label(register, code))

    return check


def _names(register: Register, content: Content) -> Problems:
    """A name of one character can't be told from the other words of a text."""
    for code in _NAMES:
        if (name := content.get(code, "")) and len(letters(name)) < _LEAST:
            yield code, AnyueError(cases.CASE_NAME_TOO_SHORT, field=code, label=_label(register, code))
