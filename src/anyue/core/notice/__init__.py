"""Reading a notice: a document goes in, a `Plan` comes out, each item tied to the words it came from."""

from anyue.core.notice.open import open_text
from anyue.core.notice.plan import Plan
from anyue.core.notice.read import is_plan, read_notice
from anyue.core.notice.serial import form_from_json, form_to_json, plan_from_json, plan_to_json
from anyue.core.notice.shift import shift_years

__all__ = [
    "Plan",
    "form_from_json",
    "form_to_json",
    "is_plan",
    "open_text",
    "plan_from_json",
    "plan_to_json",
    "read_notice",
    "shift_years",
]
