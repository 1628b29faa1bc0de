"""Reading a notice: a document goes in, a `Plan` comes out, each item tied to the words it came from.

What is named here is loaded when it is first asked for, since the whole reader takes a third of a second: who
opens one blank table needs little of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "Plan",
    "form_from_json",
    "form_to_json",
    "is_plan",
    "open_text",
    "plan_from_json",
    "plan_to_json",
    "read_files",
    "read_notice",
    "read_opened",
    "shift_years",
]

if TYPE_CHECKING:
    from anyue.core.notice.open import open_text
    from anyue.core.notice.plan import Plan
    from anyue.core.notice.read import is_plan, read_files, read_notice, read_opened
    from anyue.core.notice.serial import form_from_json, form_to_json, plan_from_json, plan_to_json
    from anyue.core.notice.shift import shift_years
else:
    _HOMES = {
        "open": ("open_text",),
        "plan": ("Plan",),
        "read": ("is_plan", "read_files", "read_notice", "read_opened"),
        "serial": ("form_from_json", "form_to_json", "plan_from_json", "plan_to_json"),
        "shift": ("shift_years",),
    }
    _HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

    def __getattr__(name: str) -> object:
        if name not in _HOME_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
