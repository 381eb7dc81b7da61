"""A file is read by what is in it, and refused with a sentence."""

import pytest

from kintrace import pfif
from kintrace.errors import PfifUnreadable
from kintrace.pfif.reading import looks_like_pfif

FILE = '<?xml version="1.0"?><p:pfif xmlns:p="http://zesty.ca/pfif/1.4"><p:person/></p:pfif>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_pfif_is_known_by_its_beginning(encoding):
    assert looks_like_pfif(FILE.encode(encoding))


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"name;birth\nhttp://zesty.ca/pfif/1.4;2015",
        b'<html><a href="http://zesty.ca/pfif/1.4">',
        b'<?xml version="1.0"?><Workbook/>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"/>',
    ],
)
def test_what_only_speaks_of_pfif_is_not_taken_for_it(start):
    assert not looks_like_pfif(start)


def test_a_file_is_read(tmp_path):
    (tmp_path / "records.xml").write_text(FILE, "utf-8")
    assert len(pfif.read(tmp_path / "records.xml").persons) == 1


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(
        PfifUnreadable, match=r"^There is no file .*no\.xml\. Check the name and the folder\.$"
    ):
        pfif.read(tmp_path / "no.xml")


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(PfifUnreadable, match="cannot be opened: "):
        pfif.read(tmp_path)


def test_a_file_that_is_too_large_is_not_read_to_its_end(tmp_path, monkeypatch):
    monkeypatch.setattr(pfif.reading, "LARGEST_BYTES", 10)
    monkeypatch.setattr(pfif.tree, "LARGEST_BYTES", 10)
    (tmp_path / "records.xml").write_text(FILE, "utf-8")
    with pytest.raises(PfifUnreadable, match=r"^records\.xml is larger than 0 MB\."):
        pfif.read(tmp_path / "records.xml")
