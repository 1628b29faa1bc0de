"""A pack as a zip file: photos under names that an editor can use at once, and the document beside them."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.http import FileResponse
from django.utils import timezone

from anyue import clock
from anyue.accounts.models import User
from anyue.core.activity import Venue
from anyue.core.packs import (
    Deed,
    Section,
    Shot,
    Told,
    build_captions,
    caption_of,
    pack_name,
    photo_names,
    sentence_of,
)
from anyue.records.actions import export_pack
from anyue.records.models import ActivityRecord, Evidence
from anyue.records.queries.packs import Pack, Packed

DOCUMENT = "图片说明.docx"


def deed_of(record: ActivityRecord) -> Deed:
    """A record with its unit and its co-hosts at hand, as a value of the core."""
    return Deed(
        unit=record.unit.name,
        title=record.title,
        held_on=record.held_on,
        places=(record.place,) if record.place else tuple(map(_name, record.places())),
        beside=tuple(host.unit.name for host in record.co_hosts.all()),
        measures=tuple(record.named_measures()),
        note=record.note,
    )


def _name(venue: Venue) -> str:
    return venue.name


def pack_response(pack: Pack, *, by: User) -> FileResponse:
    """A pack that a person asked for, as a download, noted on the trail; errors as `write_pack`."""
    packed = write_pack(pack, timezone.localtime(clock.now()))
    export_pack(participation=pack.participation, photos=pack.photos, by=by)
    name = pack_name(pack.participation.campaign.name, pack.participation.unit.name)
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


def write_pack(pack: Pack, at: datetime) -> IO[bytes]:
    """The zip as an open file, gone once it is closed, at its beginning; `at` is the time on its files.

    One photo after the other goes through it, so that no number of them fills the memory. A photo that is
    missing on the disk is told in the document and stops nothing.

    Raises:
        AnyueError: there is nothing in it, or too much.
    """
    pack.check()
    packed = pack.packed()
    order = {one.unit.pk: one.order for one in pack.units}
    photos = [(record, one) for record in (each.record for each in packed) for one in record.evidence.all()]
    shots = (
        Shot(
            order[record.unit_id], record.unit.name, record.held_on, record.title, one.file.upload_kind.ending
        )
        for record, one in photos
    )
    names = {one.pk: name for (_, one), name in zip(photos, photo_names(shots), strict=True)}
    out = TemporaryFile()  # noqa: SIM115  Whoever sends it closes it.
    try:
        with ZipFile(out, "w", ZIP_STORED) as package:
            missing = {one.pk for _, one in photos if not _add_photo(package, names[one.pk], one, at)}
            sections = list(_sections(packed, order, names, missing))
            document = build_captions(_title(pack), _lead(pack, at), sections)
            package.writestr(_entry(DOCUMENT, at), document, ZIP_DEFLATED)
    except BaseException:
        out.close()
        raise
    out.seek(0)
    return out


def _entry(name: str, at: datetime) -> ZipInfo:
    return ZipInfo(name, at.timetuple()[:6])


def _add_photo(package: ZipFile, name: str, photo: Evidence, at: datetime) -> bool:
    """Copy a photo as it was kept, without the place and the device; False where it is gone from the disk."""
    try:
        kept = photo.file.content.open("rb")
    except FileNotFoundError:
        return False
    # A photo is as small as it gets: packing it again would only take time.
    with kept, package.open(_entry(name, at), "w") as entry:
        shutil.copyfileobj(kept, entry)
    return True


def _title(pack: Pack) -> str:
    return f"{pack.participation.unit.name}{pack.participation.campaign.name}图片说明"


def _lead(pack: Pack, at: datetime) -> str:
    day = f"{at.year}年{at.month}月{at.day}日"
    return (
        f"截至{day}，共 {pack.deeds} 项活动、{pack.photos} 张照片，按单位排序，照片文件名前的数字为单位序号。"
    )


def _sections(
    packed: Iterable[Packed], order: dict[int, int], names: dict[int, str], missing: set[int]
) -> Iterator[Section]:
    """Unit by unit, as the activities come."""
    by_unit: dict[int, list[Packed]] = {}
    for one in packed:
        by_unit.setdefault(one.record.unit_id, []).append(one)
    for unit_id, held in by_unit.items():
        told = tuple(_told(one, names, missing) for one in held)
        yield Section(order[unit_id], held[0].record.unit.name, told)


def _told(packed: Packed, names: dict[int, str], missing: set[int]) -> Told:
    record, featured = packed.record, packed.featured
    deed = deed_of(record)
    if not packed.is_seen:
        # The numbers, the co-hosts and the note are the unit's own until a table sends them in.
        deed = replace(deed, beside=(), measures=(), note="")
    words = [sentence_of(deed)]
    if featured:
        words += [f"特色活动：{featured.title}", featured.text]
        if featured.adopted_in:
            words.append(f"采用情况：{featured.adopted_in}")
    photos = tuple(
        (names[one.pk] if one.pk not in missing else "文件已不在", one.caption or caption_of(deed))
        for one in record.evidence.all()
    )
    return Told(record.title, tuple(words), photos)
