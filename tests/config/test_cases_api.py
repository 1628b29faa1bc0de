"""The registers over the interface: the same way as on the pages."""

from typing import Any

import pytest
from django.test import Client

from anyue.cases.models import CaseItem
from tests.cases.samples import CASE, line_key, published
from tests.cast import Cast, new_key
from tests.fixtures import signed_in

pytestmark = pytest.mark.django_db


def call(client: Client, method: str, path: str, **body: Any) -> Any:  # noqa: ANN401  The body of the answer.
    return getattr(client, method)(f"/api/cases{path}", body, content_type="application/json")


def test_a_case_goes_its_way_over_the_interface(cast: Cast) -> None:
    clerk, lead = signed_in(cast.clerk), signed_in(cast.lead)
    key = line_key(cast.town, cast.office)
    assert key in [one["key"] for one in clerk.get("/api/cases/lines").json()]
    given = {"kind": "case", "line": key, "content": CASE, "key": new_key()}
    item = call(clerk, "post", "", **given).json()
    assert call(clerk, "post", "", **given).json()["id"] == item["id"]
    path = f"/{item['id']}"
    assert lead.get(f"/api/cases{path}").status_code == 404
    wrong = call(clerk, "post", f"{path}/send", content={}, revision=0, key=new_key())
    assert (wrong.status_code, set(wrong.json()["fields"])) == (
        422,
        {"title", "kinds", "enterprise", "decided_on", "authority", "facts", "basis", "on_enterprise"},
    )
    assert call(clerk, "post", f"{path}/send", content=CASE, revision=0, key=new_key()).status_code == 200
    assert call(clerk, "post", f"{path}/approve", version=1).status_code == 403
    assert call(lead, "post", f"{path}/approve", version=1).json()["state"] == "approved"
    fields = lead.get(f"/api/cases{path}/public", {"more": ["没有培训"]}).json()
    text = "".join(piece["text"] for field in fields for piece in field["pieces"])
    assert [one for one in ("霁岚", "欧阳焱", "没有培训") if one in text] == []
    assert call(lead, "post", f"{path}/publish", version=1).json()["is_public"]
    assert call(clerk, "post", f"{path}/unpublish", reason="异议").status_code == 403
    assert not call(lead, "post", f"{path}/unpublish", reason="异议").json()["is_public"]


def test_a_list_shows_what_is_within_reach_alone(cast: Cast) -> None:
    item = published(cast)
    for user, expected in (
        (cast.lead, [item.pk]),
        (cast.clerk, [item.pk]),
        (cast.sibling, []),
        (cast.outsider, []),
    ):
        page = signed_in(user).get("/api/cases").json()
        assert [one["id"] for one in page["items"]] == expected
    assert Client().get(f"/api/cases/{item.pk}").status_code == 401
    assert CaseItem.objects.count() == 1
