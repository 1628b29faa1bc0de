"""What a draft is drawn from: the plan as one unit has it, and the numbers that the unit sent in."""

from collections.abc import Mapping
from dataclasses import dataclass

from anyue.core.forms.form import Form


@dataclass(frozen=True, slots=True)
class Task:
    """One activity of the plan; `person` and `due` are what the unit set, "" where it set nothing.

    `kind` is a code of the vocabulary or ""; `is_own` says that the activity was given to this unit.
    """

    heading: str
    text: str
    when: str
    responsible: str
    kind: str
    person: str = ""
    due: str = ""
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A statistics table with the unit's numbers by code; `place` counts the campaign's forms from 1."""

    place: int
    form: Form
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Facts:
    """A campaign as one unit has it, all in words; `document` is the name of the text that is asked.

    `periods` are (name, days), `asked` (what is to be sent in, by when), `requirements` their headings.
    """

    unit: str
    document: str
    notice: str
    doc_number: str
    theme: str
    periods: tuple[tuple[str, str], ...] = ()
    tasks: tuple[Task, ...] = ()
    quotas: tuple[str, ...] = ()
    asked: tuple[tuple[str, str], ...] = ()
    requirements: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Gathered:
    """What came in from the units below, as the office knows it itself.

    `counts` are numbers by key (`figures.key_of`); `names` whom or what some of them count, as they are to be
    named; `quotas` the words of each quota that the ledger could count, whose keys count from 1.
    """

    counts: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    quotas: tuple[str, ...] = ()
