"""A full disk is told from any other trouble."""

import errno

import pytest
from django.db import IntegrityError, OperationalError
from sqlcipher3 import dbapi2 as cipher

from kintrace.office import full
from kintrace.office.full import means_full


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EFBIG, "File too large"),
        OperationalError("database or disk is full"),
        OperationalError("could not extend file: No space left on device"),
        cipher.OperationalError("database or disk is full"),
    ],
)
def test_no_room_is_known_whoever_says_it(error):
    assert means_full(error)
    later = RuntimeError("while saving")
    later.__cause__ = error
    assert means_full(later)
    meanwhile = RuntimeError("while tidying up")
    meanwhile.__context__ = error
    assert means_full(meanwhile)


@pytest.mark.parametrize("error", [OSError(errno.EACCES, "no"), IntegrityError("disk full"[:4]), KeyError(1)])
def test_other_trouble_is_not_taken_for_it(error):
    assert not means_full(error)


def test_room_is_kept_while_the_block_lasts_and_may_be_given_up_before():
    with full.spare_room() as room:
        assert room.stat().st_size == full.SPARE_BYTES
    assert not room.exists()
    with full.spare_room() as room:
        room.unlink()
    assert not room.exists()
