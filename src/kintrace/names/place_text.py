"""Take an address apart: which words name a settlement, a raion, an oblast or a country.

Knows the words and their inflections, not the places: `kintrace.names.places` looks those up.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from kintrace.names.place_fold import fold, plain
from kintrace.names.place_index import (
    Gazetteer,
    adjective_letters,
    adjective_stem,
    adjective_stems,
    gazetteer,
)

_PART = re.compile(r"[,;()\[\]/\n|]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’ʼ`ʹ][^\W\d_]+)*['’ʼ]?")
_SHORTEST_WORD_OF_NAME = 4  # of the words that also name kinds of places: село, край, хутір
_AREAS = ("oblast", "raion", "hromada")
_KINDS = ("city", "town", "village")
_SETTLED = (*_KINDS, *_AREAS, "ukraine")


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name one settlement; `kind` is "city", "town", "village" or "" as the type word said."""

    words: tuple[str, ...]
    kind: str = ""


@dataclass(slots=True)
class Address:
    """What one text names. Oblasts are numbers; an area is the beginnings of codes it may have."""

    mentions: list[Mention] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # of the mentions, those the gazetteer knows
    oblasts: list[int] = field(default_factory=list)
    raions: list[tuple[str, ...]] = field(default_factory=list)
    hromadas: list[tuple[str, ...]] = field(default_factory=list)
    country: str = ""
    inflected: bool = False


def _abbreviation(word: str) -> bool:
    return len(word) < _SHORTEST_WORD_OF_NAME or "-" in word


def take_apart(text: str) -> Address:
    """Return the parts of an address, in the order written."""
    address = Address()
    for part in map(_read_part, _PART.split(text.lower())):
        address.mentions += part.mentions
        address.oblasts += part.oblasts
        address.raions += part.raions
        address.hromadas += part.hromadas
        address.country = address.country or part.country
        address.inflected = address.inflected or part.inflected
    return address


@lru_cache(maxsize=1 << 16)
def _read_part(text: str) -> Address:
    """Read what stands between two commas; most lists repeat the names of oblasts in every row."""
    part = _Part(_WORD.findall(text), gazetteer())
    part.read()
    return part.address


class _Part:
    """One part between commas, while it is read; a word that is used up gets the kind "used"."""

    def __init__(self, words: list[str], index: Gazetteer) -> None:
        self.words, self.index, self.address = words, index, Address()
        self.kinds = [index.words.get(word, "") for word in words]

    def read(self) -> None:
        self._cut_street()
        self._free_names()
        for at, kind in enumerate(self.kinds):
            if kind in _AREAS:
                self._area(at, kind)
            elif kind in ("ukraine", "russia", "abroad"):
                self.address.country = self.address.country or kind
        self._mentions()

    def _cut_street(self) -> None:
        if "street" in self.kinds:
            at = self.kinds.index("street")
            del self.words[at:], self.kinds[at:]
        if self.kinds and self.kinds[0] == "into":
            self.address.inflected = True

    def _free_names(self) -> None:
        """Let a word like "Слобода" or "Хутір" be a name or part of one, when the gazetteer has the name."""
        known = self.index.by_key
        for at, word in enumerate(self.words):
            if self.kinds[at] not in _SETTLED or _abbreviation(word):
                continue
            names = [self.words[max(0, at - 1) : at + 1], self.words[at : at + 2]]
            alone = all(kind and (w is word or _abbreviation(w)) for w, kind in self._pairs())
            if any(len(name) == 2 and fold(" ".join(name)) in known for name in names) or (
                alone and fold(word) in known
            ):
                self.kinds[at] = ""

    def _pairs(self) -> list[tuple[str, str]]:
        return list(zip(self.words, self.kinds, strict=True))

    def _area(self, at: int, kind: str) -> None:
        """Read the adjective (or the noun) that stands beside a word like "oblast" or "raion"."""
        beside = [near for near in (at - 1, at + 1) if 0 <= near < len(self.words) and not self.kinds[near]]
        beside.sort(key=lambda near: not adjective_stem(self.words[near]))
        for near in beside:
            if kind == "oblast":
                known = self._oblast(self.words[near])
            elif kind == "raion":
                known = self._raion(self.words[near])
            else:
                known = self._hromada(self.words[near])
            if known:
                self.kinds[near] = self.kinds[at] = "used"
                return

    def _oblast(self, word: str) -> bool:
        regions = self.index.regions
        if found := regions.get(adjective_stem(word)) or regions.get(fold(word)):
            self.address.oblasts.append(found)
        return bool(found)

    def _raion(self, word: str) -> bool:
        """An adjective is used up even when no raion of today has it: city districts, old raions."""
        if stems := adjective_stems(word):
            written = adjective_letters(word)
            own = self.index.raions_as_written.get(written, ()) if written else ()
            if found := tuple(own or (raion for stem in stems for raion in self.index.raions.get(stem, ()))):
                self.address.raions.append(found)
            return True
        towns = [n for n in self.index.by_key.get(fold(word), ()) if self.index.category(n) in "KMX"]
        raions = {self.index.code(n)[:6] for n in towns}
        if len(raions) != 1:
            return False
        self.address.raions.append((raions.pop(),))
        return True

    def _hromada(self, word: str) -> bool:
        stems = adjective_stems(word)
        if found := tuple(hromada for stem in stems for hromada in self.index.hromadas.get(stem, ())):
            self.address.hromadas.append(found)
        return bool(stems)

    def _mentions(self) -> None:
        run: list[str] = []
        pending = ""
        for word, meaning in zip([*self.words, ""], [*self.kinds, "end"], strict=True):
            if not meaning:
                run.append(word)
                continue
            if run:
                after = meaning if not pending and meaning in _KINDS else ""
                self._mention(run, pending or after)
                run, pending = [], ""
                if after:
                    continue
            if meaning in _KINDS:
                pending = meaning

    def _mention(self, run: list[str], kind: str) -> None:
        """Keep a run of words as a settlement, unless it is a region's name by itself."""
        if not kind and (region := self._lone_region(run)):
            self.address.oblasts.append(region)
        else:
            self.address.mentions.append(Mention(tuple(run), kind))

    def _lone_region(self, run: list[str]) -> int:
        if region := self.index.lone_regions.get(plain(" ".join(run))):
            return region
        feminine = len(run) == 1 and run[0].endswith(("а", "я", "ої", "ой", "у", "ю", "a"))
        return self.index.regions.get(adjective_stem(run[0]), 0) if feminine else 0
