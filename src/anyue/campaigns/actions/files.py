"""Writes: an office's own blank form in the place of one that was read from running text."""

from dataclasses import replace

from django.db import transaction

from anyue.accounts.models import User
from anyue.audit.actions import write_entry
from anyue.campaigns.actions.notices import correct_notice
from anyue.campaigns.files import Upload, free_name, keep_files, read_upload
from anyue.campaigns.models import Notice
from anyue.core import errors
from anyue.core.errors import AnyueError
from anyue.core.forms.form import Form, Group
from anyue.core.notice.corrections import Act, Item, edit_of
from anyue.orgs.actions import require
from anyue.orgs.permissions import Permission


def replace_form(*, notice: Notice, item: Item, file: Upload, revision: int, by: User) -> None:
    """Put the form of a blank file in the place of one that was read; the file is kept with the notice.

    Raises:
        AnyueError: no right to, the file can't be opened, is marked secret or holds no form, or somebody else
            changed the plan meanwhile.
    """
    require(by, Permission.IMPORT_NOTICE, notice.unit_id)
    file = replace(file, name=free_name(notice, file.name))
    forms = read_upload([file]).forms
    if not forms:
        raise AnyueError(errors.NO_FORM, name=file.name)
    form = _in_place_of(item.value, forms)
    with keep_files() as keep, transaction.atomic():
        correct_notice(notice=notice, act=Act.REPLACE, edits=[edit_of(item, form)], revision=revision, by=by)
        kept = keep(notice, file, by)
        write_entry("keep_file", by=by, on=kept, unit_id=notice.unit_id)


def _in_place_of(old: Form, forms: tuple[Form, ...]) -> Form:
    """The form of the file that is named most like the old one, under the number and span that this has."""
    new = max(forms, key=lambda form: len(set(form.title) & set(old.title)))
    groups = tuple(_without_spans(group) for group in new.groups)
    return replace(
        new,
        number=old.number or new.number,
        title=new.title or old.title,
        groups=groups,
        span=old.span,
        doubt=None,
    )


def _without_spans(group: Group) -> Group:
    """The group with no places in the text, since they were those of another text."""
    return replace(group, indicators=tuple(replace(one, span=None, blank=None) for one in group.indicators))
