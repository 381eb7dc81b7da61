"""Draft a mapping file from the headers of a list, for a person to look over and change."""

from dataclasses import replace
from pathlib import Path

from kintrace.lists.headers import Guess
from kintrace.lists.mapping import COMPARISONS, NAME_MODELS, ROLES, Mapping, OtherColumn, mapping_toml
from kintrace.lists.reading import columns_of


def draft_mapping(path: str | Path) -> str:
    """Return TOML that `read_mapping` reads, with the choices left to a person as comments.

    It names headers only, never what stands in the cells, so it can be shown to others.
    """
    headers, guessed = columns_of(path)
    mapping = _one_each(guessed)
    lines = [
        f"# What the columns of {Path(path).name} mean. Look it over, then pass it with --mapping.",
        f"# names may be {_or(NAME_MODELS)}: how names are read.",
        mapping_toml(mapping).rstrip(),
    ]
    for role, claimed in guessed.ambiguous.items():
        lines.append(f"# {role} may be any of: {', '.join(claimed)}. Only one can be; the first is taken.")
    lines += [f'# {role} = ""  # {told}' for role, told in ROLES.items() if role not in mapping.columns]
    unused = [header for header in headers if header not in mapping.headers()]
    if unused:
        lines += [
            "",
            f"# Not used. To compare one too, take away its # (compare may be {_or(COMPARISONS)}).",
        ]
    for header in unused:
        told = mapping_toml(Mapping(other={header: OtherColumn(header)}))
        lines += ["", *(f"# {line}" for line in told.splitlines()[-3:])]
    return "\n".join(lines) + "\n"


def _one_each(guessed: Guess) -> Mapping:
    """Keep the first column of each role that several claim."""
    columns = {
        role: headers[:1] if role in guessed.ambiguous else headers
        for role, headers in guessed.mapping.columns.items()
    }
    return replace(guessed.mapping, columns=columns)


def _or(choices: tuple[str, ...]) -> str:
    quoted = [f'"{choice}"' for choice in choices]
    return f"{', '.join(quoted[:-1])} or {quoted[-1]}"
