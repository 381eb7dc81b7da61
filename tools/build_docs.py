"""Build the documentation into docs/_site, or only check its links with --check; never uses the network.

One file instead of a site generator: our pages are plain Markdown that reads well in any editor, and all
that a site adds is a menu, a style and the promise that every link leads somewhere.
"""

from __future__ import annotations

import argparse
import html
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "docs" / "_site"

# Sections of the menu, in reading order: folder below docs/ (or "" for single pages) and its heading.
SECTIONS = {
    "tutorial": "Start here",
    "how-to": "How to",
    "reference": "Reference",
    "why": "Why it works so",
    "": "Words and safety",
    "decisions": "Decisions",
}

STYLE = """
body{margin:0;font:1.05rem/1.55 system-ui,sans-serif;color:#1b1b1f;background:#fff}
body{display:flex;flex-wrap:wrap}
nav{flex:1 1 14rem;max-width:18rem;padding:1.5rem;background:#f4f4f1;font-size:.95rem}
nav h2{font-size:.8rem;text-transform:uppercase;letter-spacing:.05em;margin:1.2rem 0 .2rem;color:#555}
nav ul{list-style:none;margin:0;padding:0}main{flex:3 1 30rem;max-width:46rem;padding:1.5rem 2rem;min-width:0}
a{color:#0b5394}pre{overflow:auto;padding:.8rem;background:#f4f4f1}code{font-size:.92em}
table{border-collapse:collapse;display:block;overflow:auto}td,th{border:1px solid #ccc;padding:.3rem .6rem;
text-align:left;vertical-align:top}blockquote{margin-left:0;padding-left:1rem;border-left:4px solid #ccc}
@media print{nav{display:none}}
"""


@dataclass(frozen=True)
class Page:
    """One Markdown file, parsed."""

    path: Path
    tokens: list[Token]

    @property
    def title(self) -> str:
        """The text of the first heading, else the file's name."""
        return next((text for level, text in headings(self.tokens) if level == "h1"), self.path.stem)

    @property
    def anchors(self) -> set[str]:
        """The names that a link with # may point at."""
        return {slug(text) for _, text in headings(self.tokens)}


def headings(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            yield token.tag, tokens[number + 1].content


def slug(heading: str) -> str:
    """Name a heading the way public code hosts do, so one link works here and there."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table").enable("strikethrough")


def read_pages() -> dict[Path, Page]:
    files = [ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")]
    files += [path for path in sorted((ROOT / "docs").rglob("*.md")) if SITE not in path.parents]
    return {path: Page(path, parser().parse(path.read_text("utf-8"))) for path in files}


def links(page: Page) -> Iterator[Token]:
    for token in page.tokens:
        for child in token.children or ():
            if child.type in ("link_open", "image"):
                yield child


def target(token: Token) -> str:
    return str(token.attrGet("href") or token.attrGet("src") or "")


def broken(pages: dict[Path, Page]) -> Iterator[str]:
    """Say, a sentence each, which links lead nowhere and which pages no menu would show."""
    for page in pages.values():
        where = page.path.relative_to(ROOT)
        for link in map(target, links(page)):
            if re.match(r"[a-z]+:", link):
                continue
            name, _, anchor = link.partition("#")
            file = (page.path.parent / name).resolve() if name else page.path
            if not file.exists():
                yield f"{where}: the link {link} leads to no file."
            elif anchor and file in pages and anchor not in pages[file].anchors:
                yield f"{where}: {name or 'this page'} has no heading for #{anchor}."
        docs = page.path.relative_to(ROOT).parts
        if docs[0] == "docs" and len(docs) > 2 and docs[1] not in SECTIONS:
            yield f"{where}: the folder {docs[1]} has no place in the menu (SECTIONS in tools/build_docs.py)."


def address(path: Path) -> Path:
    """Where a page stands in the site: docs/why/method.md at why/method.html, README.md at index.html."""
    if path.parent == ROOT:
        return SITE / ("index.html" if path.stem == "README" else f"{path.stem.lower()}.html")
    return SITE / path.relative_to(ROOT / "docs").with_suffix(".html")


def step(here: Path, there: Path) -> str:
    """The relative link in the site from one page to another page, or to any file of the repository."""
    end = address(there) if there.suffix == ".md" else there
    return Path(os.path.relpath(end, address(here).parent)).as_posix()


def menu(pages: dict[Path, Page], here: Path) -> str:
    def line(page: Page) -> str:
        return f'<li><a href="{step(here, page.path)}">{html.escape(page.title)}</a></li>'

    parts = [f'<p><a href="{step(here, ROOT / "README.md")}"><b>Kintrace</b></a></p>']
    for folder, heading in SECTIONS.items():
        lines = "".join(line(page) for page in pages.values() if page.path.parent == ROOT / "docs" / folder)
        parts.append(f"<h2>{heading}</h2><ul>{lines}</ul>" if lines else "")
    return f"<nav>{''.join(parts)}</nav>"


def render(page: Page, pages: dict[Path, Page]) -> str:
    for link in links(page):
        name, _, anchor = target(link).partition("#")
        file = (page.path.parent / name).resolve()
        if name and file.exists() and link.type == "link_open":
            link.attrSet("href", step(page.path, file) + (f"#{anchor}" if anchor else ""))
    for number, token in enumerate(page.tokens):
        if token.type == "heading_open":
            token.attrSet("id", slug(page.tokens[number + 1].content))
    body = parser().renderer.render(page.tokens, parser().options, {})
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{html.escape(page.title)} · Kintrace</title><style>{STYLE}</style>"
        f"<body>{menu(pages, page.path)}<main>{body}</main></body></html>\n"
    )


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--check", action="store_true", help="only look for links that lead nowhere")
    only_check = arguments.parse_args().check
    pages = read_pages()
    faults = list(broken(pages))
    print("\n".join(faults), file=sys.stderr, end="\n" if faults else "")
    if faults or only_check:
        return 1 if faults else 0
    shutil.rmtree(SITE, ignore_errors=True)
    for page in pages.values():
        place = address(page.path)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(render(page, pages), "utf-8")
    print(f"{len(pages)} pages: {SITE / 'index.html'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
