"""The office speaks Ukrainian and Russian completely, and the tool that says so finds every fault."""

import importlib.util
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "tools" / "messages.py"
OFFICE = ROOT / "src" / "kintrace" / "office"

loaded = importlib.util.spec_from_file_location("messages", SCRIPT)
messages = importlib.util.module_from_spec(loaded)
loaded.loader.exec_module(messages)


@pytest.fixture
def office(tmp_path):
    """A small office with a page and a program, each text translated."""
    (tmp_path / "pages.py").write_text(
        "from django.utils.translation import gettext as _, gettext_lazy, gettext_noop, ngettext\n"
        "one = gettext_lazy('a list')\n"
        "two = _('%(name)s was brought.') % {'name': one}\n"
        "three = ngettext('%(n)d pair', '%(n)d pairs', 3)\n"
        "four = gettext_noop('a child')\n"
        "five = _(one)\n",
        "utf-8",
    )
    (tmp_path / "page.html").write_text(
        '<ul>\n    <li>{% translate "It\'s (not) here" %}\n  </ul>{# a note ( #}\n'
        "{% blocktranslate trimmed with who=name %}\n"
        "   Ask <b>{{ who }}</b>,\n  now.\n{% endblocktranslate %}"
        "{% translate 'right' context 'law' %}{{ why|default:_('a list') }}",
        "utf-8",
    )
    list(messages.update(tmp_path))
    for language in messages.LANGUAGES:
        path = messages.po(language, tmp_path)
        path.write_text(translate(path.read_text("utf-8")), "utf-8")
    list(messages.update(tmp_path))
    return tmp_path


WORDS = {
    "%(name)s was brought.": "Отримано %(name)s.",
    "Ask <b>%(who)s</b>, now.": "Запитайте <b>%(who)s</b>.",
    "It's (not) here": "Тут нема",
    "a child": "дитина",
    "a list": "список",
    "right": "право",
}


def translate(text: str) -> str:
    for source, words in WORDS.items():
        text = text.replace(f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{words}"')
    for form, words in enumerate(("пара", "пари", "пар")):
        text = text.replace(f'msgstr[{form}] ""', f'msgstr[{form}] "%(n)d {words}"')
    return text


def change(office: Path, before: str, after: str) -> list[str]:
    """Change the Ukrainian texts and return what is found wrong with them."""
    path = messages.po("uk", office)
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    return list(messages.check(office))


def test_every_text_is_found_in_pages_and_in_programs(office):
    found = {(text.id, text.context) for text in messages.collect(office) if text.id}
    assert found == {
        ("%(name)s was brought.", None),
        (("%(n)d pair", "%(n)d pairs"), None),
        ("Ask <b>%(who)s</b>, now.", None),
        ("It's (not) here", None),
        ("a child", None),
        ("a list", None),
        ("right", "law"),
    }


def test_a_complete_translation_has_no_fault(office):
    assert list(messages.check(office)) == []


def test_an_update_changes_nothing_that_is_up_to_date(office):
    before = {path: path.read_bytes() for path in office.rglob("django.*")}
    assert len(before) == 4
    assert list(messages.update(office)) == [
        "locale/uk/LC_MESSAGES/django.po: 7 texts, 0 without a translation.",
        "locale/ru/LC_MESSAGES/django.po: 7 texts, 0 without a translation.",
    ]
    assert {path: path.read_bytes() for path in office.rglob("django.*")} == before


MO_IS_OLD = "uk: django.mo is not what django.po says; run python tools/messages.py."


def test_a_text_without_a_translation_is_told(office):
    assert change(office, 'msgstr "право"', 'msgstr ""') == ["uk: 'right' is not translated.", MO_IS_OLD]


def test_a_missing_plural_form_is_told(office):
    assert change(office, '"%(n)d пар"', '""') == ["uk: '%(n)d pairs' is not translated.", MO_IS_OLD]


def test_a_placeholder_that_is_lost_is_told(office):
    assert change(office, "Отримано %(name)s.", "Отримано %(nаme)s.") == [
        "uk: 'Отримано %(nаme)s.' has not the placeholders and marks of '%(name)s was brought.'.",
        MO_IS_OLD,
    ]


def test_a_mark_that_is_lost_is_told(office):
    assert change(office, "<b>%(who)s</b>.", "<b>%(who)s.") == [
        "uk: 'Запитайте <b>%(who)s.' has not the placeholders and marks of 'Ask <b>%(who)s</b>, now.'.",
        MO_IS_OLD,
    ]


def test_a_fuzzy_translation_is_told(office):
    assert change(office, 'msgctxt "law"', '#, fuzzy\nmsgctxt "law"')[0] == (
        "uk: 'right' is marked fuzzy: look at it and take the mark away."
    )


def test_an_obsolete_text_is_told(office):
    end = '#~ msgid "gone"\n#~ msgstr "нема"\n'
    path = messages.po("uk", office)
    path.write_text(path.read_text("utf-8") + "\n" + end, "utf-8")
    assert list(messages.check(office)) == ["uk: django.po is out of date; run python tools/messages.py."]


def test_a_new_text_and_one_that_is_gone_are_told(office):
    (office / "pages.py").write_text("from x import gettext as _\n_('a new list')\n", "utf-8")
    told = list(messages.check(office))
    assert "uk: 'a new list' is not translated." in told
    assert "ru: django.po is out of date; run python tools/messages.py." in told


def test_the_office_is_translated_completely():
    done = subprocess.run([sys.executable, SCRIPT, "--check"], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.returncode == 0


# ---------- the words ----------


def words(language: str) -> list[str]:
    catalog = read_po(io.BytesIO(messages.po(language).read_bytes()), locale=language)
    texts = [form for text in catalog if text.id for form in messages.forms(text)]
    return [messages.PLACEHOLDER.sub(" ", text) for text in texts]


@pytest.mark.parametrize(("language", "foreign"), [("uk", "[ыэёъ]"), ("ru", "[іїєґ’ʼ]")])
def test_each_language_is_written_in_its_own_letters(language, foreign):
    assert [text for text in words(language) if re.search(foreign, text.lower())] == []
    mixed = re.compile(r"[\u0400-\u04ff][A-Za-z]|[A-Za-z][\u0400-\u04ff]")
    assert [text for text in words(language) if mixed.search(text)] == []


@pytest.mark.parametrize("language", ["uk", "ru"])
def test_nobody_is_called_an_investigator_and_no_pair_a_match(language):
    """An inquirer is a relative (заявник, заявитель), tracing is розшук, and a pair is no fact."""
    wrong = re.compile("слідч|следовател|спостереж|наблюден|стеженн|слежк|зб[іи]г дит", flags=re.I)
    assert [text for text in words(language) if wrong.search(text)] == []


PAGES = sorted(path for path in OFFICE.rglob("*.html") if path.name != "fault.html")  # it has all three


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_has_no_text_that_cannot_be_translated(path):
    page = path.read_text("utf-8")
    page = re.sub(r"\{% blocktranslate.*?\{% endblocktranslate %\}", "", page, flags=re.S)
    page = re.sub(r"\{#.*?#\}|\{% comment.*?endcomment %\}|\{%.*?%\}|\{\{.*?\}\}", "", page, flags=re.S)
    page = re.sub(r"<kbd.*?</kbd>", "", page)  # names of keys
    said = re.findall(r"""(?:aria-label|title|placeholder|alt)\s*=\s*["']([^"'<>]*)["']""", page)
    left = [*said, *re.split(r"<[^>]*>", page)]
    found = {word for text in left for word in re.findall(r"[A-Za-z]{2,}", re.sub(r"&\w+;", "", text))}
    assert found - {"Kintrace", "SHA"} == set()
