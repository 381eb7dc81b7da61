"""Collect the office's texts, update its translations in Ukrainian and Russian, and compile them.

    python tools/messages.py            after texts changed; then translate what is empty in django.po
    python tools/messages.py --check    say what is missing or wrong; CI runs this

Texts are English in the source: {% translate %} and {% blocktranslate %} in templates, gettext in Python.
A translation whose English changed is dropped, for nobody has looked at whether it still says the same.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

OFFICE = Path(__file__).resolve().parent.parent / "src" / "kintrace" / "office"
LANGUAGES = {"uk": "Ukrainian", "ru": "Russian"}

_LAZY = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = DEFAULT_KEYWORDS | {f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in _LAZY}
KEYWORDS |= {"gettext_noop": None}

PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd%]|\{\w*\}|</?[a-z]+[^>]*>")
STAMP = datetime(2026, 11, 25, tzinfo=UTC)
"""The same in every file: git knows when a text changed, and a compiled file must not differ by it."""
NEEDLESS = re.compile(
    r'^"(?:Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|'
    r'Language-Team|Generated-By): .*"\n',
    flags=re.M,
)


def collect(office: Path = OFFICE) -> Catalog:
    """Return all texts of the templates and the Python code below a folder."""
    texts = Catalog()
    for path in sorted([*office.rglob("*.html"), *office.rglob("*.txt"), *office.rglob("*.py")]):
        source = path.read_text("utf-8")
        if path.suffix != ".py":
            # In brackets, for the lines of a page are indented as no program is.
            source = f"({templatize(source)})"
        where = path.relative_to(office).as_posix()
        found = extract("python", io.BytesIO(source.encode()), KEYWORDS, ("Translators:",))
        for _, text, comments, context in found:
            texts.add(text, None, [(where, 0)], auto_comments=comments, context=context)
    return texts


def po(language: str, office: Path = OFFICE) -> Path:
    """Return where the translations into a language stand."""
    return office / "locale" / language / "LC_MESSAGES" / "django.po"


def translated(language: str, texts: Catalog, office: Path = OFFICE) -> Catalog:
    """Return the texts with the translations that the language's file has for them, and no others."""
    path = po(language, office)
    old = read_po(io.BytesIO(path.read_bytes() if path.exists() else b""), locale=language, domain="django")
    new = Catalog(locale=language, domain="django", project="kintrace", version="office", fuzzy=False)
    new.creation_date = new.revision_date = STAMP
    new.header_comment = (
        f"# {LANGUAGES[language]} of the office. tools/messages.py keeps it; people translate it."
    )
    for text in texts:
        if not text.id:
            continue
        known = old.get(text.id, text.context)
        words = known.string if known and isinstance(known.string, str) == isinstance(text.id, str) else None
        flags = known.flags if known else ()
        sources = sorted(set(text.locations))
        new.add(text.id, words, sources, flags, text.auto_comments, context=text.context)
    return new


def written(catalog: Catalog) -> bytes:
    """Return a catalogue as the text that people edit."""
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_output=True, include_lineno=False)
    return NEEDLESS.sub("", out.getvalue().decode()).encode()


def compiled(catalog: Catalog) -> bytes:
    """Return a catalogue as Django reads it."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def forms(text: Message) -> list[str]:
    """Return the translations of a text: one, or one for each plural form."""
    return [text.string] if isinstance(text.string, str) else list(text.string or ("",))


def faults(catalog: Catalog) -> Iterator[str]:
    """Say, a sentence each, what a catalogue lacks."""
    for text in catalog:
        if not text.id:
            continue
        source = text.id if isinstance(text.id, str) else text.id[-1]
        wanted = sorted(PLACEHOLDER.findall(source))
        if text.fuzzy:
            yield f"{source!r} is marked fuzzy: look at it and take the mark away."
        if not all(forms(text)):
            yield f"{source!r} is not translated."
        elif len(forms(text)) != (1 if isinstance(text.id, str) else catalog.num_plurals):
            yield f"{source!r} has not one translation for each plural form."
        for form in filter(None, forms(text)):
            if sorted(PLACEHOLDER.findall(form)) != wanted:
                yield f"{form!r} has not the placeholders and marks of {source!r}."
            if form[:1].isspace() != source[:1].isspace() or form[-1:].isspace() != source[-1:].isspace():
                yield f"{form!r} begins or ends with other spaces than {source!r}."


def check(office: Path = OFFICE) -> Iterator[str]:
    """Say what is wrong with the committed translations."""
    texts = collect(office)
    for language in LANGUAGES:
        path = po(language, office)
        catalog = translated(language, texts, office)
        for fault in faults(catalog):
            yield f"{language}: {fault}"
        if not path.exists() or path.read_bytes() != written(catalog):
            yield f"{language}: {path.name} is out of date; run python tools/messages.py."
        mo = path.with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != compiled(catalog):
            yield f"{language}: {mo.name} is not what {path.name} says; run python tools/messages.py."


def update(office: Path = OFFICE) -> Iterator[str]:
    """Write the translations anew, and say how many texts still have none."""
    texts = collect(office)
    for language in LANGUAGES:
        path = po(language, office)
        catalog = translated(language, texts, office)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        empty = sum(1 for text in catalog if text.id and not all(forms(text)))
        yield f"{path.relative_to(office)}: {len(catalog)} texts, {empty} without a translation."


def main() -> int:
    arguments = argparse.ArgumentParser(description="Keep the office's translations.")
    arguments.add_argument(
        "--check", action="store_true", help="change nothing, say what is missing or wrong"
    )
    if not settings.configured:
        settings.configure(USE_I18N=True)
    if arguments.parse_args().check:
        wrong = list(check())
        print("\n".join(wrong), file=sys.stderr, end="\n" if wrong else "")
        return 1 if wrong else 0
    print("\n".join(update()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
