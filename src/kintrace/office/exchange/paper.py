"""A sheet of paper (A4) to write on: letters of all European scripts, and a PDF that says them as text."""

from importlib.resources import files
from typing import Any

from fpdf import FPDF
from fpdf.enums import XPos, YPos

MARGIN = 20  # mm
_GREY = 90


class Paper(FPDF):
    """A4, upright, in one language; a line at the foot of each page."""

    def __init__(self, language: str, foot: str) -> None:
        """Take the language of what will be written, and the line at the foot."""
        super().__init__(orientation="portrait", unit="mm", format="A4")
        self._foot = foot
        folder = files("kintrace.office.exchange") / "fonts"
        self.add_font("DejaVu", "", str(folder / "DejaVuSans.ttf"))
        self.add_font("DejaVu", "B", str(folder / "DejaVuSans-Bold.ttf"))
        self.set_lang(language)
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + 5)
        self.add_page()

    def footer(self) -> None:
        """Write the line at the foot."""
        self.set_y(-MARGIN + 3)
        self.set_font("DejaVu", size=8)
        self.set_text_color(_GREY)
        self.cell(0, 5, f"{self._foot} · {self.page_no()}/{{nb}}", align="C")
        self.set_text_color(0)

    def say(self, text: str, size: float = 11, *, bold: bool = False, middle: bool = False) -> None:
        """Write a paragraph."""
        self.set_font("DejaVu", "B" if bold else "", size)
        ways: dict[str, Any] = {"new_x": XPos.LMARGIN, "new_y": YPos.NEXT}
        self.multi_cell(0, size * 0.5, text, align="C" if middle else "L", **ways)

    def gap(self, height: float = 4) -> None:
        """Leave some space."""
        self.ln(height)

    def pairs(self, told: list[tuple[str, str]]) -> None:
        """Write what each thing is and what is known of it, in two columns."""
        wide = 55
        for name, text in told:
            self._make_room(text, self.epw - wide)
            top = self.get_y()
            self.set_text_color(_GREY)
            self.multi_cell(wide - 3, 6, name, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            below = self.get_y()
            self.set_text_color(0)
            self.set_xy(self.l_margin + wide, top)
            self.multi_cell(self.epw - wide, 6, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.set_y(max(below, self.get_y()) + 1)

    def points(self, told: list[str]) -> None:
        """Write a numbered list."""
        for at, text in enumerate(told, 1):
            self._make_room(text, self.epw - 8)
            top = self.get_y()
            self.cell(8, 6, f"{at}.")
            self.set_xy(self.l_margin + 8, top)
            self.multi_cell(self.epw - 8, 6, text, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
            self.gap(1)

    def content(self) -> bytes:
        """Return the PDF."""
        return bytes(self.output())

    def _make_room(self, text: str, wide: float) -> None:
        """Go to the next page where a text of this width would not fit on this one."""
        self.set_font("DejaVu", size=11)
        lines = self.multi_cell(wide, 6, text, dry_run=True, output="LINES")
        if isinstance(lines, list) and self.get_y() + 6 * len(lines) > self.page_break_trigger:
            self.add_page()
