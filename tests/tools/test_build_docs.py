"""The documentation builder finds broken links, and its own links lead where they say."""

import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "tools" / "build_docs.py"


@pytest.fixture
def build(tmp_path, monkeypatch):
    """The builder, working on a small tree of its own."""
    loaded = importlib.util.spec_from_file_location("build_docs", SCRIPT)
    module = importlib.util.module_from_spec(loaded)
    monkeypatch.setitem(sys.modules, "build_docs", module)
    loaded.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    monkeypatch.setattr(module, "SITE", tmp_path / "docs" / "_site")
    for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md"):
        (tmp_path / name).write_text(f"# {name}\n", "utf-8")
    return module


def page(root: Path, name: str, text: str) -> Path:
    path = root / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_heading_is_named_as_code_hosts_name_it(build):
    assert build.slug("What's new, 2026?") == "whats-new-2026"
    assert build.slug("Імена та дати") == "імена-та-дати"


def test_a_link_to_nothing_is_told(build, tmp_path):
    page(tmp_path, "why/a.md", "# A\n\n[b](b.md) [c](../how-to/c.md#there) [d](../how-to/c.md#here)\n")
    page(tmp_path, "how-to/c.md", "# C\n\n## Here\n")
    assert list(build.broken(build.read_pages())) == [
        "docs/why/a.md: the link b.md leads to no file.",
        "docs/why/a.md: ../how-to/c.md has no heading for #there.",
    ]


def test_a_folder_without_a_place_in_the_menu_is_told(build, tmp_path):
    page(tmp_path, "thoughts/a.md", "# A\n")
    assert list(build.broken(build.read_pages())) == [
        "docs/thoughts/a.md: the folder thoughts has no place in the menu (SECTIONS in tools/build_docs.py)."
    ]


def test_a_link_between_pages_leads_from_page_to_page_in_the_site(build, tmp_path):
    here = page(tmp_path, "why/a.md", "# A\n\n[c](../how-to/c.md#here) [licence](../../LICENSE)\n")
    page(tmp_path, "how-to/c.md", "# C\n\n## Here\n")
    (tmp_path / "LICENSE").write_text("free", "utf-8")
    pages = build.read_pages()
    text = build.render(pages[here], pages)
    assert '<a href="../how-to/c.html#here">c</a>' in text
    assert '<a href="../../../LICENSE">licence</a>' in text
    assert '<h1 id="a">A</h1>' in text
