"""The units of a simulated county, and along which lines they are asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

Kind = Literal["area", "office", "department", "town", "village", "enterprise"]

_DEPARTMENTS = (
    "工业和信息化局",
    "应急管理局",
    "教育局",
    "交通局",
    "农业农村局",
    "卫生健康局",
    "民政局",
    "水利局",
)
_FIRST, _SECOND = "青白松柳石竹云溪梅枫", "岭河坪湾桥源"
_VILLAGE_FIRST, _VILLAGE_SECOND = "东西南北上下前后新古大小", "庄坡沟洼楼店塘台"
_TRADES = ("水泥厂", "机械厂", "粮油公司", "物流公司", "纺织厂", "化肥厂", "建材公司", "采石场")
_ALONG_BUREAU = 3
"""Every so many enterprises is asked by its bureau as well as by its town (条块)."""
_KEEPS_TO_ITSELF = 6
"""Every so many towns does not pass the notice on."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many units of each kind a county has beside its office."""

    towns: int = 12
    villages: int = 200
    enterprises: int = 60
    departments: int = 8


@dataclass(frozen=True, slots=True)
class SimulatedUnit:
    """One invented unit; `above` is the index of the unit that it belongs to."""

    name: str
    kind: Kind
    above: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """One unit asked by one superior: indices of the unit and of the superior's own line, None for the root.

    `hours_earlier` is how much before the notice's times this superior wants the reports.
    """

    unit: int
    superior: int | None
    hours_earlier: int = 0


@dataclass(frozen=True, slots=True)
class County:
    """Units in official order, and lines with those of each superior together, in the order of asking."""

    units: tuple[SimulatedUnit, ...]
    lines: tuple[Line, ...]

    def below(self, line: int) -> list[int]:
        """The lines that report to this one."""
        return [at for at, one in enumerate(self.lines) if one.superior == line]

    def name_of(self, line: int) -> str:
        """The name of a line's unit."""
        return self.units[self.lines[line].unit].name


ROOT = 0
"""The line of the county's office, which issues the notice; its unit is the second, below the area."""


def make_county(size: Size, name: str) -> County:
    """A county of this size under an invented name; the same size gives the same units."""
    units = [SimulatedUnit(name, "area", None), SimulatedUnit(f"{name}安委会办公室", "office", 0)]
    departments = _add(units, "department", (f"县{one}" for one in _DEPARTMENTS), size.departments, [0])
    towns = _add(units, "town", _names(_FIRST, _SECOND, "镇"), size.towns, [0])
    _add(units, "village", _names(_VILLAGE_FIRST, _VILLAGE_SECOND, "村"), size.villages, towns)
    enterprises = _add(units, "enterprise", _firms(), size.enterprises, towns)
    lines = [Line(1, None), *(Line(unit, ROOT) for unit in (*departments, *towns))]
    if departments:
        asked_by_bureau = enterprises[::_ALONG_BUREAU]
        lines += [Line(unit, 1, hours_earlier=12) for unit in asked_by_bureau]
    for at, town in enumerate(towns):
        if at % _KEEPS_TO_ITSELF == _KEEPS_TO_ITSELF - 1:
            continue
        line = 1 + len(departments) + at
        inside = [number for number, unit in enumerate(units) if unit.above == town]
        lines += [Line(unit, line, hours_earlier=24) for unit in inside]
    return County(tuple(units), tuple(lines))


def _add(
    units: list[SimulatedUnit], kind: Kind, names: Iterator[str], count: int, above: list[int]
) -> list[int]:
    """Add units of a kind, shared out evenly among those above; their indices."""
    first = len(units)
    count = count if above else 0
    # Those of one superior stand together, as in any official list.
    places = sorted(above[at % len(above)] for at in range(count))
    units += [SimulatedUnit(name, kind, place) for name, place in zip(names, places, strict=False)]
    return list(range(first, len(units)))


def _names(first: str, second: str, end: str) -> Iterator[str]:
    """Names that never run out, none of them twice."""
    plain = [f"{one}{two}" for two, one in product(second, first)]
    for prefix in ("", "外", "里", *(str(number) for number in range(2, 10_000))):
        yield from (f"{prefix}{name}{end}" for name in plain)


def _firms() -> Iterator[str]:
    for name in _names(_FIRST, _SECOND, ""):
        yield from (f"{name}{trade}" for trade in _TRADES)
