"""Last resorts for a place name that no key meets: inflected forms and misspellings.

Both answer with candidates; `kintrace.names.places` decides whether they are few enough to say one.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from kintrace.names.place_fold import fold, fold_many, plain
from kintrace.names.place_index import SETTLED, gazetteer

_SHORTEST = 5  # letters of a key below which one wrong letter makes another name
_SHORTEST_STEM = 3


def stem(name: str) -> str:
    """Return the key of a name without the endings of its words.

    >>> stem("Нова Каховка") == stem("Новой Каховки")
    True
    """
    return "".join(_stem(fold(word)) for word in plain(name).split())


def inflected(words: Sequence[str]) -> list[int]:
    """Return the units whose key differs only in its ending: Маріуполя, Горлівці, Каховке."""
    key = stem(" ".join(words))
    if len(key) < _SHORTEST_STEM:
        return []
    return _stems().get(key) or (_stems().get(key[:-1] + "k", []) if key.endswith("c") else [])


def misspelt(words: Sequence[str]) -> list[int]:
    """Return the units whose key is nearest: one letter off, or two in a long name."""
    from rapidfuzz import process  # a tenth of a second that most lists never need
    from rapidfuzz.distance import Levenshtein

    key = fold(" ".join(words))
    if len(key) < _SHORTEST:
        return []
    most = 1 if len(key) < 2 * _SHORTEST else 2
    near = process.extract(
        key, _keys(), scorer=Levenshtein.distance, score_cutoff=most, limit=20, processor=None
    )
    if not near:
        return []
    best = min(distance for _, distance, _ in near)
    index = gazetteer()
    found = [
        index.by_key.get(name, []) + index.old.get(name, []) for name, distance, _ in near if distance == best
    ]
    return sorted({number for numbers in found for number in numbers})


def _stem(key: str) -> str:
    return key.rstrip("aeu") or key


@cache
def _keys() -> list[str]:
    index = gazetteer()
    return sorted({*index.by_key, *index.old})


@cache
def _stems() -> dict[str, list[int]]:
    """Return the units by the stems of the words of their names, joined."""
    index = gazetteer()
    spellings = [
        (n, name) for n, name in enumerate(index.names) if index.categories[n] in SETTLED
    ] + index.also
    spellings += [(number, name) for number, (name, _) in index.russian.items()]
    lines = plain("\n".join(name for _, name in spellings)).split("\n")
    distinct = list(dict.fromkeys(word for line in lines for word in line.split()))
    stem_of = dict(zip(distinct, map(_stem, fold_many(distinct)), strict=True))
    stems: dict[str, list[int]] = defaultdict(list)
    for (number, _), line in zip(spellings, lines, strict=True):
        known = stems["".join([stem_of[word] for word in line.split()])]
        if number not in known:
            known.append(number)
    return dict(stems)
