"""Read a word aloud: from any spelling of a name to one small alphabet of sounds.

Шевченко, Shevchenko, Szewczenko, Schewtschenko and Chevtchenko are all read ``WEVQENKO``. The alphabet:
``A E I O U`` and ``B V G D J(ж) Z K L M N P R S T F H(х) C(ц) Q(ч) W(ш)``; щ is ``WQ``. И, і, ы, ї and й
are one sound, a vowel that only softens (я, ю, є) loses its i, doubled sounds are single: these are the
places where Ukrainian, Russian, Belarusian and their romanisations differ without meaning to.

A Latin spelling may be read under several orthographies, so a word has up to four readings, best first.
The rules are rows of ``data/orthographies.csv`` and are applied to many words at once.
"""

import csv
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from kintrace.names.letters import CYRILLIC

__all__ = ["MOST_READINGS", "bones", "coarse", "readings", "skeleton", "stem"]

MOST_READINGS = 4

# An orthography is tried when a word shows its marks. Strong marks put its reading before the English one.
_MARKS: tuple[tuple[str, str, str], ...] = (
    # orthography, strong marks, weak marks
    ("polish", r"sz|cz|ł|ż|ś|ć|ź|ń|rz|w[aeiyo].*j|sk[ij]$.*w", r"w|j|c(?![hk])"),
    ("german", r"sch|tsch|w[aijeo].*tsch|witsch$|ow$|ew$|owa$|ewa$|jew$", r"w|z|ch|ß|sh|ss|[äöü]"),
    (
        "german_z",
        r"^s[aeijouy].*(?:w|j|sch|ch|sk)",
        r"s[aeijouy].*(?:ow|ew|in)a?$|[aeijou]s[aeijouw]|^s[bdgmnvw]",
    ),
    ("scholarly", r"[šžčŝĉĵĥâûěřďťňćėŭ]|ch.*j|j.*ch", r"c(?!h|k)|x|h.*j|j.*h|[ëïìêôėü]"),
    ("iso9", r"[ŝâû]", r"[šžč].*h|h.*[šžč]|c(?!h|k)|x"),
    ("baltic", r"(?:ovas|evas|jus|skis|ejs|ijs|ovs|evs)$", r"(?:as|is|us|s)$"),
    ("hungarian", r"zs|cs|gy|ksz|ijs?z|sz(?!cz)(?=[kaeioué])|ics$|ovics|evics", r"sz|s|ny|ly"),
    ("hungarian_h", r"h.*(?:zs|cs|gy|sz)|(?:zs|cs|gy|sz).*h", ""),
    ("dutch", r"oe|tsj|itsj|sj|zj", r"ie|ij"),
    ("nordic", r"sjtj|tj|sj|zj|å|ø", r"[äö]"),
    ("nordic_h", r"h.*(?:tj|sj|tsj)|(?:tj|sj|tsj).*h", ""),
    ("estonian", r"tš|õ|hh", r"[äöüšž]|tsh"),
    ("estonian_h", r"(?<!h)h.*(?:tš|õ)|(?:tš|õ).*(?<!h)h", r"[šž].*h"),
    ("romanian", r"[şșçțţğı]", r"ci|ce|c(?!h|k)|j|x|q|ə"),
    ("french", r"ou|tch|tchev|ieff?$|ine$|gu[eiyéè]|[aoe]ï|oû", r"ch|j|ï"),
    ("french_c", r"c(?=[aoulnrstm]).*j|j.*c(?=[aoulnrst])", r"c(?!h)|j|h"),
    ("iberian", r"tx|ix|gu[eiéí]|x[aeiou]|[íúóáé].*x", r"x|j|ñ"),
    ("iberian_j", r"", r"j|ñ"),
    ("italian", r"", r"c[ie]|ch"),
    ("belarusian", r"ŭ|[aeoi]u(?:$|[bcdgklmnprstvz])|dz|łaj|ts[ie]", r"ts|iau|c"),
)  # fmt: skip
_NEVER = r"(?!)"
_TRIED = tuple(
    (name, re.compile(strong or _NEVER), re.compile(weak or _NEVER)) for name, strong, weak in _MARKS
)
_ANY_STRONG = re.compile("|".join(f"(?:{strong})" for _, strong, _ in _MARKS if strong))
# Letters and joins that every orthography reads alike: most given names and many surnames need one reading.
_PLAIN = re.compile(r"(?=[abdefgiklmnoprtuvy]+$)(?!.*(?:[aeoi]u|oe|ie|ii|gu|ly|ny|gy|ty|dz|yo|io|ya|ia))")
_BARE_H = re.compile(r"(?<![kzscgtp])h")
_ENGLISH_ONLY = re.compile(r"sh|zh|kh")
_SCANNED = re.compile(r"cb|^kb|[sz]b(?=[aeioy])")  # what a scanner makes of ch, kh, sh, zh
_SOFT_O = re.compile(r"[yij]o|ë")
_BELARUSIAN = re.compile(r"ў|дз|ц[іьёяюев]|шч|ча|жа|ша|^[^еиъї]*я[^вю]")
_NOT_LATIN = ("cyrillic", "belarusian_cyrillic")


@cache
def _rules() -> dict[str, list[tuple[str, str]]]:
    """Return the rewriting rules of each orthography, longest spelling first."""
    table = files("kintrace.names").joinpath("data/orthographies.csv")
    found: dict[str, list[tuple[str, str]]] = {}
    with table.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            found.setdefault(row["orthography"], []).append((row["written"], row["sound"]))
    return {name: sorted(rules, key=lambda rule: -len(rule[0])) for name, rules in found.items()}


def _read(words: Sequence[str], orthography: str) -> list[str]:
    """Read many words under one orthography: every rule rewrites all of them at once."""
    text = _respelled("^" + "$\n^".join(words) + "$", orthography)
    for written, sound in _rules()[orthography.rstrip("+~")]:
        text = text.replace(written, sound)
    if orthography.rstrip("+") not in _NOT_LATIN:
        text = _plain_letters(text)
        for written, sound in _rules()["latin"]:
            text = text.replace(written, sound)
    return _canonical(_SILENT.sub("", text)).split("\n")


_ACCENTS = re.compile("[\u0300-\u036f]+")
_SILENT = re.compile(r"[^A-Z\n]+")
_DOUBLED = re.compile(r"([A-Z])\1+")
# Only a word's first ia is heard (Яна is not Анна); other such beginnings differ between languages.
_SOFTENING = re.compile(r"(?<=[A-Z])I+(?=[AEOU])|^I+(?=[EOU])", re.M)


def _plain_letters(text: str) -> str:
    return text if text.isascii() else _ACCENTS.sub("", unicodedata.normalize("NFD", text))


def _canonical(text: str) -> str:
    return _DOUBLED.sub(r"\1", _SOFTENING.sub("", _DOUBLED.sub(r"\1", text)))


def readings(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Return up to four readings of each word (lower case, one alphabet each), best first.

    A word in an alphabet we do not read (Arabic, Georgian…) has none.

    >>> readings(["шевченко", "shevchenko", "hryhorij"])
    [('WEVQENKO',), ('WEVQENKO',), ('HRIHORI', 'GRIGORI', 'HRIHORIJ', 'GRIGORIJ')]
    >>> readings(["szewczenko", "schewtschenko", "chevtchenko", "ševčenko"])[0][0]
    'WEVQENKO'
    """
    plan: dict[str, list[tuple[int, int]]] = {}
    heard: list[list[str]] = []
    for place, word in enumerate(words):
        wanted = _orthographies(word)
        heard.append([""] * len(wanted))
        for rank, orthography in enumerate(wanted):
            plan.setdefault(orthography, []).append((place, rank))
    for orthography, asked in plan.items():
        sounds = _read([words[place] for place, _ in asked], orthography)
        for (place, rank), sound in zip(asked, sounds, strict=True):
            heard[place][rank] = sound
    return [
        tuple(dict.fromkeys(filter(None, some)))[:MOST_READINGS]
        if len(some) > 1
        else tuple(filter(None, some))
        for some in heard
    ]


def _respelled(text: str, orthography: str) -> str:
    """Prepare words: ``+`` asks to read io, yo, ё as a plain e, ``~`` to read b after c, k, s, z as h."""
    text = text.replace("'", "").replace("-", "")
    if orthography == "cyrillic+":
        return text.replace("ё", "е").replace("ьо", "е").replace("йо", "е")
    if orthography == "english+":
        return _SOFT_O.sub("e", text)
    return re.sub(r"(?<=[cksz])b", "h", text) if orthography == "english~" else text


def _orthographies(word: str) -> list[str]:
    if CYRILLIC.search(word):
        found = ["cyrillic"]
        if "ё" in word or "ьо" in word or "йо" in word:
            found.append("cyrillic+")
        if _BELARUSIAN.search(word):
            found.append("belarusian_cyrillic")
        return found
    if _PLAIN.match(word):
        return ["english"]
    if _SCANNED.search(word):
        return ["english~", "english"]
    strong = [name for name, mark, _ in _TRIED if mark.search(word)] if _ANY_STRONG.search(word) else []
    usual = ["english"]
    if _BARE_H.search(word):
        usual.append("ukrainian")
    if _SOFT_O.search(word):
        usual.append("english+")
    if _ENGLISH_ONLY.search(word):  # no other orthography writes these, so its weak marks mean nothing
        return strong + usual
    weak = [name for name, _, mark in _TRIED if mark.search(word) and name not in strong]
    return strong + usual + weak


_COARSE = str.maketrans("GZCOEJF", "HSSAIWV")


def coarse(reading: str) -> str:
    """Return a reading in which sounds that languages exchange are one: г=х, з=с=ц, ж=ш, о=а, е=и, ф=в.

    This function and the two below also take many readings at once, one a line.

    >>> coarse("GORLENKO") == coarse("HARLINKA")
    True
    """
    return _DOUBLED.sub(r"\1", reading.translate(_COARSE).replace("WQ", "W"))


_ENDING = re.compile(r"(?<=[A-Z]{2})(?:[OE]VI|[OE]GO|OMU|EMU|OU|[OEI]M|[OEA]I|AU|[AUIEO])$", re.M)
_LAST_VOWEL = re.compile(r"(?<=[A-Z]{2})[AEIOU]$", re.M)  # Сергея is SERGEA, Сергей is SERGEI
_FLEETING = re.compile(r"(?<=[BVGDJZLMNPRSTFHQW])[EO](?=[CK]$)", re.M)
_POSSESSIVE = re.compile(r"(?<=[A-Z])[EIOA]V$", re.M)


def stem(reading: str) -> str:
    """Return a reading without the ending that gender and case change.

    >>> {stem(r) for r in ("WUMILIN", "WUMILINA", "WUMILINU", "WUMILINIM")}
    {'WUMILIN'}
    >>> stem("DAGOVCEM") == stem("DAGOVEC"), stem("KOVALEVA") == stem("KOVALOV")
    (True, True)
    """
    return _POSSESSIVE.sub("V", _FLEETING.sub("", _LAST_VOWEL.sub("", _ENDING.sub("", reading))))


_INNER_VOWELS = re.compile(r"(?<=[A-Z])[AIU]+")
_FIRST_VOWEL = re.compile(r"^[IU]", re.M)


def skeleton(stems: str) -> str:
    """Return the consonants of a stem, coarsely; a first vowel is kept as ``A``.

    >>> skeleton(stem("PETROVSKA")) == skeleton(stem("PETROVSKI")) == skeleton(stem("PITROVSKI"))
    True
    """
    return bones(coarse(stems))


def bones(coarse_stems: str) -> str:
    """Return the skeleton of a stem that has been made coarse already."""
    return _DOUBLED.sub(r"\1", _FIRST_VOWEL.sub("A", _INNER_VOWELS.sub("", coarse_stems)))
