"""A notice beside the campaigns of its superiors, with what people said of it."""

from django.db.models import QuerySet

from anyue.accounts.models import User
from anyue.campaigns.models import Campaign, Notice
from anyue.campaigns.queries import carried_out_by
from anyue.core.coverage import Item, compare, with_words


def superiors_of(user: User, notice: Notice) -> QuerySet[Campaign]:
    """The campaigns that a notice of a unit may be held against: those in which the unit was asked.

    A root whose notice was never sent to the unit is not the person's to read.
    """
    readable = Notice.objects.visible_to(user)
    return carried_out_by(notice.unit).filter(notice__in=readable).exclude(notice=notice)


def coverage_of(notice: Notice, against: Campaign) -> tuple[Item, ...]:
    """What the superior asks, with what the notice's plan has for it and what people said of it; one query.

    The campaign has its notice at hand.
    """
    found = compare(against.notice.read_plan(), notice.read_plan())
    words = notice.coverage_words.filter(against=against)
    return with_words(found, [word.said() for word in words])
