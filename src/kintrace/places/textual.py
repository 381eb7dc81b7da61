"""What a text asks for: its mentions of places, the areas it names, and the gazetteer's hits for them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kintrace.names import place_nearby, places
from kintrace.names.place_fold import fold, plain
from kintrace.names.place_index import SETTLED, gazetteer
from kintrace.names.place_text import Address, Mention, take_apart
from kintrace.places.place import older
from kintrace.places.spelling import misspelt
from kintrace.places.wording import ordered

_TIERS: tuple[tuple[str, Callable[[Mention, Address], list[int]]], ...] = (
    ("name", lambda mention, address: _named(mention, address)),
    ("inflected name", lambda mention, _: _inflected(mention)),
    ("near spelling", lambda mention, _: place_nearby.misspelt(mention.words)),
    ("part of the text", lambda mention, _: places.part(mention)),
)
_ADJECTIVE_ENDINGS = ("ий", "ый", "ой", "ого", "ому", "им", "ым", "ом")


@dataclass(slots=True)
class Wanted:
    """An address, the area it must lie in, and which of its mentions nothing in the gazetteer reads."""

    address: Address
    within: Address | None = None
    prefix: str = ""  # of the code, when `within` is a code
    unread: list[Mention] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Return "city", "town" or "village" when the text says one of them, else ""."""
        kinds = {mention.kind for mention in self.address.mentions if mention.kind}
        return kinds.pop() if len(kinds) == 1 else ""

    def areas(self) -> list[int]:
        """Return the areas that a text without a settlement names: the smallest of them."""
        index, address = gazetteer(), self.address
        oblasts = index.reach(address.oblasts)
        for named, digits in ((address.hromadas, 9), (address.raions, 6)):
            found = {
                number
                for beginnings in named
                for beginning in beginnings
                for number in _of_area(beginning, digits)
                if not oblasts or index.oblast(number) in oblasts
            }
            if found:
                return sorted(found)
        return sorted(set(address.oblasts))

    def in_use(self, number: int, on: str) -> bool:
        """Tell whether the name by which a place was found was its name on a day, as far as we know."""
        former = older(number)
        named = {plain(name) for name in self.address.names}
        for name in former:
            if {plain(name.uk), plain(name.ru)} & named:
                return not name.until or on <= name.until[: len(on)]
        ends = [name.until for name in former if name.until]
        return not ends or on >= max(ends)[: len(on)]


@dataclass(slots=True)
class Hits:
    """The units that mentions name. `loose`: different mentions name different places."""

    numbers: list[int] = field(default_factory=list)
    tier: str = ""
    loose: bool = False

    def fit(self, number: int, asked: Wanted) -> str:
        """Say how the name of one unit was found."""
        if self.tier != "name":
            return self.tier
        index = gazetteer()
        if not asked.address.inflected and misspelt(number, asked.address.names):
            return "near spelling"
        keys = [fold(name) for name in asked.address.names]
        if fold(index.name(number)) in keys:
            return "official name"
        if any(number in index.old.get(key, ()) for key in keys):
            return "former name"
        known = any(number in index.by_key.get(key, ()) for key in keys)
        return "other spelling" if known or not asked.address.inflected else "inflected name"


def wanted(text: str, within: str) -> Wanted:
    """Take a text and the area known besides apart."""
    if not within:
        return Wanted(take_apart(ordered(text)))
    if within.startswith("UA") and within[2:].isdigit():
        return Wanted(take_apart(ordered(text)), prefix=_stem(within))
    area = take_apart(ordered(within))
    for mention in area.mentions:
        if region := _region(mention):
            area.oblasts.append(region)
    return Wanted(take_apart(ordered(text)), area)


def look_up(asked: Wanted) -> Hits:
    """Return what the mentions name; a mention that names the seat of an oblast may stand for the oblast."""
    mentions = asked.address.mentions
    for tier, search in _TIERS:
        groups = [search(mention, asked.address) for mention in mentions]
        if any(groups):
            asked.unread = [mention for mention, group in zip(mentions, groups, strict=True) if not group]
            return _together(groups, asked, tier)
    asked.unread = list(mentions)
    return Hits()


def _together(groups: list[list[int]], asked: Wanted, tier: str) -> Hits:
    known = [set(group) for group in groups if group]
    if both := set.intersection(*known):
        return Hits(sorted(both), tier)
    index = gazetteer()
    for mention, seats in zip(asked.address.mentions, groups, strict=True):
        others = [set(group) for group in groups if group and group is not seats]
        region = _region(mention)
        if not (region and seats and others) or mention.kind:
            continue
        inside = {n for n in set.intersection(*others) if index.oblast(n) == region}
        if inside:
            asked.address.oblasts.append(region)
            return Hits(sorted(inside), tier)
    return Hits(sorted(set.union(*known)), tier, loose=True)


def _named(mention: Mention, address: Address) -> list[int]:
    found = places.whole(mention, address)
    return _nouns(found, mention) if address.inflected else found


def _inflected(mention: Mention) -> list[int]:
    return _nouns(place_nearby.inflected(mention.words), mention)


def _nouns(found: list[int], mention: Mention) -> list[int]:
    """Leave out places named by an adjective when the ending is a noun's: Лисичанска is not Лисичанський."""
    if mention.words[-1].endswith(_ADJECTIVE_ENDINGS):
        return found
    name = gazetteer().name
    return [number for number in found if not name(number).endswith("ий")] or found


def _region(mention: Mention) -> int:
    return gazetteer().regions.get(fold(" ".join(mention.words)), 0)


def _stem(code: str) -> str:
    trimmed = code[:14]
    return next((code[:digits] for digits in (4, 6, 9, 12) if set(trimmed[digits:]) <= {"0"}), code)


def _of_area(beginning: str, digits: int) -> list[int]:
    """Return the numbers of the raion or hromada whose code begins so."""
    index = gazetteer()
    if digits == 6:
        return [index.number_of[beginning]] if beginning in index.number_of else []
    return [
        n
        for n, code in enumerate(index.codes)
        if code[:9] == beginning and index.categories[n] not in SETTLED
    ]
