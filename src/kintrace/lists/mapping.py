"""Say which column of a list means what, and keep that in a TOML file people can edit.

A `Mapping` gives each role (the field's terms: name, birth, place ...) the headers of the
columns that fill it. `mapping_toml` writes it, `read_mapping` reads it back, unchanged.
"""

import difflib
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from kintrace.errors import MappingInvalid
from kintrace.lists.source import one_line
from kintrace.names import dates

NameModel = Literal["auto", "east-slavic", "any"]
Comparison = Literal["text", "code", "date", "exact"]

NAME_MODELS: tuple[NameModel, ...] = ("auto", "east-slavic", "any")
COMPARISONS: tuple[Comparison, ...] = ("text", "code", "date", "exact")

ROLES: dict[str, str] = {
    "id": "the list's own number of the person, unique in the list",
    "name": "full name in one column",
    "surname": "surname alone",
    "given_name": "given name alone",
    "patronymic": "patronymic (or middle name) alone",
    "other_names": "other names, in other scripts or from before",
    "sex": "sex",
    "birth": "date or year of birth; of several columns the first that is filled",
    "age": "age; needs age_on",
    "age_on": "the column with the date on which the age was counted",
    "place": "place of origin; several columns are joined (settlement, raion, oblast)",
    "mother": "mother's name",
    "father": "father's name",
    "relatives": "about the parents or other relatives",
    "facility": "institution where the person was recorded",
    "document": "numbers of documents",
}
SINGLE = ("id", "sex", "age", "age_on")


@dataclass(frozen=True, slots=True)
class OtherColumn:
    """A column outside the roles, and how two of its values are compared."""

    column: str
    compare: Comparison = "text"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Role -> headers; `other` label -> column; `age_on` the EDTF date on which ages were counted."""

    columns: dict[str, list[str]] = field(default_factory=dict)
    other: dict[str, OtherColumn] = field(default_factory=dict)
    names: NameModel = "auto"
    age_on: str = ""

    def headers(self) -> list[str]:
        """Return every header the mapping names, in order, without repeats."""
        named = [header for headers in self.columns.values() for header in headers]
        return list(dict.fromkeys(named + [other.column for other in self.other.values()]))


def read_mapping(path: str | Path) -> Mapping:
    """Read a mapping file; raise MappingInvalid with the line, or the key, that is wrong."""
    path = Path(path)
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise MappingInvalid(
            f"There is no mapping file {path}. Write one with `kintrace columns LIST`."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise MappingInvalid(f"The mapping file {path} cannot be read: {error}.") from None
    except tomllib.TOMLDecodeError as error:
        raise MappingInvalid(f"{path} is not valid TOML: {error}.") from None
    return _mapping_from(written, str(path))


def mapping_toml(mapping: Mapping) -> str:
    """Write the mapping as TOML that `read_mapping` reads back to an equal mapping.

    >>> print(mapping_toml(Mapping({"name": ["ПІБ"]})))
    names = "auto"
    <BLANKLINE>
    [columns]
    name = "ПІБ"
    <BLANKLINE>
    """
    lines = [f"names = {_quoted(mapping.names)}"]
    if mapping.age_on:
        lines.append(f"age_on = {_quoted(mapping.age_on)}")
    lines += ["", "[columns]"]
    for role, headers in mapping.columns.items():
        listed = ", ".join(_quoted(header) for header in headers)
        lines.append(f"{role} = {listed if len(headers) == 1 else f'[{listed}]'}")
    for label, other in mapping.other.items():
        lines += ["", f"[other.{_quoted(label)}]"]
        lines += [f"column = {_quoted(other.column)}", f"compare = {_quoted(other.compare)}"]
    return "\n".join(lines) + "\n"


def _mapping_from(written: dict[str, Any], where: str) -> Mapping:
    _only_known(written, ("names", "age_on", "columns", "other"), where)
    names = written.get("names", "auto")
    if names not in NAME_MODELS:
        raise MappingInvalid(f'{where}: names = "{names}" is not one of {", ".join(NAME_MODELS)}.')
    columns = _table(written, "columns", where)
    _only_known(columns, tuple(ROLES), f"{where}, [columns]")
    others = _table(written, "other", where)
    mapping = Mapping(
        {role: _headers(role, value, where) for role, value in columns.items()},
        {label: _other(label, value, where) for label, value in others.items()},
        names,
        _age_on(written.get("age_on", ""), where),
    )
    if not mapping.headers():
        raise MappingInvalid(f"{where} names no column. Give at least `name` under [columns].")
    return mapping


def _table(written: dict[str, Any], key: str, where: str) -> dict[str, Any]:
    table = written.get(key, {})
    if not isinstance(table, dict):
        raise MappingInvalid(f"{where}: `{key}` must be a table, written as [{key}].")
    return table


def _headers(role: str, value: object, where: str) -> list[str]:
    headers = [value] if isinstance(value, str) else value
    if (
        not isinstance(headers, list)
        or not headers
        or not all(isinstance(one, str) and one for one in headers)
    ):
        raise MappingInvalid(
            f'{where}: `{role}` must be a column header, or a list of them: {role} = "Header".'
        )
    if role in SINGLE and len(headers) > 1:
        raise MappingInvalid(f"{where}: `{role}` takes one column, not {len(headers)}.")
    return [one_line(header) for header in headers]


def _other(label: str, value: object, where: str) -> OtherColumn:
    if not isinstance(value, dict):
        raise MappingInvalid(f'{where}: write [other.{label}] with column = "Header" and compare = "text".')
    _only_known(value, ("column", "compare"), f"{where}, [other.{label}]")
    column, compare = value.get("column"), value.get("compare", "text")
    if not isinstance(column, str) or not column:
        raise MappingInvalid(f'{where}: [other.{label}] needs column = "Header".')
    if compare not in COMPARISONS:
        known = ", ".join(COMPARISONS)
        raise MappingInvalid(f'{where}: [other.{label}] compare = "{compare}" is not one of {known}.')
    return OtherColumn(one_line(column), compare)


def _age_on(value: object, where: str) -> str:
    if value == "":
        return ""
    reading = dates.read(str(value))
    if not reading.edtf:
        raise MappingInvalid(
            f"{where}: age_on = {value} is not a date ({reading.why}). Write it as 2023-05-01."
        )
    return reading.edtf


def _only_known(table: dict[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            meant = f" Did you mean `{near[0]}`?" if near else f" Known: {', '.join(known)}."
            raise MappingInvalid(f"{where}: unknown key `{key}`.{meant}")


def _quoted(text: str) -> str:
    """Write a TOML basic string; JSON's escapes are TOML's, except that DEL must be escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
