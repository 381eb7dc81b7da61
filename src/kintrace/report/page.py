"""Put the report page together from its template, style and script, and write it as one file.

The pairs are in the page as HTML and nowhere else: without JavaScript everything can be read, and the script
filters, searches and translates what is already there. The style and the script are named by their hashes in
the page's Content-Security-Policy, which allows nothing else and no connection at all.
"""

import json
import os
from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from kintrace.errors import OutputRefused, SettingsInvalid
from kintrace.report.chart import chart
from kintrace.report.contents import LANGUAGES, Language, Report
from kintrace.report.figures import DECIMAL, decimal, figure, moment, percent, whole
from kintrace.report.rows import view
from kintrace.report.texts import safe
from kintrace.report.words import filled, table

# With all sentences, 2,000 pairs are 5.9 MB. Beyond these pairs the page's script writes them on opening.
PAIRS_IN_WORDS = 300
_NAMES = {"uk": "Українська", "ru": "Русский", "en": "English"}


def write(path: str | os.PathLike[str], report: Report) -> Path:
    """Write `report` to `path` as one HTML file that only its owner may read, and return the path.

    Raises SettingsInvalid for a language the page does not speak, OutputRefused when it cannot be written.
    """
    if report.language not in LANGUAGES:
        raise SettingsInvalid(
            f"The report speaks uk, ru and en, not {report.language!r}. Choose one of them."
        )
    content = render(report)
    target = Path(path)
    beside = target.with_name(target.name + ".part")
    try:
        # The page names children: it must not be readable by others even while it is being written.
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as page:
            page.write(content)
        beside.replace(target)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise OutputRefused(
            f"The report cannot be written to {target}: {problem.strerror}. Choose a folder you may write to."
        ) from problem
    return target


def render(report: Report) -> str:
    """Return the whole page as text."""
    speak = _Speaker(report.language)
    style, script = _part("page.css"), _part("page.js")
    return _template().render(
        report=report,
        say=speak.say,
        word=speak.word,
        safe=lambda value: safe(str(value)),
        whole=whole,
        moment=moment,
        decimal=lambda value: decimal(value, report.language),
        percent=lambda value: percent(value, report.language),
        figure=lambda value: figure(value, report.language),
        number=table().number,
        languages=_NAMES,
        chart=chart(report.curve, report.counts["expected_true"]),
        pairs=(
            view(pair, report.language, in_words=place < PAIRS_IN_WORDS)
            for place, pair in enumerate(report.pairs)
        ),
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'",
        words=_words_for_script(),
    )


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Writes texts of the page in one language, marked so that the script can put them into another."""

    language: Language

    def word(self, key: str) -> str:
        return table().text(key, self.language)

    def say(self, tag: str, key: str, **values: str) -> Markup:
        """Return an element with the text of `key`; `values` fill {x}, {y} and {z}."""
        return filled(tag, key, self.language, **values)


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _part(name: str) -> str:
    return files("kintrace.report").joinpath(name).read_text(encoding="utf-8")


@cache
def _words_for_script() -> Markup:
    content = {
        "texts": table().texts,
        "decimal": DECIMAL,
        "missing": [table().number[f"missing.{side}"] for side in ("left", "right", "both")],
    }
    return Markup(json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c"))


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("kintrace.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html")
