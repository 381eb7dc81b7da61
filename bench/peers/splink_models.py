"""Splink's settings for each kind of set: as its authors' examples have them, tuned where that paid.

Comparisons, rules for the prior and for training. The recall given to the prior is the guess a careful
user would make. Blocking rules for prediction are in `blocking.py`.
"""

from dataclasses import dataclass, field

import splink.comparison_library as cl
from job import Job
from splink import block_on
from splink.internals.comparison_creator import ComparisonCreator

U_PAIRS = 1e7
SWAPPED = "l.given_name = r.surname and l.surname = r.given_name"


@dataclass
class Model:
    """What Splink is told about one kind of set."""

    comparisons: list[ComparisonCreator]
    prior_rules: list
    prior_recall: float
    training_rules: list
    training_pairs: float | None = None
    floor_bits: float = -25.0
    project: str = "*"
    romanised: list[str] = field(default_factory=list)


def _frequent(comparison: ComparisonCreator) -> ComparisonCreator:
    """Adjust for how frequent the agreeing value is."""
    return comparison.configure(term_frequency_adjustments=True)


def _names() -> list[ComparisonCreator]:
    return [_frequent(cl.NameComparison("given_name")), _frequent(cl.NameComparison("surname"))]


def _birth(column: str = "date_of_birth", written: str | None = None) -> ComparisonCreator:
    extra = {"datetime_format": written} if written else {}
    return cl.DateOfBirthComparison(column, input_is_string=True, invalid_dates_as_null=True, **extra)


def _similar(column: str, thresholds: list[float]) -> ComparisonCreator:
    return _frequent(cl.JaroWinklerAtThresholds(column, thresholds))


def febrl(job: Job) -> Model:
    """FEBRL 3 and 4, whole, without the number, or with names, birth, suburb and state only."""
    number = "soc_sec_id" in job.fields
    comparisons = [*_names(), _birth(written="%Y%m%d")]
    if "address_1" not in job.fields:
        comparisons += [_similar("suburb", [0.9, 0.7]), _frequent(cl.ExactMatch("state"))]
        return Model(
            comparisons,
            [block_on("given_name", "surname", "date_of_birth"), block_on("date_of_birth", "suburb")],
            0.7,
            [block_on("date_of_birth"), block_on("suburb", "state")],
        )
    if number:
        comparisons.append(cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]))
    comparisons += [
        _frequent(cl.ExactMatch("street_number")),
        _frequent(cl.DamerauLevenshteinAtThresholds("postcode", [1, 2])),
    ]
    if job.variant != "tight":
        comparisons += [_similar("address_1", [0.9, 0.7]), _similar("suburb", [0.9, 0.7])]
    prior = [block_on("given_name", "surname", "date_of_birth")]
    if number:
        prior.append(block_on("soc_sec_id"))
    else:
        prior += [block_on("date_of_birth", "postcode"), block_on("given_name", "surname", "postcode")]
    recall = 0.8 if job.link else 0.9
    return Model(comparisons, prior, recall, [block_on("date_of_birth"), block_on("postcode")])


def scale(_: Job) -> Model:
    """The generated lists of any size."""
    comparisons = [
        *_names(),
        _birth(),
        _frequent(cl.DamerauLevenshteinAtThresholds("postcode", [1, 2])),
        _similar("suburb", [0.9]),
        cl.ExactMatch("street_number"),
        _similar("address_1", [0.9]),
    ]
    prior = [
        block_on("given_name", "surname", "date_of_birth"),
        block_on("surname", "date_of_birth", "postcode"),
        block_on("given_name", "date_of_birth", "postcode"),
    ]
    training = [block_on("given_name", "surname"), block_on("date_of_birth", "postcode")]
    return Model(comparisons, prior, 0.6, training, training_pairs=1e6, floor_bits=-6.0)


def household(_: Job) -> Model:
    """Families with full births and addresses; the address is one comparison, for its parts go together."""
    address = "concat_ws(' ', street_number, address_1, suburb)"
    comparisons = [*_names(), _birth(), cl.ExactMatch("sex"), _similar("address", [0.95, 0.88])]
    prior = [
        block_on("given_name", "surname", "date_of_birth"),
        block_on("given_name", "date_of_birth", "address_1"),
    ]
    training = [block_on("date_of_birth"), block_on("given_name", "surname")]
    return Model(comparisons, prior, 0.7, training, project=f"*, {address} as address")


def census(_: Job) -> Model:
    """Families with the year of birth only."""
    address = "concat_ws(' ', address_1, suburb)"
    comparisons = [
        *_names(),
        cl.LevenshteinAtThresholds("birth_year", [1]),
        cl.ExactMatch("sex"),
        _similar("birth_place", [0.9]),
        _similar("address", [0.95, 0.88]),
    ]
    prior = [
        block_on("given_name", "surname", "birth_place"),
        block_on("given_name", "surname", "birth_year"),
    ]
    training = [block_on("given_name", "surname"), block_on("birth_place", "birth_year")]
    return Model(comparisons, prior, 0.6, training, project=f"*, {address} as address")


def historical(_: Job) -> Model:
    """The biographical index, after the authors' example on 50,000 historical persons."""
    comparisons = [
        cl.ForenameSurnameComparison("given_name", "surname", forename_surname_concat_col_name="both_names"),
        _birth(),
        _frequent(cl.DamerauLevenshteinAtThresholds("postcode", [1, 2])),
        _similar("birth_place", [0.9]),
        _frequent(cl.ExactMatch("occupation")),
    ]
    prior = [
        block_on("given_name", "surname", "date_of_birth"),
        block_on("substr(given_name,1,2)", "surname", "substr(postcode,1,2)"),
        block_on("date_of_birth", "postcode"),
    ]
    training = [block_on("given_name", "surname"), block_on("date_of_birth")]
    project = "*, given_name || ' ' || surname as both_names"
    return Model(comparisons, prior, 0.6, training, project=project)


def ukrainian(_: Job) -> Model:
    """Ukrainian requests against located children in Russian or Latin letters, through anyascii."""
    comparisons = [
        *_names(),
        _frequent(cl.NameComparison("patronymic")),
        _birth(),
        cl.ExactMatch("sex"),
        _similar("place", [0.92, 0.8]),
        _similar("mother", [0.92, 0.8]),
    ]
    prior = [
        block_on("surname", "date_of_birth"),
        block_on("given_name", "date_of_birth"),
        block_on("patronymic", "date_of_birth"),
    ]
    # Hardly any name is spelled the same on both sides, so training blocks on the beginnings.
    training = [block_on("date_of_birth"), block_on("substr(surname,1,4)", "substr(given_name,1,2)")]
    names = ["surname", "given_name", "patronymic", "place", "mother"]
    return Model(comparisons, prior, 0.7, training, romanised=names)


MODELS = {
    "febrl": febrl,
    "scale": scale,
    "household": household,
    "census": census,
    "historical": historical,
    "ukrainian": ukrainian,
}
