"""Put a text into the order that the reader of addresses expects, without changing a name.

Lists write a region beside the settlement without a comma ("г. Первомайск ЛНР"), the kind after it
("Рокитне, смт"), and both names of a place ("Станіслав, нині Івано-Франківськ").
"""

import re
from functools import cache

from kintrace.names.place_fold import fold
from kintrace.names.place_index import gazetteer

_NOW_AND_BEFORE = re.compile(
    r"(?<=[,(;])\s*(?:нині|тепер|зараз|раніше|колишн\w*|ныне|теперь|сейчас|ранее|бывш\w*|now|formerly|former)\b\.?",
    re.IGNORECASE,
)
_KIND_AFTER = re.compile(
    r",\s*(м|місто|г|город|смт|пгт|с-ще|селище|с|село|city|town|village)\b\.?\s*(?=[,;)]|$)", re.IGNORECASE
)
_KIND_OF = re.compile(r"\b(city|town|village|settlement)\s+of\b", re.IGNORECASE)
_DOTTED = re.compile(r"\bп\.\s?г\.\s?т\b", re.IGNORECASE)
_WHO_LIVED = re.compile(
    r"\b(?:жи[вл]\w*|мешка\w+|прожива\w+|народ\w+|рожд\w+|родил\w+|lived|lives|born)\s+(?=[вуВУ]\s|in\s)",
    re.IGNORECASE,
)
_LAND = re.compile(r"(?<=[\w,(]\s)(\w+)щин(?:а|и|і|у|ою|ы|е|ой)\b", re.IGNORECASE)
# What an oblast is called as a land: Харківщина. Those whose stem is the oblast's adjective itself.
_LANDS = {
    **{stem: stem + "ська" for stem in ("київ", "львів", "миколаїв", "харків", "херсон", "чернігів")},
    "полтав": "полтавська",
    "донеч": "донецька", "луган": "луганська", "одещ": "одеська", "оде": "одеська", "терноп": "тернопільська",
    "тернопіль": "тернопільська", "житомир": "житомирська", "рівнен": "рівненська", "сум": "сумська",
    "черка": "черкаська", "вінни": "вінницька", "вінниц": "вінницька", "дніпропетров": "дніпропетровська",
    "кіровоград": "кіровоградська", "хмельни": "хмельницька", "хмельниц": "хмельницька",
    "буков": "чернівецька", "харьков": "харьковская", "херсонь": "херсонская", "донетч": "донецкая",
}  # fmt: skip


def ordered(text: str) -> str:
    """Return a text with commas around regions that stand by themselves, and kinds beside their names.

    >>> ordered("г. Первомайск ЛНР"), ordered("Рокитне, смт, Рівненська обл."), ordered("city of Kherson")
    ('г. Первомайск , ЛНР, ', 'Рокитне смт, Рівненська обл.', 'city Kherson')
    >>> ordered("Ізюм, Харківщина"), ordered("м. Старий Крим")
    ('Ізюм, , харківська область, ', 'м. Старий Крим')
    """
    text = _WHO_LIVED.sub("", _DOTTED.sub("пгт", text))
    text = _NOW_AND_BEFORE.sub(",", _KIND_OF.sub(r"\1", text))
    text = _LAND.sub(_land, _KIND_AFTER.sub(r" \1", text))
    return _lone_regions().sub(_apart, text)


def _land(found: re.Match[str]) -> str:
    oblast = _LANDS.get(found[1].lower())
    return f", {oblast} область, " if oblast else found[0]


def _apart(found: re.Match[str]) -> str:
    """Leave a region where it ends the name of a settlement: Старий Крим."""
    before = found.string[: found.start()].split(",")[-1].split()
    whole = bool(before) and fold(f"{before[-1]} {found[0]}") in gazetteer().by_key
    return found[0] if whole else f", {found[0]}, "


@cache
def _lone_regions() -> re.Pattern[str]:
    """Match the regions that need no word like "oblast" beside them; "Республика Крым" keeps its word."""
    words = "|".join(name for name in gazetteer().lone_regions if " " not in name)
    return re.compile(rf"(?<![\w-])(?<!республика )(?<!республики )(?:{words})(?![\w-])", re.IGNORECASE)
