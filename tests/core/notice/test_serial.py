import json

from hypothesis import given
from hypothesis import strategies as st

from anyue.core.forms.form import Form
from anyue.core.notice import Plan, form_from_json, form_to_json, plan_from_json, plan_to_json


@given(st.from_type(Plan))
def test_plan_survives_json_without_loss(plan: Plan) -> None:
    assert plan_from_json(json.loads(json.dumps(plan_to_json(plan)))) == plan


@given(st.from_type(Form))
def test_form_survives_json_without_loss(form: Form) -> None:
    assert form_from_json(json.loads(json.dumps(form_to_json(form)))) == form
