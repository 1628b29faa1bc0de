"""Input of a record: day, place, the measures of its kind, and everything optional."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.forms.boundfield import BoundField

from anyue.campaigns.models import Participation
from anyue.core.activity import Details, Link, Venue, safe_link, summed
from anyue.core.errors import AnyueError
from anyue.core.errors.ledger import LINK_UNTITLED
from anyue.core.vocabulary import EVENTS, Kind, Measure, Term
from anyue.files.fields import UploadsField
from anyue.orgs.models import Unit
from anyue.records.models import ActivityRecord
from anyue.records.queries import LineChoice, co_hosts_named
from anyue.web.fields import CountField, DayField

MEASURE, VENUE, LINK, LINE = "measure_", "venue", "link", "line"
VENUE_ROWS, LINK_ROWS = 8, 4
"""Rows of venues and of links that the page has."""
SHOWN_ROWS = 2
"""Rows of each that stand open."""

Terms = tuple[list[Term], list[Term]]


class NumbersForm(forms.Form):
    """The day and the numbers of one kind: all that is left to say of a planned activity that was held."""

    held_on = DayField(label="日期")

    def __init__(self, *args: Any, kind: Kind, today: date, must: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.initial = {"held_on": today, **self.initial}
        for measure in kind.measures:
            self.fields[MEASURE + measure.code] = CountField(
                label=measure.name, unit=measure.unit, required=must and measure.code == EVENTS
            )
            if measure.default is not None:
                self.initial.setdefault(MEASURE + measure.code, measure.default)

    def measures(self) -> dict[str, str]:
        """The numbers that were typed, by the code of the measure."""
        typed = {m.code: self.cleaned_data.get(MEASURE + m.code) for m in self.kind.measures}
        return {code: str(number) for code, number in typed.items() if number is not None}

    def tell(self, error: AnyueError) -> None:
        """Show a problem at the field that it is about."""
        codes = {measure.code for measure in self.kind.measures}
        field = MEASURE + error.field if error.field in codes else error.field
        self.add_error(field if field in self.fields else None, error.message)


class RecordForm(NumbersForm):
    """A record of one kind; each measure of the kind is a field of its own, with the vocabulary's default."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="单位", empty_label=None)
    title = forms.CharField(label="活动名称", max_length=100, required=False)
    place = forms.CharField(label="地点", max_length=100, required=False)
    settings = forms.MultipleChoiceField(
        label="场所",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="属于“五进”等活动的，请勾选。",
    )
    groups = forms.MultipleChoiceField(label="面向人群", required=False, widget=forms.CheckboxSelectMultiple)
    co_hosts = forms.CharField(
        label="联合开展单位",
        max_length=500,
        required=False,
        help_text="写单位名称，多个用顿号隔开。活动只计入本单位，联合开展单位不重复计数。",
    )
    note = forms.CharField(label="备注", max_length=500, required=False, widget=forms.Textarea({"rows": 2}))
    evidence = UploadsField(
        label="佐证材料",
        most=12,
        required=False,
        help_text="照片、短视频、签到表等，可以多选。照片里的拍摄地点和设备信息会自动去掉。",
    )
    key = forms.CharField(widget=forms.HiddenInput, validators=[RegexValidator(r"^[0-9a-f-]{36}$")])

    def __init__(
        self,
        *args: Any,
        kind: Kind,
        units: QuerySet[Unit],
        today: date,
        terms: Terms,
        choices: Sequence[LineChoice] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, kind=kind, today=today, **kwargs)
        self.fields["title"].widget.attrs["placeholder"] = kind.name
        cast("forms.ModelChoiceField[Unit]", self.fields["unit"]).queryset = units
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
        # The page's script makes a key of its own for a page that nobody has sent yet.
        made = "sent" if self.is_bound else "new"
        self.fields["key"].widget.attrs.update({"autocomplete": "off", "data-draft-key": made})
        self.initial = {"key": str(uuid.uuid4()), **self.initial}
        self.initial.setdefault("unit", next(iter(units), None))
        for name, offered in zip(("settings", "groups"), terms, strict=True):
            field = cast("forms.MultipleChoiceField", self.fields[name])
            field.choices = [(term.code, term.name) for term in offered]
        self._add_rows()
        self.choices = choices
        for choice in choices:
            name = f"{LINE}{choice.root.pk}_{choice.unit_id}"
            self.fields[name] = forms.ModelChoiceField(
                Participation.objects.filter(pk__in=[line.pk for line in choice.lines]),
                label=f"计入哪条线（{choice.root.name}）",
                required=False,
                empty_label=None,
                help_text="同一活动有几个上级布置时，一次活动只经其中一条线计入，另一条线计 0。",
            )
            named = [(line.pk, line.superior.unit.name) for line in choice.lines if line.superior]
            cast("forms.ChoiceField", self.fields[name]).choices = named
            self.initial.setdefault(name, choice.usual.pk)

    def _add_rows(self) -> None:
        for row in range(VENUE_ROWS):
            name = f"{VENUE}{row}"
            self.fields[name] = forms.CharField(label=f"地点 {row + 1}", max_length=100, required=False)
            for measure in self.kind.measures:
                self.fields[f"{name}_{measure.code}"] = CountField(
                    label=f"地点 {row + 1} 的{measure.name}", unit=measure.unit, required=False
                )
        for row in range(LINK_ROWS):
            name = f"{LINK}{row}"
            self.fields[f"{name}_outlet"] = forms.CharField(label="媒体", max_length=60, required=False)
            self.fields[f"{name}_title"] = forms.CharField(label="标题", max_length=120, required=False)
            address = forms.TextInput({"inputmode": "url", "autocomplete": "off"})
            self.fields[f"{name}_url"] = forms.CharField(
                label="网址", max_length=500, required=False, widget=address
            )
            self.fields[f"{name}_published_on"] = DayField(label="发布日期", required=False)

    def first_fields(self) -> list[BoundField]:
        """The few fields that matter, in the order in which they are asked."""
        own = [] if self["unit"].is_hidden else [self["unit"]]
        numbers = [self[MEASURE + measure.code] for measure in self.kind.measures]
        lines = [self[f"{LINE}{choice.root.pk}_{choice.unit_id}"] for choice in self.choices]
        return [*own, self["held_on"], *numbers, self["place"], *lines]

    def venue_rows(self) -> list[tuple[BoundField, list[tuple[Measure, BoundField]]]]:
        """(name, [(measure, number)]) of each row of a venue."""
        return [
            (self[f"{VENUE}{row}"], [(m, self[f"{VENUE}{row}_{m.code}"]) for m in self.kind.measures])
            for row in range(VENUE_ROWS)
        ]

    def link_rows(self) -> list[list[BoundField]]:
        """Outlet, title, address and day of each row of a link."""
        names = ("outlet", "title", "url", "published_on")
        return [[self[f"{LINK}{row}_{name}"] for name in names] for row in range(LINK_ROWS)]

    @property
    def has_more_venues(self) -> bool:
        """Whether a venue stands in the rows that are folded away."""
        return self._says_something(f"{VENUE}{row}" for row in range(SHOWN_ROWS, VENUE_ROWS))

    @property
    def has_more_links(self) -> bool:
        """Whether a link stands in the rows that are folded away."""
        return self._says_something(f"{LINK}{row}_" for row in range(SHOWN_ROWS, LINK_ROWS))

    @property
    def has_more(self) -> bool:
        """Whether something optional is filled in or wrong, so that it must not be folded away."""
        first = {field.name for field in self.first_fields()} | {"key", "unit", "evidence"}
        return self._says_something(name for name in self.fields if name not in first)

    def _says_something(self, starts: Iterable[str]) -> bool:
        """Whether a field whose name begins so is filled in or wrong."""
        begun = tuple(starts)
        named = [self[name] for name in self.fields if name.startswith(begun)]
        return any(field.value() or field.errors for field in named)

    def clean(self) -> dict[str, object]:
        """Look up the co-hosts, and hold the totals against the venues."""
        cleaned = super().clean() or {}
        unit = cleaned.get("unit")
        try:
            cleaned["hosts"] = co_hosts_named(unit, cleaned.get("co_hosts", "")) if unit else []
        except AnyueError as error:
            self.add_error("co_hosts", error.message)
        cleaned["links"] = tuple(self._links(cleaned))
        cleaned["venues"] = tuple(self._venues(cleaned))
        try:
            summed(self.kind, self.measures(), cleaned["venues"])
        except AnyueError as error:
            self.tell(error)
        return cleaned

    def _venues(self, cleaned: dict[str, Any]) -> Iterator[Venue]:
        """Rows that say something; a place without a name is told by its number."""
        for row in range(VENUE_ROWS):
            typed = {m.code: cleaned.get(f"{VENUE}{row}_{m.code}") for m in self.kind.measures}
            numbers = {code: str(number) for code, number in typed.items() if number is not None}
            if (name := cleaned.get(f"{VENUE}{row}", "")) or numbers:
                yield Venue(name or f"地点 {row + 1}", numbers)

    def _links(self, cleaned: dict[str, Any]) -> Iterator[Link]:
        for row in range(LINK_ROWS):
            name = f"{LINK}{row}_"
            outlet, title, url = (cleaned.get(name + part, "") for part in ("outlet", "title", "url"))
            published_on = cleaned.get(name + "published_on")
            try:
                url = safe_link(url)
            except AnyueError as error:
                self.add_error(f"{name}url", error.message)
            if outlet or title:
                yield Link(outlet, title, url, published_on)
            elif url or published_on:
                self.add_error(f"{name}title", AnyueError(LINK_UNTITLED).message)

    def values(self) -> dict[str, Any]:
        """The arguments that every action on a record takes."""
        cleaned = self.cleaned_data
        return {
            "title": cleaned["title"] or self.kind.name,
            "held_on": cleaned["held_on"],
            "measures": self.measures(),
            "co_hosts": cleaned["hosts"],
            "lines": [
                cleaned[name]
                for choice in self.choices
                if (name := f"{LINE}{choice.root.pk}_{choice.unit_id}")
                and choice.unit_id == cleaned["unit"].pk
                and cleaned.get(name)
            ],
            "details": Details(
                place=cleaned["place"],
                note=cleaned["note"],
                settings=tuple(cleaned["settings"]),
                groups=tuple(cleaned["groups"]),
                venues=cleaned["venues"],
                links=cleaned["links"],
            ),
        }


class EvidenceForm(forms.Form):
    """Files for a record that there is."""

    evidence = UploadsField(label="添加照片、视频、文件", most=12)


class ReasonForm(forms.Form):
    """Why an activity was called off."""

    reason = forms.CharField(label="取消的原因", max_length=200, required=False)


def initial_of(record: ActivityRecord, *, is_again: bool = False) -> dict[str, object]:
    """What the form of a record shows of one that exists; `is_again` leaves out the day and the numbers."""
    known: dict[str, object] = {
        "unit": record.unit_id,
        "title": "" if record.title == record.activity_kind.name else record.title,
        "place": record.place,
        "note": record.note,
        "settings": record.setting_codes,
        "groups": record.group_codes,
        "co_hosts": "、".join(host.unit.name for host in record.co_hosts.all()),
    }
    for row, venue in enumerate(record.places()):
        known[f"{VENUE}{row}"] = venue.name
        if not is_again:
            known |= {f"{VENUE}{row}_{code}": number for code, number in venue.measures.items()}
    if is_again:
        return known
    for row, link in enumerate(record.links.all()):
        told = {
            "outlet": link.outlet,
            "title": link.title,
            "url": link.url,
            "published_on": link.published_on,
        }
        known |= {f"{LINK}{row}_{name}": value for name, value in told.items()}
    numbers = {MEASURE + code: number for code, number in record.measures.items()}
    known |= {f"{LINE}{line.root_id}_{record.unit_id}": line.participation_id for line in record.lines.all()}
    return {**known, **numbers, "held_on": record.held_on, "key": record.key}
