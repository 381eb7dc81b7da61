"""What members do with the photo of a child: put one, take it off, see it."""

from collections.abc import Iterator
from functools import partial
from typing import IO

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from kintrace.office import files, photos
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names
from kintrace.office.registry.actions import need_source
from kintrace.office.registry.may import visible_children
from kintrace.office.registry.models import Child


def put_photo(*, by: Member, number: int, photo: IO[bytes], source: str) -> Child:
    """Put a photo, drawn anew, in the place of the one before; the journal keeps who has it from whom."""
    require(by, Act.KEEP_REGISTRY)
    need_source(source)
    refuse_names(source, get_object_or_404(visible_children(by), id=number).called())
    kept = files.keep(photos.redrawn(photo))
    try:
        return _put_kept(by, number, kept, source)
    except (ValidationError, Http404, DatabaseError):  # the child was renamed or is gone; or there is no room
        files.drop_if_nobodys(kept)
        raise


def take_off_photo(*, by: Member, number: int, why: str) -> Child:
    """Take the photo off; its file goes, unless somebody else's points to it."""
    require(by, Act.KEEP_REGISTRY)
    with transaction.atomic():
        child = _held(by, number)
        if not child.photo:
            raise ValidationError(_("Nothing was changed."))
        refuse_names(why, child.called())
        _put(child, "")
        write("took off photo", by=by, about=("child", child.id), why=why)
    return child


def see_photo(*, by: Member, number: int) -> Iterator[bytes]:
    """Return the photo of a child, and tell the journal who saw it; raises FileNotFoundError without one."""
    child = get_object_or_404(visible_children(by), id=number)
    if not child.photo:
        raise FileNotFoundError
    content = files.pieces(child.photo)
    write("saw photo", by=by, about=("child", child.id))
    return content


@transaction.atomic
def _put_kept(by: Member, number: int, kept: str, source: str) -> Child:
    child = _held(by, number)
    if child.photo == kept:
        raise ValidationError(_("Nothing was changed."))
    refuse_names(source, child.called())
    _put(child, kept)
    write("put photo", by=by, about=("child", child.id), why=source)
    return child


def _held(by: Member, number: int) -> Child:
    return get_object_or_404(visible_children(by).select_for_update(), id=number)


def _put(child: Child, photo: str) -> None:
    before, child.photo = child.photo, photo
    child.save(update_fields=["photo"])
    if before:
        transaction.on_commit(partial(files.drop_if_nobodys, before))
