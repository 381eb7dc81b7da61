"""Small PFIF documents, written by hand. Nobody in them is real."""

import pytest

from kintrace import pfif


def document_of(records, version="1.4"):
    """Read a document with these records, each line of `records` on a line of its own from 2 on."""
    text = f'<pfif xmlns="http://zesty.ca/pfif/{version}">\n{records}\n</pfif>'
    return pfif.read_bytes(text.encode(), "small.xml")


@pytest.fixture
def document():
    return document_of


@pytest.fixture
def refusal(tmp_path):
    """Return the sentence with which a file of these bytes is refused."""

    def read(content):
        with pytest.raises(pfif.reading.PfifUnreadable) as raised:
            pfif.read_bytes(content if isinstance(content, bytes) else content.encode(), "small.xml")
        return str(raised.value)

    return read
