import io
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from kintrace.office import photos

SCRIPT = b"<script>alert(1)</script>"


def drawn(kind="JPEG", size=(30, 20), **more):
    raw = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(raw, kind, **more)
    return raw.getvalue()


def redrawn(raw):
    return photos.redrawn(io.BytesIO(raw))


def opened(raw):
    return Image.open(io.BytesIO(raw))


def chunk(kind, content):
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_as_a_jpeg(kind):
    picture = opened(redrawn(drawn(kind)))
    assert (picture.format, picture.size) == ("JPEG", (30, 20))


def test_a_large_picture_is_made_smaller():
    assert opened(redrawn(drawn(size=(3000, 1500)))).size == (1200, 600)


def test_where_and_by_what_it_was_taken_is_gone():
    exif = Image.Exif()
    exif[0x010F] = "A telephone"
    exif[0x8825] = {1: "N", 2: (47.0, 5.0, 0.0)}
    raw = drawn(exif=exif, comment=b"by Olena")
    assert b"A telephone" in raw
    new = redrawn(raw)
    assert dict(opened(new).getexif()) == {}
    assert b"Olena" not in new
    assert b"telephone" not in new


def test_a_picture_that_lay_on_its_side_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert opened(redrawn(drawn(exif=exif))).size == (20, 30)


def test_what_hides_behind_or_in_a_picture_is_gone():
    raw = drawn("PNG")
    hiding = raw[:33] + chunk(b"tEXt", b"Comment\0" + SCRIPT) + raw[33:] + b"PK\x03\x04" + SCRIPT
    assert SCRIPT not in redrawn(hiding)


def test_a_bomb_is_refused_before_it_unpacks():
    size = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    raw = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    with pytest.raises(ValidationError):
        redrawn(raw)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        SCRIPT,
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"GIF89a/*" + SCRIPT,
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 1 1\n",
        drawn("GIF"),
        drawn("TIFF"),
        drawn("PNG")[:60],
        b"\xff\xd8\xff\xe0" + b"\0" * 100,
        b"RIFF\x10\0\0\0WEBPVP8 " + b"\xff" * 8,
    ],
)
def test_what_is_no_photo_is_refused(raw):
    with pytest.raises(ValidationError):
        redrawn(raw)


def test_a_photo_longer_than_allowed_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "MOST_BYTES", 100)
    with pytest.raises(ValidationError):
        redrawn(drawn())
