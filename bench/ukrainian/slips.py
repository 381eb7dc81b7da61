"""Slips of the pen and of the keyboard on one word, and the genitive case of Russian names."""

import random

_KEYS = ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEAR = {key: row[max(0, at - 1) : at] + row[at + 1 : at + 2] for row in _KEYS for at, key in enumerate(row)}
_NEAR |= {"і": "ы", "ї": "ъ", "є": "э", "ґ": "г", "ё": "е", "’": "ь"}
_TWINS = dict(zip("асеіорхуАВСЕНІКМОРТХ", "aceiopxyABCEHIKMOPTX", strict=True))


def typo(dice: random.Random, word: str) -> str:
    """Return `word` with one letter doubled, lost, exchanged with its neighbour, or hit beside the key.

    The first letter stays: clerks look at it.
    """
    at = dice.randrange(1, len(word))
    kind = dice.choice(("doubled", "lost", "exchanged", "beside", "beside"))
    if kind == "doubled":
        return word[:at] + word[at] + word[at:]
    if kind == "lost":
        return word[:at] + word[at + 1 :]
    if kind == "exchanged" and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    beside = _NEAR.get(word[at].lower(), "")
    return word[:at] + dice.choice(beside) + word[at + 1 :] if beside else word[:at] + word[at + 1 :]


def homoglyph(dice: random.Random, word: str) -> str:
    """Return `word` with one or two Cyrillic letters replaced by the Latin letters that look the same."""
    places = [at for at, letter in enumerate(word) if letter in _TWINS]
    for at in dice.sample(places, min(len(places), dice.choice((1, 1, 2)))):
        word = word[:at] + _TWINS[word[at]] + word[at + 1 :]
    return word


def genitive(word: str, sex: str, *, surname: bool = False) -> str:
    """Return the genitive of a Russian name, as in "документы Шевченко Николая Ивановича".

    >>> [genitive(word, "m") for word in ("Ковальский", "Иванов", "Шевченко", "Николай", "Иванович")]
    ['Ковальского', 'Иванова', 'Шевченко', 'Николая', 'Ивановича']
    >>> [genitive(word, "f", surname=True) for word in ("Ковальская", "Иванова", "Ильина")]
    ['Ковальской', 'Ивановой', 'Ильиной']
    >>> [genitive(word, "f") for word in ("Мария", "Екатерина", "Ивановна")]
    ['Марии', 'Екатерины', 'Ивановны']
    """
    if sex == "m":
        if word.endswith(("ский", "цкий", "ый", "ой")):
            return word[:-2] + "ого"
        if word.endswith(("й", "ь")):
            return word[:-1] + "я"
        return word + "а" if word and word[-1] in "бвгджзклмнпрстфхцчшщ" else word
    if word.endswith("ая"):
        return word[:-2] + "ой"
    if surname and word.endswith(("ова", "ева", "ёва", "ина")):
        return word[:-1] + "ой"
    if word.endswith(("ия", "ья")):
        return word[:-1] + "и"
    return word[:-1] + "ы" if word.endswith("а") else word
