"""Write names in Latin letters by the rules of one passport or another.

Ukrainian: the national table of 2010 (Cabinet of Ministers resolution 55) and the passports of 2007.
Russian: ICAO Doc 9303 (passports since 2014), BGN/PCGN 1947 (maps, press), and the French manner of Soviet
passports. Sources: the tables themselves.
"""

import re
from dataclasses import dataclass

_SHARED = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh", "з": "z", "и": "i", "й": "i",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "’": "", "'": "", "ъ": "",
}  # fmt: skip
_UKRAINIAN = {"г": "h", "ґ": "g", "и": "y", "і": "i", "ї": "i", "є": "ie", "ю": "iu", "я": "ia"}
_RUSSIAN = {"ё": "e", "ы": "y", "э": "e", "ю": "iu", "я": "ia"}


@dataclass(frozen=True)
class Scheme:
    """One way of writing: letters, at a word's start, after a vowel, and the language it starts from."""

    name: str
    language: str
    letters: dict[str, str]
    first: dict[str, str]
    after_vowel: dict[str, str]

    def write(self, text: str) -> str:
        """Return `text` in Latin letters; capitals stay."""
        if self.name == "kmu2010":  # зг is zgh, so that it is not read as ж
            text = text.replace("зг", "зґг").replace("Зг", "Зґг")
        return re.sub(r"[^\W\d_][^\s\-]*", lambda found: self._word(found[0]), text)

    def _word(self, word: str) -> str:
        written, before = "", ""
        for at, letter in enumerate(word):
            small = letter.lower()
            tables = (
                self.first if at == 0 else {},
                self.after_vowel if before in _VOWELS else {},
                self.letters,
            )
            latin = next((table[small] for table in tables if small in table), small)
            written += latin[:1].upper() + latin[1:] if letter != small else latin
            before = small
        return written


_VOWELS = frozenset("аеёиіїоуыэюяєьъ’'")
_JOTTED = {"е": "ye", "ё": "yo", "ю": "yu", "я": "ya"}
SCHEMES = (
    Scheme(
        "kmu2010", "uk", {**_SHARED, **_UKRAINIAN}, {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}, {}
    ),
    Scheme("passport2007", "uk", {**_SHARED, **_UKRAINIAN, "г": "g"}, {}, {}),
    Scheme("icao", "ru", {**_SHARED, **_RUSSIAN, "ъ": "ie"}, {}, {}),
    Scheme(
        "bgn",
        "ru",
        {**_SHARED, **_RUSSIAN, **_JOTTED, "е": "e", "й": "y", "ь": "'"},
        _JOTTED,
        {"е": "ye", "ё": "yo"},
    ),
    Scheme(
        "french",
        "ru",
        {**_SHARED, **_RUSSIAN, "у": "ou", "ю": "iou", "ж": "j", "ч": "tch", "ш": "ch", "щ": "chtch"},
        {"е": "ie"},
        {},
    ),
)
