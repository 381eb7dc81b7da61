"""Letters to institutions and posters, as PDF, in Ukrainian, Russian or English.

Only what leaves through the one door stands in them. The file names no child: neither its name nor its title.
"""

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from PIL import Image

from kintrace.office import files
from kintrace.office.accounts.models import Member
from kintrace.office.cases import code_lists
from kintrace.office.cases.case_queries import own_case
from kintrace.office.cases.models import Case
from kintrace.office.exchange.going_out import group, kept_back, let_out

if TYPE_CHECKING:
    from kintrace.office.exchange.paper import Paper

ASKS = {
    "was_here": gettext_lazy("Is this child with you, or was the child ever with you? From when until when?"),
    "where_now": gettext_lazy("Where was the child taken from you, when, by whom, and on what legal basis?"),
    "state": gettext_lazy("How is the child, and who is the child's legal guardian now?"),
    "documents": gettext_lazy(
        "Please send copies of the documents by which the child was received and moved."
    ),
    "contact": gettext_lazy(
        "Please let the child and the family speak to each other, in their own language."
    ),
    "keep": gettext_lazy(
        "Please change neither the name, the birth date nor the citizenship of the child, and keep brothers "
        "and sisters together."
    ),
}
"""What an institution may be asked."""

RIGHTS = gettext_lazy(
    "Convention on the Rights of the Child, articles 8, 9, 10 and 22; Geneva Convention (IV) of 1949, "
    "articles 24, 25, 26 and 50"
)
"""By what right a letter asks that says no other."""

_PHOTO_PX = 900


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to an institution: to whom, by what right, what is asked, where an answer goes."""

    recipient: str
    address: str
    rights: str
    asks: Sequence[str]
    answer_to: str
    language: str = "uk"


@dataclass(frozen=True, slots=True)
class Poster:
    """A poster: for whom it is made, where to call, until when it may hang; what else it may say."""

    recipient: str
    call: str
    until: dt.date
    language: str = "uk"
    place: bool = False
    family: bool = False


def poster_refusal(by: Member, case: Case, recipient: str) -> str:
    """Return why there may be no poster of a child, "" where there may."""
    back = kept_back(by, case, recipient, "publication")
    if "photo" in back or "name" in back:
        return _("Nobody consented that this child's name and photo are published to this recipient.")
    if not case.child.photo or not files.kept(case.child.photo):
        return _("There is no photo of this child.")
    return ""


@transaction.atomic
def write_letter(*, by: Member, number: int, letter: Letter) -> bytes:
    """Return a tracing letter; raises ValidationError when nothing may be told to its recipient."""
    case = own_case(by, number)
    leaving = let_out(by, [case], letter.recipient, "tracing", "letter")
    if not leaving or "name" not in leaving[0].facts:
        raise ValidationError(
            _("Nobody consented that this child's name is told to this recipient for tracing.")
        )
    facts = leaving[0].facts
    with override(letter.language):
        paper = _begun(by, letter.language, facts)
        _head(paper, by, letter, facts["case_number"])
        paper.say(_("We are looking for a child and ask for your help."), bold=True, size=13)
        paper.gap()
        paper.say(
            _(
                "A family has asked us to find the child named below. We ask you to answer the questions "
                "that follow. We ask by this right: %(rights)s."
            )
            % {"rights": letter.rights.strip().rstrip(".") or str(RIGHTS)}
        )
        paper.gap()
        paper.say(_("Who is sought"), bold=True)
        paper.gap(1)
        photo = facts.get("photo", "")
        kept = bool(photo) and files.kept(photo)
        paper.pairs(_who(facts), _picture(photo) if kept else None)
        paper.gap()
        _ask(paper, by, letter, facts["case_number"])
        return _finished(paper)


@transaction.atomic
def make_poster(*, by: Member, number: int, poster: Poster) -> bytes:
    """Return a poster with a child's photo; raises ValidationError when there may be none."""
    case = own_case(by, number)
    if why := poster_refusal(by, case, poster.recipient):
        raise ValidationError(why)
    facts = let_out(by, [case], poster.recipient, "publication", "poster")[0].facts
    with override(poster.language):
        paper = _begun(by, poster.language, facts)
        paper.say(_("Looking for a child"), size=30, bold=True, middle=True)
        paper.gap(4)
        picture = _picture(facts["photo"])
        high = 130.0
        wide = min(high * picture.width / picture.height, paper.epw)
        high = wide * picture.height / picture.width
        paper.image(picture, x=(paper.w - wide) / 2, w=wide, h=high)
        paper.gap(5)
        paper.say(facts["name"], size=26, bold=True, middle=True)
        paper.gap(2)
        about = [str(code_lists.SEXES[facts["sex"]])] if facts.get("sex") in code_lists.SEXES else []
        about += [_("born in %(year)s") % {"year": _year(facts["birth"])}] if facts.get("birth") else []
        if about:
            paper.say(", ".join(about), size=16, middle=True)
        if poster.place and facts.get("origin"):
            paper.say(_("from %(place)s") % {"place": facts["origin"]}, size=14, middle=True)
        if poster.family and (family := _family(facts)):
            paper.say(family, size=12, middle=True)
        paper.gap(4)
        paper.say(_("If you know anything of this child, please tell us:"), size=14, middle=True)
        paper.gap(1)
        paper.say(poster.call, size=18, bold=True, middle=True)
        paper.gap(2)
        until = {"day": date_format(poster.until, "DATE_FORMAT"), "number": facts["case_number"]}
        paper.say(
            _("Number %(number)s. Please take this poster down after %(day)s") % until, size=10, middle=True
        )
        return _finished(paper)


def _finished(paper: "Paper") -> bytes:
    from kintrace.office.exchange.paper import Unwritable

    try:
        return paper.content()
    except Unwritable as lacking:
        raise ValidationError(
            _("The font has no letters for this: %(letters)s. Write it in letters that the reader knows.")
            % {"letters": lacking}
        ) from None


def _begun(by: Member, language: str, facts: dict[str, str]) -> "Paper":
    from kintrace.office.exchange.paper import Paper  # it loads for half a second, and few ask for it

    number, invented = facts["case_number"], "synthetic" in facts
    paper = Paper(language, f"{by.organisation.name} · {number}")
    paper.set_title(number)
    paper.set_author(by.organisation.name)
    if invented:
        paper.say(_("An example: this child is invented."), size=10, middle=True)
    return paper


def _head(paper: "Paper", by: Member, letter: Letter, number: str) -> None:
    paper.say(by.organisation.name, size=14, bold=True)
    day = date_format(timezone.localdate(), "DATE_FORMAT")
    ours = _("our number")
    paper.say(f"{day}  ·  {ours}: {number}", size=10)
    paper.gap(5)
    paper.say(letter.recipient, bold=True)
    if letter.address:
        paper.say(letter.address)
    paper.gap(5)


def _ask(paper: "Paper", by: Member, letter: Letter, number: str) -> None:
    paper.say(_("What we ask"), bold=True)
    paper.gap(1)
    paper.points([str(ASKS[ask]) for ask in ASKS if ask in letter.asks])
    paper.gap()
    paper.say(
        _(
            "Please use what stands in this letter for nothing but looking for this child, show it to "
            "nobody who does not need it for that, and name our number %(number)s when you answer."
        )
        % {"number": number}
    )
    paper.gap()
    paper.say(_("Please answer to: %(where)s") % {"where": letter.answer_to})
    paper.gap(7)
    paper.say(f"{by.name}, {by.organisation.name}    ______________________")


def _who(facts: dict[str, str]) -> list[tuple[str, str]]:
    """Return what a letter says of a child: no contact of the family, no steps, no views."""
    last = [one["to_place"] for one in group(facts, "transfer") if one.get("to_place")]
    told: list[tuple[Any, str]] = [
        (_("name"), facts["name"]),
        (_("other names"), facts.get("other_names", "")),
        (_("sex"), str(code_lists.SEXES.get(facts.get("sex", ""), ""))),
        (_("birth"), _when(facts.get("birth", ""))),
        (_("place of origin"), facts.get("origin", "")),
        (_("mother"), facts.get("mother", "")),
        (_("father"), facts.get("father", "")),
        (_("separated"), _separated(facts)),
        (_("last known place"), last[-1] if last else facts.get("facility", "")),
    ]
    return [(str(name), text) for name, text in told if text]


def _separated(facts: dict[str, str]) -> str:
    cause = str(code_lists.CAUSES.get(facts.get("separation_cause", ""), ""))
    return ", ".join(filter(None, [_when(facts.get("separated_on", "")), facts.get("separated_at"), cause]))


def _family(facts: dict[str, str]) -> str:
    named = [(_("mother"), facts.get("mother")), (_("father"), facts.get("father"))]
    return "; ".join(f"{who}: {name}" for who, name in named if name)


def _when(edtf: str) -> str:
    """Return a date as people of the language write it; a part of one, or several years, as it stands."""
    try:
        return date_format(dt.date.fromisoformat(edtf), "DATE_FORMAT") if len(edtf) == 10 else _years(edtf)
    except ValueError:
        return edtf


def _years(edtf: str) -> str:
    """Return a birth between two years as such.

    >>> _years("2014-01-01/2016-12-31"), _years("2014"), _years("2014-05")
    ('2014–2016', '2014', '05.2014')
    """
    begins, _slash, ends = edtf.partition("/")
    if ends:
        return "–".join(dict.fromkeys([begins[:4], ends[:4]]))
    return f"{edtf[5:7]}.{edtf[:4]}" if len(edtf) == 7 else edtf


def _year(edtf: str) -> str:
    """Return the year or the years of a birth: a poster says no more of it.

    >>> _year("2013-04-17"), _year("2014-01-01/2016-12-31")
    ('2013', '2014–2016')
    """
    return _years(edtf) if "/" in edtf else edtf[:4]


def _picture(sha256: str) -> Image.Image:
    picture = Image.open(io.BytesIO(files.read(sha256))).convert("RGB")
    picture.thumbnail((_PHOTO_PX, _PHOTO_PX))
    return picture
