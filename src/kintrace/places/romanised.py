"""Write a place name in Latin letters: Ukrainian by the national table of 2010, Russian by ICAO 9303.

Rules: Cabinet of Ministers of Ukraine, resolution 55 of 27.01.2010; ICAO Doc 9303, part 3, section 6.
"""

import re

_UKRAINIAN = {
    "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
    "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "shch", "ю": "iu", "я": "ia", "ь": "", "’": "", "'": "",
}  # fmt: skip
_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_RUSSIAN = {
    **_UKRAINIAN, "г": "g", "и": "i", "е": "e", "ё": "e", "й": "i", "ы": "y", "э": "e", "ъ": "ie",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def ukrainian(name: str) -> str:
    """Return a Ukrainian name in Latin letters.

    >>> ukrainian("Згурівка"), ukrainian("Ємільчине"), ukrainian("Білгород-Дністровський")
    ('Zghurivka', 'Yemilchyne', 'Bilhorod-Dnistrovskyi')
    """
    return _WORD.sub(lambda found: _word(found[0], _UKRAINIAN, _FIRST), name)


def russian(name: str) -> str:
    """Return a Russian name in Latin letters.

    >>> russian("Ростов-на-Дону"), russian("Анапа")
    ('Rostov-na-Donu', 'Anapa')
    """
    return _WORD.sub(lambda found: _word(found[0], _RUSSIAN, {}), name)


def _word(word: str, letters: dict[str, str], first: dict[str, str]) -> str:
    small = word.lower()
    if letters is _UKRAINIAN:
        small = small.replace("зг", "zgh")
    text = first.get(small[:1], letters.get(small[:1], small[:1]))
    text += "".join(letters.get(letter, letter) for letter in small[1:])
    return text[:1].upper() + text[1:] if word[:1].isupper() else text
