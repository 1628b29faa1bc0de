"""Two people at one item at the same time: one of them is first, and the other is told."""

import pytest

from anyue.cases import actions
from anyue.cases.models import CaseItem, CaseVerdict, Publication
from tests.cases.samples import approved, sent
from tests.cast import make_cast
from tests.race import at_once, codes

pytestmark = pytest.mark.django_db(transaction=True)


def test_approving_and_taking_back_exclude_each_other() -> None:
    cast = make_cast()
    item = sent(cast)
    mine, theirs = CaseItem.objects.get(pk=item.pk), CaseItem.objects.get(pk=item.pk)
    told = at_once(
        lambda: actions.approve_case(item=mine, version=1, by=cast.lead),
        lambda: actions.take_back_case(item=theirs, by=cast.clerk),
    )
    item.refresh_from_db()
    assert codes(told) in (["case_opened", "done"], ["case_review_stale", "done"])
    assert CaseVerdict.objects.count() == (1 if item.state() == "approved" else 0)
    assert item.state() in {"approved", "drafting"}


def test_two_who_publish_at_once_leave_one_publication_standing() -> None:
    cast = make_cast()
    item = approved(cast)
    copies = [CaseItem.objects.get(pk=item.pk) for _ in range(2)]
    told = at_once(
        *(
            lambda copy=copy: actions.publish_case(
                item=copy, version=1, is_named=False, more=[], by=cast.lead
            )
            for copy in copies
        )
    )
    assert codes(told) == ["done", "published_meanwhile"]
    assert Publication.objects.standing().count() == Publication.objects.count() == 1
