"""A mapping is written, edited and read back; what is wrong with it is said in one sentence."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kintrace import lists
from kintrace.errors import MappingInvalid
from kintrace.lists.mapping import COMPARISONS, NAME_MODELS, ROLES, SINGLE

FULL = lists.Mapping(
    columns={"id": ["№"], "name": ["ПІБ"], "place": ["Село", "Область"], "age": ["Вік"]},
    other={"phone": lists.OtherColumn("Телефон", "code"), "lost on": lists.OtherColumn("Зник", "date")},
    names="east-slavic",
    age_on="2023-05-01",
)


def written(tmp_path, text):
    path = tmp_path / "columns.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refusal(tmp_path, text):
    with pytest.raises(MappingInvalid) as raised:
        lists.read_mapping(written(tmp_path, text))
    return str(raised.value).replace(str(tmp_path), "")


def test_a_mapping_is_read_back_as_it_was_written(tmp_path):
    assert lists.read_mapping(written(tmp_path, lists.mapping_toml(FULL))) == FULL


headers = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp", "Cf")), min_size=1, max_size=12
)


@given(
    st.dictionaries(
        st.sampled_from([r for r in ROLES if r not in SINGLE]), st.lists(headers, min_size=1), min_size=1
    ),
    st.dictionaries(st.text(st.characters(exclude_categories=("Cs",)), max_size=9), headers, max_size=3),
    st.sampled_from(COMPARISONS),
    st.sampled_from(NAME_MODELS),
    st.none() | st.dates(date(1950, 1, 1), date(2025, 1, 1)),
)
def test_any_mapping_is_read_back_as_it_was_written(tmp_path_factory, columns, others, compare, names, day):
    other = {label: lists.OtherColumn(column, compare) for label, column in others.items()}
    mapping = lists.Mapping(columns, other, names, str(day or ""))
    path = tmp_path_factory.mktemp("mapping")
    assert lists.read_mapping(written(path, lists.mapping_toml(mapping))) == mapping


def test_one_column_may_be_written_without_brackets_and_a_date_without_quotes(tmp_path):
    text = 'age_on = 2023-05-01\n[columns]\nname = "ПІБ"\nplace = ["Село"]\n'
    mapping = lists.read_mapping(written(tmp_path, text))
    assert mapping == lists.Mapping({"name": ["ПІБ"], "place": ["Село"]}, age_on="2023-05-01")


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(MappingInvalid, match=r"There is no mapping file .*no\.toml.*kintrace columns"):
        lists.read_mapping(tmp_path / "no.toml")


def test_a_folder_or_other_bytes_are_refused(tmp_path):
    with pytest.raises(MappingInvalid, match="cannot be read"):
        lists.read_mapping(tmp_path)
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MappingInvalid, match="cannot be read"):
        lists.read_mapping(tmp_path / "x.toml")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[columns]\nname = "ПІБ\n',
            "/columns.toml is not valid TOML: Illegal character '\\n' (at line 2, column 12).",
        ),
        (
            '[columns]\nnmae = "ПІБ"\n',
            "/columns.toml, [columns]: unknown key `nmae`. Did you mean `name`?",
        ),
        ('name = "ПІБ"\n', "/columns.toml: unknown key `name`. Did you mean `names`?"),
        (
            'names = "slavic"\n[columns]\nname="a"\n',
            '/columns.toml: names = "slavic" is not one of auto, east-slavic, any.',
        ),
        ("[columns]\n", "/columns.toml names no column. Give at least `name` under [columns]."),
        (
            "[columns]\nname = 3\n",
            '/columns.toml: `name` must be a column header, or a list of them: name = "Header".',
        ),
        ('[columns]\nname="a"\nid = ["№", "Код"]\n', "/columns.toml: `id` takes one column, not 2."),
        ('columns = "ПІБ"\n', "/columns.toml: `columns` must be a table, written as [columns]."),
        ('[other.phone]\ncompare = "text"\n', '/columns.toml: [other.phone] needs column = "Header".'),
        (
            '[other.phone]\ncolumn = "T"\ncompare = "fuzzy"\n',
            '/columns.toml: [other.phone] compare = "fuzzy" is not one of text, code, date, exact.',
        ),
        (
            '[other.phone]\ncolumn = "T"\nkind = "code"\n',
            "/columns.toml, [other.phone]: unknown key `kind`. Known: column, compare.",
        ),
        (
            '[other]\nphone = "T"\n',
            '/columns.toml: write [other.phone] with column = "Header" and compare = "text".',
        ),
        (
            'age_on = "31.02.2023"\n[columns]\nname="a"\n',
            "/columns.toml: age_on = 31.02.2023 is not a date (31.02.2023 does not exist). "
            "Write it as 2023-05-01.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_sentence(tmp_path, text, sentence):
    assert refusal(tmp_path, text) == sentence


def test_a_mapping_lists_its_headers_once():
    assert FULL.headers() == ["№", "ПІБ", "Село", "Область", "Вік", "Телефон", "Зник"]
