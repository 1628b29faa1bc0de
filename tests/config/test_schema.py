"""The interface against its own description (OpenAPI): what it allows and forbids, and what it answers."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from pytest_django import Settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from anyue.config.api import api
from anyue.orgs.models import Membership
from anyue.tokens.actions import make_token
from anyue.tokens.choices import SCOPES
from tests.cast import Running
from tests.config.test_tokens import DAY

schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
schema.app = get_wsgi_application()


@pytest.fixture
def secret(running: Running, settings: Settings) -> Iterator[str]:
    """A token of the county's lead, for everything."""
    settings.RATE_LIMITS = ()
    lead = running.cast.lead
    made = make_token(
        membership=Membership.objects.get(user=lead), name="x", scopes=list(SCOPES), last_day=DAY, by=lead
    )
    # The server closes its connection after each answer, which here is the test's own.
    ends = (request_started, request_finished)
    for end in ends:
        end.disconnect(close_old_connections)
    yield made.secret
    for end in ends:
        end.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=4,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_interface_keeps_to_its_description(case: Any, secret: str) -> None:  # noqa: ANN401  It is untyped.
    with transaction.atomic():
        case.call_and_validate(
            headers={"Authorization": f"Bearer {secret}"},
            # A day, a file or a unit may be of the right shape and still be refused.
            excluded_checks=[positive_data_acceptance],
        )
        transaction.set_rollback(True)
