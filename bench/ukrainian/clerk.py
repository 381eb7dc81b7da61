"""What a clerk writes for a child in the located list: another language, and what goes wrong on the way.

`Clerk.record` returns the row and the kinds of alteration in it, in the order they were made.
"""

import random
from dataclasses import dataclass, field

from bench.ukrainian import births, latin, russian, slips
from bench.ukrainian.people import Child, Population
from bench.ukrainian.rates import SCRIPTS
from bench.ukrainian.words import Given, feminine, given_names

_SCHEMES = {scheme.name: scheme for scheme in latin.SCHEMES}
_FACILITIES = (
    "Детский дом № {}", "Социально-реабилитационный центр № {}", "Пункт временного размещения № {}",
    "Школа-интернат № {}", "Центр помощи детям № {}", "Санаторий «Берёзка» № {}", "Детская больница № {}",
)  # fmt: skip


@dataclass
class Record:
    """A row in the making. Names are whole words in the language of `script`, not yet in Latin letters."""

    script: str
    surname: str
    given: str
    patronymic: str
    kinds: list[str] = field(default_factory=list)

    @property
    def language(self) -> str:
        """Return "uk" or "ru": the language of the spelling that the script starts from."""
        if self.script in _SCHEMES:
            return _SCHEMES[self.script].language
        return "uk" if self.script == "ukrainian" else "ru"


class Clerk:
    """Writes rows of the located list."""

    def __init__(self, dice: random.Random, population: Population) -> None:
        self.dice, self.population, self.rates = dice, population, population.rates

    def happens(self, rate: str) -> bool:
        """Roll the dice for one of the rates."""
        return self.dice.random() < float(getattr(self.rates, rate))

    def record(self, child: Child) -> tuple[dict[str, str], list[str]]:
        """Return a row (without id) and the kinds of alteration."""
        script = self.dice.choices(list(SCRIPTS), list(SCRIPTS.values()))[0]
        record = self._names(child, script)
        self._spoil_names(record, child)
        row = {"фамилия": record.surname, "имя": record.given, "отчество": record.patronymic}
        row["пол"] = "" if self._kind(record, "sex_missing") else self._sex(child, record)
        row["дата рождения"] = births.located(self, child.born, record.kinds, in_words=script == "russian")
        row["место рождения"] = self._place(child, record)
        row["мать"] = self._mother(child, record)
        row["учреждение"] = self.dice.choice(_FACILITIES).format(self.dice.randrange(1, 60))
        first = f"latin:{script}" if script in _SCHEMES else {"russian": "russified"}.get(script, script)
        return row, [first, *record.kinds]

    def _kind(self, record: Record, kind: str) -> bool:
        """Roll the dice for a kind of alteration, and note it when it happens."""
        if self.happens(kind):
            record.kinds.append(kind)
            return True
        return False

    def _names(self, child: Child, script: str) -> Record:
        """Return the child's names in the language of the script, before Latin letters and slips."""
        record = Record(script, "", "", "")
        language = record.language
        given, father = child.given, child.patronymic_of
        surname = russian.surname(child.surname) if language == "ru" else child.surname
        if self._kind(record, "surname_changed"):
            adopters = self.population.surnames.russian(self.dice)
            surname = adopters if language == "ru" else russian.into_ukrainian(adopters)
        if self._patronymic_changes(record):
            record.kinds.append("patronymic_changed")
            father = self._another("m", father)
        if self._kind(record, "given_changed"):
            given = self._another(child.sex, given)
        record.surname = feminine(surname, language) if child.sex == "f" else surname
        record.given = getattr(given, language)
        if language == "ru" and given.short_ru and self._kind(record, "given_diminutive"):
            record.given = self.dice.choice(given.short_ru)
        record.patronymic = father.patronymic(child.sex, language)
        missing = "patronymic_missing_latin" if script in _SCHEMES else "patronymic_missing"
        if "patronymic_changed" not in record.kinds and self.happens(missing):
            record.kinds.append("patronymic_missing")
            record.patronymic = ""
        return record

    def _patronymic_changes(self, record: Record) -> bool:
        return self.happens(
            "patronymic_changed_too" if "surname_changed" in record.kinds else "patronymic_changed"
        )

    def _another(self, sex: str, than: Given) -> Given:
        names = [name for name in given_names(sex).names if name is not than]
        return self.dice.choice(names)

    def _spoil_names(self, record: Record, child: Child) -> None:
        """Latin letters, then the slips that need them or need Cyrillic."""
        cyrillic = record.script not in _SCHEMES
        if self._kind(record, "initials"):
            record.given = record.given[0] + "."
            record.patronymic = record.patronymic and record.patronymic[0] + "."
        elif record.script == "russian" and self._kind(record, "inflected"):
            record.surname = slips.genitive(record.surname, child.sex, surname=True)
            record.given = slips.genitive(record.given, child.sex)
            record.patronymic = slips.genitive(record.patronymic, child.sex)
        if not cyrillic:
            write = _SCHEMES[record.script].write
            record.surname, record.given, record.patronymic = map(
                write, (record.surname, record.given, record.patronymic)
            )
        for kind, spoil in (("typo", slips.typo), ("homoglyph", slips.homoglyph)):
            if (cyrillic or kind == "typo") and self.happens(kind):
                part = self.dice.choice(
                    [p for p in ("surname", "given", "patronymic") if len(getattr(record, p)) > 3]
                )
                spoilt = spoil(self.dice, getattr(record, part))
                if spoilt != getattr(record, part):
                    setattr(record, part, spoilt)
                    record.kinds.append(kind)
        if self._kind(record, "order_swapped"):
            record.surname, record.given = record.given, record.surname
        elif self.happens("capitals"):
            record.surname = record.surname.upper()

    def _sex(self, child: Child, record: Record) -> str:
        if record.script in _SCHEMES:
            return child.sex.upper()
        return {"m": "м", "f": "ж"}[child.sex]

    def _place(self, child: Child, record: Record) -> str:
        """Return the place of birth as written, noting what became of it."""
        if self._kind(record, "place_missing"):
            return ""
        home = child.home
        if self._kind(record, "place_changed"):
            home = self.population.homes.draw(self.dice)
        only = home.kind != "K" and self._kind(record, "place_oblast_only")
        old = bool(home.old_ru) and not only and self._kind(record, "place_old_name")
        if record.script in _SCHEMES:
            return home.latin(self.dice, self.rates, _SCHEMES[record.script], old=old, oblast_only=only)
        return home.russian(self.dice, self.rates, old=old, oblast_only=only)

    def _mother(self, child: Child, record: Record) -> str:
        """Return the mother as written, in the same script as the child."""
        if self._kind(record, "mother_missing"):
            return ""
        language, mother = record.language, child.mother
        surname = russian.surname(mother.surname) if language == "ru" else mother.surname
        words = [feminine(surname, language), getattr(mother.given, language)]
        words.append(mother.patronymic_of.patronymic("f", language))
        if self._kind(record, "mother_initials"):
            words = [words[0], f"{words[1][0]}. {words[2][0]}."]
        text = " ".join(words)
        return _SCHEMES[record.script].write(text) if record.script in _SCHEMES else text
