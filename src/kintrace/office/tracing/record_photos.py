"""Put a photo on a record: the first it has, or another in the place of the one before."""

from typing import IO

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from kintrace.office import files, photos
from kintrace.office.accounts.may import Act, require
from kintrace.office.accounts.models import Member
from kintrace.office.journal.actions import write
from kintrace.office.journal.unnamed import refuse_names
from kintrace.office.tracing.models import Record
from kintrace.office.tracing.record_actions import held, replaced
from kintrace.office.tracing.record_queries import own_record


def put_photo(*, by: Member, number: int, photo: IO[bytes], source: str) -> Record:
    """Put a version with a photo, drawn anew, in the place of a record; earlier versions keep theirs.

    source: whom or what the photo is from; the journal keeps it.
    """
    require(by, Act.ENTER_RECORDS)
    own_record(by, number)  # before anything is drawn or kept
    kept = files.keep(photos.redrawn(photo))
    try:
        with transaction.atomic():
            old = held(by, number)
            if old.photo == kept:
                raise ValidationError(_("Nothing was changed."))
            refuse_names(source, {old.name})
            new = replaced(by, old, old.people, kept)
            write("put photo", by=by, about=("record", new.id), why=source, replaces=old.id)
    except (
        ValidationError,
        Http404,
        DatabaseError,
    ):  # somebody was faster; the source names the child; no room
        files.drop_if_nobodys(kept)
        raise
    return new
