"""Repair how a name was typed: two alphabets in one word, the wrong keyboard layout, stray marks.

Official lists are full of Latin letters inside Cyrillic words (a Latin ``i`` for ``і``, ``ĸ`` for ``к``),
and hurried typists forget to switch the keyboard (``Itdxtyrj`` is ``Шевченко``). Nothing here guesses who
is meant: the same letters are given back in the alphabet they were meant in. Repairing twice changes nothing.
"""

import re
import unicodedata

__all__ = ["CYRILLIC", "LATIN", "as_typed_on_cyrillic", "script_of", "tidy", "unmix"]

CYRILLIC = re.compile(r"[\u0400-\u052f]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u0259\u1e00-\u1eff]")
WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`\u0300-\u036f]+[^\W\d_]+)*")

# Pairs that look alike in print, Latin first. Lower-case look-alikes that only an OCR program confuses
# (n for п, u for и) are left out on purpose: they would turn honest words into others.
_ALIKE = {
    "A": "А", "B": "В", "C": "С", "E": "Е", "H": "Н", "I": "І", "J": "Ј", "K": "К", "M": "М", "O": "О",
    "P": "Р", "S": "Ѕ", "T": "Т", "X": "Х", "Y": "У", "Ï": "Ї", "Ë": "Ё",
    "a": "а", "b": "ь", "c": "с", "e": "е", "h": "н", "i": "і", "j": "ј", "k": "к", "m": "м", "o": "о",
    "p": "р", "s": "ѕ", "t": "т", "x": "х", "y": "у", "ï": "ї", "ë": "ё", "ı": "і", "ÿ": "ӱ",
}  # fmt: skip
_TO_CYRILLIC = str.maketrans(_ALIKE)
_TO_LATIN = str.maketrans({cyrillic: latin for latin, cyrillic in _ALIKE.items() if latin not in "ıb"})
_LATIN_ALIKE = set(_ALIKE)
_SURE_ALIKE = set("ABCEHIKMOPTXYaceikopxy'-")
_CYRILLIC_ALIKE = {cyrillic for latin, cyrillic in _ALIKE.items() if latin != "b"}

# A stress mark over a Cyrillic vowel is a teaching aid; й and ї keep theirs, being one letter with it.
_MARKS = str.maketrans(
    dict.fromkeys("’ʼ`´‘ʹ′ꞌ＇ʺ″”“", "'")
    | dict.fromkeys("‐‑‒–—−﹘", "-")
    | dict.fromkeys("\u00ad\u200b\ufeff\u0360\u0361\u0300\u0301")
)
_MARKED = re.compile("[" + "".join(map(chr, _MARKS)) + "]")

# What each key gives on a Russian layout; the Ukrainian one differs in і, ї, є (and ґ on the backslash).
_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`" + '{}:"<>~\\'
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбюё" + "хъжэбюёґ"
_LAYOUT = str.maketrans(_KEYS, _RUSSIAN)


def script_of(word: str) -> str:
    """Return the alphabet of a word: ``cyrillic``, ``latin`` or ``other``.

    >>> script_of("Шевченко"), script_of("Žuk"), script_of("محمد")
    ('cyrillic', 'latin', 'other')
    """
    if CYRILLIC.search(word):
        return "cyrillic"
    return "latin" if LATIN.search(word) else "other"


def tidy(text: str) -> str:
    """Compose accents, unify apostrophes and dashes, drop invisible marks and doubled blanks.

    >>> tidy("Мар’яна  Гриценко–Вовк")
    "Мар'яна Гриценко-Вовк"
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").split()) if "[" not in text else " ".join(text.split())
    composed = unicodedata.normalize("NFC", text)
    if _MARKED.search(composed):
        composed = composed.translate(_MARKS)
    return " ".join(composed.split())


def unmix(text: str) -> str:
    """Give every word of `text` one alphabet: the one that most of its own letters are of.

    A word made only of look-alikes follows the rest of the name. A Cyrillic word in a Latin name stays.

    >>> unmix("Андрiй Юрiйович ПIНЧУК")
    'Андрій Юрійович ПІНЧУК'
    """
    if text.isascii():
        return text
    text = text.replace("ĸ", "к")
    if not (CYRILLIC.search(text) and LATIN.search(text)):
        return text
    lean = _leaning(text)
    return WORD.sub(lambda found: _one_script(found[0], lean), text)


def _leaning(letters: str) -> int:
    """Count letters that only Cyrillic has, minus letters that only Latin has."""
    score = 0
    for letter in letters:
        if letter in _LATIN_ALIKE or letter in _CYRILLIC_ALIKE:
            continue
        score += 1 if CYRILLIC.match(letter) else -1 if LATIN.match(letter) else 0
    return score


def _one_script(word: str, lean: int) -> str:
    cyrillic = len(CYRILLIC.findall(word))
    latin = len(LATIN.findall(word))
    if not latin:
        return word
    if not cyrillic and not (lean > 0 and all(letter in _SURE_ALIKE for letter in word)):
        return word
    own = _leaning(word) or lean or cyrillic - latin
    return word.translate(_TO_CYRILLIC if own >= 0 else _TO_LATIN)


def as_typed_on_cyrillic(text: str) -> str:
    """Return what the same keys give on a Cyrillic layout, in lower case.

    >>> as_typed_on_cyrillic("Itdxtyrj Jktrcfylh")
    'шевченко олександр'
    """
    typed = text.lower().translate(_LAYOUT)
    # ъ and ї share a key; ъ stands between a consonant and е, ё, ю, я and nowhere else.
    # No name begins with ы; on the Ukrainian layout its key gives і.
    typed = re.sub(r"\bы|ы(?=вна\b|[яюєї])", "і", typed)
    return re.sub(r"ъ(?![еёюя])|(?<![бвгдзклмнпрстфхцчш])ъ", "ї", typed)


def may_be_wrong_layout(text: str) -> bool:
    """Tell whether a Latin text looks like Cyrillic keys: few vowels, or punctuation inside its words.

    >>> may_be_wrong_layout("Itdxtyrj Fylhsq"), may_be_wrong_layout("Shevchenko Andrii")
    (True, False)
    """
    low = text.lower()
    joined = low.replace(" ", "")
    only_letters = joined.isalpha()
    letters = len(joined) if only_letters else sum(map(str.isalpha, low))
    vowels = sum(map(low.count, "aeiouy"))
    odd = vowels * 25 < letters * 9 or (not only_letters and _INSIDE.search(low) is not None)
    return odd and _PLAINLY_LATIN.search(low) is None


_PLAINLY_LATIN = re.compile(r"[vw]i(?:c|č|tsch|tch|ts)|[veiou]vna\b|enko\b|[šžčłż]|andr|ale[kx]|serg")

_INSIDE = re.compile(
    r"[a-z][;\[\]{}:<>~`\\][a-z]|\b[a-z]{2,}[,.][a-z]|(?:^|\s)[;,.\[\]{}<>~`:][a-z]{2}|[\[\];{}]"
)
