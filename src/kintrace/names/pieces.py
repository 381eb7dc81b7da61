"""Cut a name as written into words: brackets, initials, commas, particles, titles, glued words."""

import re
from dataclasses import dataclass

__all__ = ["Split", "split"]


@dataclass(slots=True)
class Split:
    """The words of one name before roles are given: texts in lower case, in order."""

    texts: list[str]
    capital: list[bool]
    comma: int  # how many words stand before the comma, 0 without one
    others: list[str]  # words in brackets: maiden and earlier surnames
    repairs: tuple[str, ...] = ()


_BRACKETS = re.compile(r"\(([^()]*)\)")
_INITIALS = re.compile(r"\b([^\W\d_])\.[\s-]*")
_GLUED = re.compile(r"(?<=[a-zа-яіїє]{3})(?=[A-ZА-ЯІЇЄ][a-zа-яіїє]{2})")  # SergeiLavrov
_NOT_WORD = re.compile(r"[^\w'’ʼ-]+")
_TITLES = {
    "dr", "mr", "mrs", "ms", "miss", "prof", "sir", "shaikh", "sheikh", "sheik", "пан", "пані", "г-н",
    "г-жа", "гр", "гр-н", "гр-ка", "гражданин",
}  # fmt: skip
_BEFORE = {
    "de", "von", "van", "der", "den", "al", "el", "bin", "ben", "ibn", "abu", "abd", "la", "le", "du",
    "da", "dos", "del", "bint", "ad", "ar", "as", "at", "os", "ul",
}  # fmt: skip
_AFTER = {
    "ogly", "oglu", "oglou", "kyzy", "qizi", "kizi", "ogli", "огли", "оглы", "кизи", "кызы",
}  # fmt: skip
_NOT_ALONE = _TITLES | _BEFORE | _AFTER


def split(text: str) -> Split:
    """Split a repaired name (see `letters`) into words.

    >>> s = split("Шевченко (Коваль) О.М.")
    >>> s.texts, s.others
    (['шевченко', 'о', 'м'], ['коваль'])
    """
    titled = text.istitle()
    if not titled:
        text = _GLUED.sub(" ", text)
    others: list[str] = []
    count = 0
    if text.replace(" ", "").isalpha():
        texts = text.lower().split()
        if _NOT_ALONE.isdisjoint(texts):
            loud = () if titled else [len(one) > 1 and one.isupper() for one in text.split()]
            return Split(texts, loud or [False] * len(texts), 0, others)
    else:
        for inside in _BRACKETS.findall(text):
            others += _NOT_WORD.sub(" ", inside.lower()).split()
        text = _INITIALS.sub(r"\1 ", _BRACKETS.sub(" ", text))
        before, comma, _ = text.partition(",")
        count = len(_NOT_WORD.sub(" ", before).split()) if comma else 0
        text = _NOT_WORD.sub(" ", text)
    return _joined(text.split(), count, others)


def _joined(written: list[str], count: int, others: list[str]) -> Split:
    """Join particles to the words they belong to and leave titles out; `count` words precede the comma."""
    texts: list[str] = []
    capital: list[bool] = []
    pending = ""
    for place, one in enumerate(written):
        low = one.lower().strip("'-")
        if not any(map(str.isalpha, low)):
            low = ""  # a number is no part of a name
        if not low or low in _NOT_ALONE:
            joined = low in _BEFORE and place + 1 < len(written)
            ended = low in _AFTER and texts
            if joined:
                pending += low + "-"
            elif ended:
                texts[-1] += "-" + low
            if joined or ended or not low or (low in _TITLES and len(written) > 2):
                count -= place < count
                continue
        texts.append(pending + low)
        capital.append(len(low) > 1 and one.isupper())
        pending = ""
    return Split(texts, capital, min(max(count, 0), len(texts)), others)
