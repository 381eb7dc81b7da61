"""Stylesheets and scripts travel compressed; pages, which hold secrets, never do."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db  # a browser that closes an answer closes the database's connection
NAMES = sorted(path.name for path in Path(settings.STATIC_ROOT).iterdir())


def asked(address, accepts, **more):
    return Client().get(address, headers={"accept-encoding": accepts} | more)


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("name", NAMES)
def test_a_stylesheet_or_script_is_sent_compressed_to_browsers_that_read_that(name):
    plain = (Path(settings.STATIC_ROOT) / name).read_bytes()
    packed = asked(f"/static/{name}", "gzip, deflate, br")
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert int(packed.headers["Content-Length"]) == len(packed.content) < len(plain) / 2
    assert gzip.decompress(packed.content) == plain
    assert packed.headers["Content-Type"].startswith("text/")


@pytest.mark.parametrize("accepts", ["", "identity", "gzip;q=0, identity"])
def test_other_browsers_get_them_plain(accepts):
    response = asked("/static/office.css", accepts)
    assert "Content-Encoding" not in response.headers
    assert response.headers["Vary"] == "Accept-Encoding"
    assert body(response) == (Path(settings.STATIC_ROOT) / "office.css").read_bytes()


def test_a_browser_that_has_it_already_is_told_so_and_a_part_is_a_part_of_the_plain_file():
    first = asked("/static/office.css", "gzip")
    again = asked("/static/office.css", "gzip", **{"if-none-match": first.headers["ETag"]})
    assert (again.status_code, body(again)) == (304, b"")
    part = asked("/static/office.css", "gzip", range="bytes=0-9")
    assert (part.status_code, len(body(part)), "Content-Encoding" in part.headers) == (206, 10, False)


def test_a_page_is_never_compressed():
    response = asked("/sign-in/", "gzip, br")
    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers
