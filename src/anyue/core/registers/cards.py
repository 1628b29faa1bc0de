"""What a liaison's card is filled with beforehand: the unit, the person, and the card sent last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from anyue.core.forms.form import Form, FormKind
from anyue.core.forms.meaning import Meaning, meaning_of

_OF_PERSON = frozenset(
    {
        Meaning.NAME,
        Meaning.POST,
        Meaning.MOBILE,
        Meaning.PHONE,
        Meaning.EMAIL,
        Meaning.ACCOUNT,
        Meaning.UNIT_POST,
    }
)
_OF_UNIT = frozenset({Meaning.LANDLINE, Meaning.FAX, Meaning.ADDRESS})


@dataclass(frozen=True, slots=True)
class CardFacts:
    """What is known before anybody types: the unit, its person, and that person's number, "" for unknown."""

    unit: str
    name: str
    mobile: str = ""


def is_of_people(form: Form) -> bool:
    """Whether a form asks for a person: a card with a name, or a register of people, which has no day."""
    if form.kind not in {FormKind.CARD, FormKind.REGISTER} or form.rows:
        return False
    asked = {meaning_of(name) for name in form.fields}
    return (
        Meaning.NAME in asked
        and Meaning.DATE not in asked
        and bool(asked & {Meaning.MOBILE, Meaning.PHONE, Meaning.LANDLINE})
    )


def card_values(
    form: Form, facts: CardFacts, last: Sequence[tuple[Form, Mapping[str, str]]] = ()
) -> dict[str, str]:
    """The values, by code, that a form of people can be filled with; `last` are those sent, newest first.

    What was sent before tells of the office whoever sent it, and of the person only where it names them. Its
    telephone and mobile numbers are told apart, so that neither ends up in the place of the other.
    """
    if not is_of_people(form):
        return {}
    known = {Meaning.UNIT: facts.unit, Meaning.NAME: facts.name}
    for form_before, values in last:
        said = _by_meaning(form_before, values) if is_of_people(form_before) else {}
        is_same = bool(facts.name) and said.get(Meaning.NAME) == facts.name
        for meaning, text in said.items():
            if meaning in _OF_UNIT or (is_same and meaning in _OF_PERSON):
                known.setdefault(meaning, text)
    if facts.mobile:
        known[Meaning.MOBILE] = facts.mobile
        known.setdefault(Meaning.PHONE, facts.mobile)
    codes = _codes(form)
    return {code: known[meaning] for code, meaning in codes.items() if meaning and known.get(meaning)}


def _codes(form: Form) -> dict[str, Meaning | None]:
    """What each blank of the card, or of the register's first own row, asks for."""
    pattern = "f{}" if form.kind is FormKind.CARD else "r1c{}"
    return {pattern.format(at): meaning_of(name) for at, name in enumerate(form.fields, start=1)}


def _by_meaning(form: Form, values: Mapping[str, str]) -> dict[Meaning, str]:
    found: dict[Meaning, str] = {}
    for code, meaning in _codes(form).items():
        if meaning and values.get(code):
            found.setdefault(meaning, values[code])
    return found
