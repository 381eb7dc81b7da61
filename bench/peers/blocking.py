"""Blocking rules of every kind of set, written once and read by every peer that blocks.

A rule is a list of keys that must all be equal. A key is a column, or `column[start:length]` for a part of
it counted from 1. SWAP stands for given name and surname written in each other's place, EVERYTHING for all
pairs. `tight` is what the peer's authors use in their own examples (where they have one), `wide` finds more
at a higher price, `full` is as much as a patient user would allow.
"""

SWAP, EVERYTHING = "swap", "everything"
YEAR = "date_of_birth[1:4]"

FEBRL_LINK = {
    "tight": [
        "given_name surname", SWAP, "date_of_birth", "soc_sec_id", "state address_1",
        "street_number address_1", "postcode",
    ],
    "wide": ["given_name", "surname", "date_of_birth[1:6]", "suburb", "address_1"],
    "full": [EVERYTHING],
}  # fmt: skip
# Names, birth date, suburb and state only.
FEBRL_NDS = {
    "tight": [
        "given_name surname", SWAP, "date_of_birth", "surname suburb", "given_name suburb", f"surname {YEAR}",
        f"given_name {YEAR}",
    ],
    "wide": ["given_name", "surname", "date_of_birth[1:6]", "suburb"],
    "full": [EVERYTHING],
}  # fmt: skip
FEBRL_DEDUPE = {
    "tight": ["soc_sec_id", "given_name", "surname", "date_of_birth", "postcode"],
    "wide": ["date_of_birth[1:6]", "suburb", "address_1"],
    "full": [EVERYTHING],
}
SCALE = {
    "tight": [
        f"given_name surname {YEAR}", "surname date_of_birth", "given_name date_of_birth",
        "date_of_birth postcode", "surname postcode", "given_name surname suburb",
        "address_1 street_number postcode",
    ],
    "wide": [
        "given_name surname", SWAP, "surname date_of_birth", "given_name date_of_birth",
        "date_of_birth postcode", "date_of_birth surname[1:2]", "surname postcode", "given_name postcode",
        "surname suburb", "given_name suburb", f"surname {YEAR}", "address_1 street_number postcode",
    ],
    "full": [
        "given_name surname", "date_of_birth", f"surname {YEAR}", f"given_name {YEAR}", "surname postcode",
        "given_name postcode", "surname suburb", "given_name suburb", "address_1 street_number",
    ],
}  # fmt: skip
HOUSEHOLD = {
    "tight": [
        "given_name surname", "date_of_birth", f"surname {YEAR}", f"given_name {YEAR} surname[1:1]",
        "surname date_of_birth[6:5]", "given_name date_of_birth[6:5]", "address_1 given_name",
    ],
    "wide": [
        "given_name surname", SWAP, "date_of_birth", f"surname {YEAR}", f"given_name {YEAR}",
        "surname date_of_birth[6:5]", "given_name date_of_birth[6:5]", "address_1 given_name",
        "address_1 street_number", "surname suburb", "given_name suburb",
    ],
    "full": ["surname", "given_name", "date_of_birth[1:7]", "date_of_birth[6:5]", "address_1", SWAP],
}  # fmt: skip
CENSUS = {
    "tight": [
        "given_name surname", "surname birth_year", "given_name birth_year birth_place",
        "surname birth_place", "address_1 given_name",
    ],
    "wide": [
        "given_name surname", SWAP, "surname birth_year", "given_name birth_place", "surname birth_place",
        "address_1", "surname suburb", "given_name suburb", "birth_place birth_year",
    ],
    "full": ["surname", "given_name", "birth_place", "address_1", "suburb birth_year", SWAP],
}  # fmt: skip
HISTORICAL = {
    "tight": [
        "given_name[1:3] surname[1:4]", "surname date_of_birth", "given_name date_of_birth",
        "postcode given_name", "postcode surname", "date_of_birth birth_place", "postcode[1:3] date_of_birth",
        "postcode[1:3] given_name", "postcode[1:3] surname", f"given_name[1:2] surname[1:2] {YEAR}",
    ],
    "wide": [
        "given_name[1:3] surname[1:4]", "date_of_birth", "postcode", "surname birth_place",
        "given_name birth_place occupation", "postcode[1:3] given_name", "postcode[1:3] surname",
        f"given_name[1:2] surname[1:2] {YEAR}", f"surname {YEAR}", f"given_name {YEAR}",
    ],
    "full": [EVERYTHING],
}  # fmt: skip
UKRAINIAN = {
    "tight": [
        "date_of_birth", "surname given_name", f"surname {YEAR}", f"given_name patronymic {YEAR}",
        "surname[1:4] given_name[1:3] place[1:4]",
    ],
    "wide": [
        "date_of_birth", "surname given_name", f"surname {YEAR}", f"given_name patronymic {YEAR}", SWAP,
        f"surname[1:3] given_name[1:2] {YEAR}", "surname[1:4] date_of_birth[6:5]",
        "surname[1:4] given_name[1:3]", "given_name[1:3] date_of_birth[6:5]", "mother",
        f"given_name[1:4] patronymic[1:4] {YEAR}", "surname[1:4] place[1:4]",
    ],
    "full": [
        "date_of_birth", f"surname[1:2] {YEAR}", f"given_name[1:2] {YEAR}", "surname[1:3]",
        "date_of_birth[6:5]", "mother", SWAP, "given_name[1:4] patronymic[1:4]", "given_name[1:4] place[1:4]",
    ],
}  # fmt: skip
TABLES = {
    "scale": SCALE,
    "household": HOUSEHOLD,
    "census": CENSUS,
    "historical": HISTORICAL,
    "ukrainian": UKRAINIAN,
}


def _keys(rule: str) -> set[str]:
    return {key.split("[")[0] for key in rule.split()}


def rules(kind: str, mode: str, fields: list[str], variant: str) -> list[str]:
    """Return the rules of a variant that the set has the fields for; FEBRL's `wide` adds to its `tight`."""
    if kind == "febrl":
        table = FEBRL_DEDUPE if mode == "dedupe" else FEBRL_LINK if "address_1" in fields else FEBRL_NDS
        chosen = table["tight"] + table["wide"] if variant == "wide" else table[variant]
    else:
        chosen = TABLES[kind][variant]
    return [rule for rule in chosen if rule in (SWAP, EVERYTHING) or _keys(rule) <= set(fields)]
