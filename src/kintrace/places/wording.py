"""Put a text into the order that the reader of addresses expects, without changing a name.

Lists write a region beside the settlement without a comma ("г. Первомайск ЛНР"), the kind after it
("Рокитне, смт"), and both names of a place ("Станіслав, нині Івано-Франківськ").
"""

import re
from functools import cache

from kintrace.names.place_index import gazetteer

_NOW_AND_BEFORE = re.compile(
    r"(?<=[,(;])\s*(?:нині|тепер|зараз|раніше|колишн\w*|ныне|теперь|сейчас|ранее|бывш\w*|now|formerly|former)\b\.?",
    re.IGNORECASE,
)
_KIND_AFTER = re.compile(
    r",\s*(м|місто|г|город|смт|пгт|п\.?\s?г\.?\s?т|с-ще|селище|с|село|city|town|village)\b\.?\s*(?=[,;)]|$)",
    re.IGNORECASE,
)
_KIND_OF = re.compile(r"\b(city|town|village|settlement)\s+of\b", re.IGNORECASE)


def ordered(text: str) -> str:
    """Return a text with commas around regions that stand by themselves, and kinds beside their names.

    >>> ordered("г. Первомайск ЛНР"), ordered("Рокитне, смт, Рівненська обл."), ordered("city of Kherson")
    ('г. Первомайск , ЛНР, ', 'Рокитне смт, Рівненська обл.', 'city Kherson')
    """
    text = _NOW_AND_BEFORE.sub(",", _KIND_OF.sub(r"\1", text))
    text = _KIND_AFTER.sub(r" \1", text)
    return _lone_regions().sub(r", \1, ", text)


@cache
def _lone_regions() -> re.Pattern[str]:
    """Match the regions that need no word like "oblast" beside them; "Республика Крым" keeps its word."""
    words = [name for name in gazetteer().lone_regions if " " not in name]
    return re.compile(rf"(?<![\w-])(?<!республика )(?<!республики )({'|'.join(words)})(?![\w-])", re.IGNORECASE)
