"""The pictures of an item: kept with its draft, and with each version that they went up with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from anyue import clock
from anyue.accounts.models import User
from anyue.campaigns.models import written_again
from anyue.cases.models import CaseItem, CasePicture
from anyue.core.errors import AnyueError, cases
from anyue.core.forms.values import clean_text
from anyue.core.uploads import Prepared
from anyue.files.storing import Store

MOST_PICTURES = 12
"""Of one item."""
LONGEST_CAPTION = 100


@dataclass(frozen=True, slots=True)
class PictureChanges:
    """What a person does to the pictures of a draft; captions and what goes by position."""

    added: Sequence[Prepared] = ()
    captions: Mapping[int, str] = field(default_factory=dict)
    removed: Collection[int] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.captions or self.removed)


NO_CHANGES = PictureChanges()


def change_pictures(item: CaseItem, changes: PictureChanges, store: Store, *, by: User) -> None:
    """Write the pictures of a draft, inside the transaction that has claimed it.

    Raises:
        AnyueError: it would have too many.
    """
    item.pictures.filter(number=0, position__in=list(changes.removed)).delete()
    for position, caption in changes.captions.items():
        said = clean_text(caption)[:LONGEST_CAPTION]
        item.pictures.filter(number=0, position=position).update(caption=said)
    has = dict(item.pictures.filter(number=0).values_list("original", "position"))
    new = {one.original: one for one in changes.added if one.original not in has}
    if len(has) + len(new) > MOST_PICTURES:
        raise AnyueError(cases.PICTURES_TOO_MANY, field="pictures", limit=MOST_PICTURES)
    last = max(has.values(), default=0)
    CasePicture.objects.bulk_create(
        CasePicture(
            item=item,
            position=position,
            file=store(one),
            original=one.original,
            added_at=clock.now(),
            added_by=by,
        )
        for position, one in enumerate(new.values(), last + 1)
    )


def send_pictures(item: CaseItem) -> list[list[object]]:
    """Write the pictures of the draft down with the version that goes up; what the version keeps of them."""
    sent = written_again(item.pictures.filter(number=0).select_related("file"), item.version)
    return [[row.position, row.file.sha256, row.caption] for row in sent]
