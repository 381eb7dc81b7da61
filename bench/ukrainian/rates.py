"""How often everything happens, in one table. Estimates, not measurements: no such list is public.

Each number is a probability per record unless its comment says otherwise; several alterations may meet in
one record. Change a rate with `dataclasses.replace(RATES, patronymic_missing=0.5)`.
"""

from dataclasses import dataclass, fields, replace

OBLASTS = {  # where the children come from: weights by the first digits of the KATOTTG code
    "UA14": 26, "UA65": 22, "UA23": 16, "UA44": 14, "UA63": 10, "UA48": 4, "UA12": 3, "UA01": 1, "UA51": 1,
    "UA59": 1, "UA74": 1, "UA80": 1,
}  # fmt: skip
SCRIPTS = {  # how the located list is written
    "russian": 74, "ukrainian": 5, "kmu2010": 4, "passport2007": 4, "icao": 6, "bgn": 4, "french": 3,
}  # fmt: skip
CHILDREN = {1: 45, 2: 38, 3: 13, 4: 4}  # children in a family: weights


@dataclass(frozen=True)
class Rates:
    """Probabilities of the generator."""

    # The people
    overlap: float = 0.60  # located records whose child is also requested
    sibling: float = (
        0.20  # of the other located records: an unrequested brother or sister of a requested child
    )
    namesake: float = 0.06  # of the other located records: a stranger with the names of a requested child
    all_siblings_sought: float = 0.55  # families who ask for all their children; the others ask for one
    twins: float = 0.03  # of births after the first: the same day as the one before
    single_mother: float = 0.12  # no father is written; the child has a patronymic all the same
    mother_keeps_name: float = 0.18  # the mother has another surname than the child
    in_town: float = 0.78  # families from cities; the others from settlements and villages

    # The requests, as families wrote them (kinds begin with "left_")
    left_typo: float = 0.02
    left_homoglyph: float = 0.03  # Latin i, o, c ... inside a Cyrillic word
    left_patronymic_missing: float = 0.03
    left_birth_year_only: float = 0.015
    left_birth_unreadable: float = 0.004  # 31.02.2015
    left_mother_missing: float = 0.05
    left_father_missing: float = 0.15
    left_place_bare: float = 0.20  # the settlement alone, no oblast

    # The located children's names
    typo: float = 0.09  # one letter wrong, in one of the names
    homoglyph: float = 0.04
    patronymic_missing: float = 0.16  # 0.55 in Latin letters
    patronymic_missing_latin: float = 0.55
    patronymic_changed: float = 0.05  # invented, or given after somebody else
    surname_changed: float = 0.06  # adoption or guardianship
    patronymic_changed_too: float = 0.60  # of the changed surnames
    given_changed: float = 0.006
    given_diminutive: float = 0.07
    order_swapped: float = 0.03  # the surname stands where the given name should
    initials: float = 0.025
    inflected: float = 0.02  # genitive: Шевченка Миколы Ивановича
    capitals: float = 0.20  # the surname in capitals; not counted as an alteration

    # The located children's other columns
    birth_shifted: float = 0.06  # by 1 to 20 days
    birth_day_month_swapped: float = 0.03
    birth_year_off: float = 0.05  # by one
    birth_first_january: float = 0.025
    birth_year_only: float = 0.05
    birth_digit: float = 0.04
    birth_missing: float = 0.03
    birth_unreadable: float = 0.004
    sex_missing: float = 0.08
    place_missing: float = 0.16
    place_oblast_only: float = 0.10
    place_old_name: float = 0.60  # where the place has an old name: Russian papers like them
    place_changed: float = 0.02  # the place where the child was found instead
    place_bare: float = 0.30
    by_occupier: float = 0.25  # "ДНР" and "ЛНР" instead of the oblast, where they are claimed
    mother_missing: float = 0.50
    mother_initials: float = 0.10

    def harder(self, factor: float) -> "Rates":
        """Return rates with every alteration `factor` times as frequent, 0.9 at most; the people stay.

        >>> RATES.harder(2).typo, RATES.harder(2).mother_missing, RATES.harder(2).overlap
        (0.18, 0.9, 0.6)
        """
        names = [rate.name for rate in fields(self) if rate.name not in _PEOPLE]
        return replace(self, **{name: min(0.9, factor * getattr(self, name)) for name in names})


_PEOPLE = frozenset(
    (
        "overlap",
        "sibling",
        "namesake",
        "all_siblings_sought",
        "twins",
        "single_mother",
        "mother_keeps_name",
        "in_town",
    )
)
RATES = Rates()
