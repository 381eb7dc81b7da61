"""Photos: drawn anew, so that nothing travels in them but what can be seen.

Whatever stood in the file besides the picture (where it was taken, by which telephone, a page or program
hidden in it) is gone. Only JPEG, PNG and WebP are opened at all.
"""

import io
import struct
import zlib
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

MOST_BYTES = 15 << 20
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 1200
_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 85

Image.MAX_IMAGE_PIXELS = MOST_PIXELS

# What Pillow raises over files that were made to break it.
_BROKEN = (
    *(
        OSError,
        SyntaxError,
        ValueError,
        TypeError,
        IndexError,
        KeyError,
        EOFError,
        MemoryError,
        OverflowError,
    ),
    *(struct.error, zlib.error, Image.DecompressionBombError, Image.DecompressionBombWarning),
)


def redrawn(file: IO[bytes]) -> bytes:
    """Return a picture as a JPEG of at most 1200 pixels a side; raises ValidationError when it is none."""
    raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise ValidationError(_("The photo has more than %(most)d MB.") % {"most": MOST_BYTES >> 20})
    try:
        with Image.open(io.BytesIO(raw), formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError(_("The photo is too large: make it smaller and try again."))
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            seen = Image.new("RGB", upright.size)
            seen.paste(upright)  # the pixels alone: what else the file said does not come along
            drawn = io.BytesIO()
            seen.save(drawn, "JPEG", quality=_QUALITY)
    except _BROKEN:
        raise ValidationError(_("This is no photo that can be opened: use JPEG, PNG or WebP.")) from None
    return drawn.getvalue()
