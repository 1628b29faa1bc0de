"""The matrix of roles: every role and act has its row, and the document is what the code makes of it."""

import re

from anyue.orgs.choices import Role
from anyue.orgs.permissions import ROLE_PERMISSIONS, ROLE_SIGHT, Permission
from tools.permissions import DOCUMENT, document


def test_every_role_has_its_row() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set(ROLE_SIGHT) == set(Role)


def test_every_act_is_named_in_chinese() -> None:
    assert [one.value for one in Permission if not re.search(r"[\u4e00-\u9fff]", one.label)] == []


def test_document_is_made_from_the_code() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == document(), "Run `python -m tools.permissions`."
