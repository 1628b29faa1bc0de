"""A plan as JSON and back without loss."""

import dataclasses
import types
import typing
from enum import Enum
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

from anyue.core.forms.form import Form, FormKind
from anyue.core.notice.plan import Plan

_DERIVED = ("indicators", "form_fields")


def plan_to_json(plan: Plan) -> dict[str, Any]:
    """The plan as JSON values, with the flat lists `indicators` and `form_fields` added."""
    out: dict[str, Any] = _encode(plan)
    out["indicators"] = [
        {"label": i.label, "unit": i.unit, "form": form_name(form), "code": i.code, "span": _encode(i.span)}
        for form in plan.forms
        for i in form.indicators
    ]
    out["form_fields"] = [
        {"form": form_name(form), "fields": list(form.fields)}
        for form in plan.forms
        if form.kind in {FormKind.REGISTER, FormKind.CARD} and form.fields
    ]
    return out


def form_name(form: Form) -> str:
    """“附件2 活动统计表”."""
    return f"{form.number} {form.title}".strip()


def plan_from_json(data: dict[str, Any]) -> Plan:
    """The plan of an object that `plan_to_json` made; keys that a plan does not have are passed over."""
    plan: Plan = _decode(Plan, {key: value for key, value in data.items() if key not in _DERIVED})
    return plan


def form_to_json(form: Form) -> dict[str, Any]:
    """One form as JSON values."""
    out: dict[str, Any] = _encode(form)
    return out


def form_from_json(data: dict[str, Any]) -> Form:
    """The form of an object that `form_to_json` made."""
    form: Form = _decode(Form, data)
    return form


def item_to_json(item: object) -> Any:  # noqa: ANN401  JSON holds any of a few shapes.
    """One item of a plan's list, or one field of its head, as JSON values."""
    return _encode(item)


def item_from_json(section: str, data: dict[str, Any]) -> Any:  # noqa: ANN401  Each list has its own type.
    """The item of an object that `item_to_json` made; `section` is the list's name in `Plan`."""
    return _decode(get_args(_hints(Plan)[section])[0], data)


def _encode(value: Any) -> Any:  # noqa: ANN401  JSON holds any of a few shapes.
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return {f.name: _encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    if isinstance(value, dict):
        return {key: _encode(item) for key, item in value.items()}
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _decode(kind: Any, value: Any) -> Any:  # noqa: ANN401, PLR0911  One answer a shape, led by the annotations of the dataclasses.
    origin = get_origin(kind)
    if origin in {types.UnionType, typing.Union}:
        inner = next(arg for arg in get_args(kind) if arg is not type(None))
        return None if value is None else _decode(inner, value)
    if origin is tuple:
        args = get_args(kind)
        if args[-1] is Ellipsis:
            return tuple(_decode(args[0], item) for item in value)
        return tuple(_decode(arg, item) for arg, item in zip(args, value, strict=True))
    if origin is dict:
        return {key: _decode(get_args(kind)[1], item) for key, item in value.items()}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        hints = _hints(kind)
        return kind(**{key: _decode(hints[key], item) for key, item in value.items() if key in hints})
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    return value
