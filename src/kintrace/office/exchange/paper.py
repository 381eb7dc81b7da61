"""A sheet of paper (A4) to write on: letters of all European scripts, and a PDF that says them as text.

What has letters that the font lacks, or that it cannot join (Arabic), gives no sheet: a name would be boxes.
"""

import unicodedata
from importlib.resources import files
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos
from fpdf.fonts import TTFFont
from PIL import Image

MARGIN = 20  # mm
_GREY = 90
_SIZE, _LINE = 10.5, 5.3  # points, mm
_NAMES = 52  # mm, of the column that says what a thing is
_PICTURE = 38
_HIGHEST = 55


class Unwritable(Exception):
    """The font lacks these letters."""

    def __init__(self, letters: set[str]) -> None:
        """Take the letters."""
        super().__init__(", ".join(sorted(letters)))


class Paper(FPDF):
    """A4, upright, in one language; a line at the foot of each page."""

    def __init__(self, language: str, foot: str) -> None:
        """Take the language of what will be written, and the line at the foot."""
        super().__init__(orientation="portrait", unit="mm", format="A4")
        folder = files("kintrace.office.exchange") / "fonts"
        self.add_font("DejaVu", "", str(folder / "DejaVuSans.ttf"))
        self.add_font("DejaVu", "B", str(folder / "DejaVuSans-Bold.ttf"))
        self._letters = set.intersection(*(set(font.cmap) for font in self._written_with()))
        self._lacking: set[str] = set()
        self._foot = self._noted(foot)
        self.set_lang(language)
        self.set_margin(MARGIN)
        self.c_margin = 0
        self.set_auto_page_break(auto=True, margin=MARGIN)
        self.add_page()

    def footer(self) -> None:
        """Write the line at the foot."""
        self.set_y(-MARGIN + 3)
        self.set_font("DejaVu", size=8)
        self.set_text_color(_GREY)
        self.cell(0, 5, f"{self._foot} · {self.page_no()}/{{nb}}", align="C")
        self.set_text_color(0)

    def say(self, text: str, size: float = _SIZE, *, bold: bool = False, middle: bool = False) -> None:
        """Write a paragraph."""
        self.set_font("DejaVu", "B" if bold else "", size)
        ways: dict[str, Any] = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}
        self.multi_cell(0, size * 0.5, self._noted(text), align="C" if middle else "L", **ways)

    def gap(self, height: float = 3) -> None:
        """Leave some space."""
        self.ln(height)

    def pairs(self, told: list[tuple[str, str]], beside: Image.Image | None = None) -> None:
        """Write what each thing is and what is known of it, in two columns, with a picture beside them."""
        wide = self.epw - (_PICTURE + 4 if beside else 0) - _NAMES
        if beside and self.get_y() + _HIGHEST > self.page_break_trigger:
            self.add_page()
        begin, page = self.get_y(), self.page_no()
        high = self._show(beside) if beside else 0.0
        for name, text in ((self._noted(name), self._noted(text)) for name, text in told):
            self._make_room(text, wide)
            top = self.get_y()
            self.set_text_color(_GREY)
            self.multi_cell(_NAMES - 3, _LINE, name, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            below = self.get_y()
            self.set_text_color(0)
            self.set_xy(self.l_margin + _NAMES, top)
            self.multi_cell(wide, _LINE, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.set_y(max(below, self.get_y()) + 1)
        if self.page_no() == page:
            self.set_y(max(self.get_y(), begin + high))

    def points(self, told: list[str]) -> None:
        """Write a numbered list."""
        for at, text in enumerate(map(self._noted, told), 1):
            self._make_room(text, self.epw - 8)
            top = self.get_y()
            self.cell(8, _LINE, f"{at}.")
            self.set_xy(self.l_margin + 8, top)
            self.multi_cell(self.epw - 8, _LINE, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.gap(1)

    def content(self) -> bytes:
        """Return the PDF; raises Unwritable when something stands on it that nobody could read."""
        if self._lacking:
            for font in self._written_with():
                font.close()
            raise Unwritable(self._lacking)
        return bytes(self.output())

    def _written_with(self) -> list[TTFFont]:
        return [font for font in self.fonts.values() if isinstance(font, TTFFont)]

    def _noted(self, text: str) -> str:
        """Return a text with letters and their marks in one; note what the font lacks or cannot join."""
        whole = unicodedata.normalize("NFC", text)
        seen = {sign for sign in whole if not sign.isspace() and unicodedata.category(sign) != "Cf"}
        self._lacking |= {
            sign for sign in seen if ord(sign) not in self._letters or unicodedata.bidirectional(sign) == "AL"
        }
        return whole

    def _make_room(self, text: str, wide: float) -> None:
        """Go to the next page where a text of this width would not fit on this one."""
        self.set_font("DejaVu", size=_SIZE)
        lines = self.multi_cell(wide, _LINE, text, dry_run=True, output="LINES")
        if isinstance(lines, list) and self.get_y() + _LINE * len(lines) > self.page_break_trigger:
            self.add_page()

    def _show(self, picture: Image.Image) -> float:
        """Put a picture at the right, and return how high it is."""
        high = min(_PICTURE * picture.height / picture.width, _HIGHEST)
        wide = high * picture.width / picture.height
        self.image(picture, x=self.w - self.r_margin - wide, y=self.get_y(), w=wide, h=high)
        return high
