"""What the activities of a ledger give a register: a row each, under the pre-printed row of its kind."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from anyue.core.counting.drawing import Drawn
from anyue.core.forms.entry import label_column
from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.meaning import Meaning, meaning_of
from anyue.core.forms.register_rows import MOST_ROWS
from anyue.core.vocabulary import Vocabulary

_AND = re.compile(r"[、，,；;和及]|以及|或者")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Event:
    """An activity that was held, as a register tells of it.

    `people` is how many took part, "" where nobody counted; `beside` the units that held it with the host;
    `media` its reports in the media as (outlet, address).
    """

    pk: int
    kind: str
    title: str
    held_on: date
    host: str
    place: str = ""
    people: str = ""
    beside: tuple[str, ...] = ()
    media: tuple[tuple[str, str], ...] = ()
    note: str = ""


def draws_events(form: Form) -> bool:
    """Whether a form is a register of activities: it has a column for what was held and one for when."""
    if form.kind is not FormKind.REGISTER:
        return False
    asked = {meaning_of(name) for name in form.fields}
    return Meaning.DATE in asked and bool(asked & {Meaning.TITLE, Meaning.KIND})


def draw_rows(form: Form, events: Iterable[Event], known: Vocabulary) -> Drawn:
    """The events that a register asks for, as values by code with the event behind each.

    Under pre-printed rows come those whose kind one of these names, the first that does; without such rows,
    those of the kind that the form's title names, or all. In the order of the ids, so that a row keeps its
    place when another is added; no more than `MOST_ROWS`.
    """
    drawn = Drawn()
    if not draws_events(form):
        return drawn
    printed = _kinds_of_rows(form, known)
    only = None if form.rows else known.classify(form.title)
    taken = [
        event
        for event in sorted(events, key=lambda event: event.pk)
        if (event.kind in printed if form.rows else only in {None, event.kind})
    ]
    label = label_column(form)
    for event in taken[:MOST_ROWS]:
        row = f"p{printed[event.kind]}e{event.pk}" if form.rows else f"e{event.pk}"
        for column, name in enumerate(form.fields, start=1):
            text = "" if column == label else _told(event, name, form, known)
            if text:
                drawn.values[f"{row}c{column}"] = text[:_LONGEST]
                drawn.records[f"{row}c{column}"] = [event.pk]
    return drawn


def _kinds_of_rows(form: Form, known: Vocabulary) -> Mapping[str, int]:
    """The pre-printed row, from 1, of each kind that one names; a row's main kind goes before its others."""
    rows: dict[str, int] = {}
    for number, label in enumerate(form.rows, start=1):
        if main := known.classify(label):
            rows.setdefault(main, number)
    for number, label in enumerate(form.rows, start=1):
        for words in _AND.split(label):
            if kind := known.classify(words):
                rows.setdefault(kind, number)
    return rows


def _told(event: Event, name: str, form: Form, known: Vocabulary) -> str:
    """What an event says under a column's name, "" for nothing."""
    together = "、".join(event.beside)
    meaning = meaning_of(name)
    if meaning is Meaning.NOTE:
        has_host = any(meaning_of(one) is Meaning.HOST for one in form.fields)
        shared = f"与{together}联合开展" if together and not has_host else ""
        return "；".join(filter(None, [event.note, shared]))
    said = {
        Meaning.UNIT: event.host,
        Meaning.HOST: "、".join((event.host, *event.beside)),
        Meaning.TITLE: event.title,
        Meaning.KIND: known.kind(event.kind).name,
        Meaning.DATE: f"{event.held_on.month}月{event.held_on.day}日",
        Meaning.PLACE: event.place,
        Meaning.PEOPLE: event.people,
        Meaning.HELD: "是",
        Meaning.OUTLET: "、".join(dict.fromkeys(outlet for outlet, _ in event.media if outlet)),
        Meaning.LINK: "；".join(url for _, url in event.media if url),
    }
    return said.get(meaning, "") if meaning else ""


def attendance(kind: str, measures: Mapping[str, str], known: Vocabulary) -> str:
    """How many took part in an activity of this kind: its first measure in 人次 or 人; "" for none."""
    counted = (one for one in known.kind(kind).measures if one.unit in {"人次", "人"})
    return next((measures[one.code] for one in counted if one.code in measures), "")
