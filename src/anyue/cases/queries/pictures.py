"""The pictures of an item, each for whom it is; and those that are public."""

from collections.abc import Collection

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from anyue.accounts.models import User
from anyue.cases.models import CaseItem, CasePicture, Publication, PublishedPicture
from anyue.cases.queries.items import item_for, seen_versions
from anyue.core.errors import AnyueError, cases
from anyue.orgs.queries import roles_in


def pictures_of(item: CaseItem, number: int) -> QuerySet[CasePicture]:
    """Those of one version, of the draft for 0; one query."""
    return item.pictures.filter(number=number).select_related("file")


def all_pictures_of(item: CaseItem) -> QuerySet[CasePicture]:
    """Those of the draft and of all versions; one query."""
    return item.pictures.select_related("file")


def picture_for(user: User, pk: int, number: int, position: int) -> CasePicture:
    """One picture within a person's reach: of the draft to its unit alone, of a version to who reads that.

    404 otherwise. Five queries at most.
    """
    item = item_for(user, pk)
    is_own = bool(roles_in(user, item.unit_id))
    seen = {version.number for version in seen_versions(item, is_own=is_own)} | ({0} if is_own else set())
    if number not in seen:
        raise Http404
    return get_object_or_404(pictures_of(item, number), position=position)


def pictures_to_publish(item: CaseItem, positions: Collection[int]) -> dict[int, CasePicture]:
    """Those of the approved version at these positions; one query.

    Raises:
        AnyueError: one is none.
    """
    found = {
        one.position: one
        for one in pictures_of(item, item.approved_version)
        if item.approved_version and one.position in positions
    }
    if len(found) < len(set(positions)):
        raise AnyueError(cases.PICTURE_NOT_SENT)
    return found


def published_pictures(publication: Publication) -> QuerySet[PublishedPicture]:
    """Those that go with a publication; one query."""
    return publication.pictures.select_related("file")
