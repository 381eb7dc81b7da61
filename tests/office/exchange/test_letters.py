"""Letters and posters: what stands in them, what never does, and that people can read them."""

import datetime as dt
import io
import json

import pypdf
import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from PIL import Image

from kintrace.office.cases.code_lists import FIELDS
from kintrace.office.exchange import letters
from kintrace.office.exchange.letters import ASKS, Letter, Poster
from kintrace.office.journal.models import Entry

from .conftest import SECRETS

TO = "Вигаданий заклад № 1"
UNTIL = dt.date(2027, 1, 31)


@pytest.fixture
def by(member):
    return member("coordinator", name="Вигадана Координаторка")


def letter(language="uk", **more):
    said = {"recipient": TO, "address": "Nowhere 1", "rights": "Article 26", "asks": [*ASKS]}
    return Letter(**said | {"answer_to": "office@example.org", "language": language} | more)


def text_of(content):
    pages = pypdf.PdfReader(io.BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def pictures_of(content):
    """Each page as a grey picture, at 72 dots to the inch."""
    return [page.render(scale=1).to_pil().convert("L") for page in pypdfium2.PdfDocument(content)]


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_a_withheld_field_stands_in_no_letter(by, full_case, consented, field):
    case = full_case(by)
    consented(by, case, "tracing", withheld=[field])
    if field == "name":
        with pytest.raises(ValidationError, match="child's name"):
            letters.write_letter(by=by, number=case.pk, letter=letter("en"))
        return
    said = text_of(letters.write_letter(by=by, number=case.pk, letter=letter("en")))
    assert [word for word in SECRETS.get(field, []) if word in said] == []
    assert "Nameova Plantedanna" in said


def test_a_letter_says_nothing_of_inquirer_care_view_interests_and_steps(by, full_case, consented):
    case = full_case(by)
    consented(by, case, "tracing")
    said = text_of(letters.write_letter(by=by, number=case.pk, letter=letter("en")))
    never = [
        word for field in ("inquirer", "care", "wishes", "interests", "steps") for word in SECRETS[field]
    ]
    assert [word for word in never if word in said] == []
    assert [word for word in ("Relativov", "Whereivka", "Noteova", "+380001112233") if word in said] == []


def test_a_ukrainian_letter_is_read_back_letter_by_letter(by, entered, consented):
    from kintrace.office.cases import case_actions
    from kintrace.office.cases.case_actions import Facts

    record = entered(by, name="Ґудзь-Їжакевич Єва Зиновіївна", birth="17.04.2013", place="м. Щастя")
    case = case_actions.open_case(by=by, record=record.pk, facts=Facts())
    consented(by, case, "tracing")
    said = text_of(letters.write_letter(by=by, number=case.pk, letter=letter("uk")))
    for words in (
        "Ґудзь-Їжакевич Єва Зиновіївна",
        "17 квітня 2013",
        "м. Щастя",
        TO,
        "Article 26",
        "K-000001",
    ):
        assert words in said
    assert "We " not in said


@pytest.mark.parametrize("language", ["uk", "ru", "en"])
def test_a_letter_is_one_page_with_ink_on_it_and_none_at_its_edges(by, full_case, consented, language):
    case = full_case(by)
    consented(by, case, "tracing")
    drawn = pictures_of(letters.write_letter(by=by, number=case.pk, letter=letter(language)))
    assert 1 <= len(drawn) <= 2
    for page in drawn:
        assert page.getextrema()[0] < 100
        edge = page.crop((0, 0, 40, page.height)), page.crop((page.width - 40, 0, page.width, page.height))
        assert [side.getextrema() for side in edge] == [(255, 255), (255, 255)]


def test_what_a_file_says_of_itself_names_no_child(by, full_case, consented):
    case = full_case(by)
    consented(by, case, "tracing")
    made = letters.write_letter(by=by, number=case.pk, letter=letter())
    told = dict(pypdf.PdfReader(io.BytesIO(made)).metadata)
    assert (told["/Title"], told["/Author"]) == ("K-000001", "Rodyna")
    assert "Nameova" not in str(told)


def poster(**more):
    return Poster(**{"recipient": TO, "call": "+380 00 000 00 00", "until": UNTIL, "language": "en"} | more)


def test_a_poster_shows_photo_name_sex_and_year_of_birth_and_no_place_and_no_family(by, full_case, consented):
    case = full_case(by)
    consented(by, case, "publication")
    made = letters.make_poster(by=by, number=case.pk, poster=poster())
    said = text_of(made)
    assert [
        word for word in ("Nameova Plantedanna", "female", "born in 2013", "K-000001") if word not in said
    ] == []
    others = [word for field in {*SECRETS} - {"name"} for word in SECRETS[field]]
    assert [word for word in [*others, "Aliasova"] if word in said] == []
    page = pypdfium2.PdfDocument(made)[0].render(scale=1).to_pil().convert("RGB")
    assert page.getpixel((page.width // 2, 280)) == pytest.approx((90, 120, 160), abs=8)


def test_a_poster_says_place_and_family_when_asked(by, full_case, consented):
    case = full_case(by)
    consented(by, case, "publication")
    said = text_of(letters.make_poster(by=by, number=case.pk, poster=poster(place=True, family=True)))
    assert [word for word in ("Originivka", "Motherova", "Fatherov") if word not in said] == []


def test_a_poster_says_neither_place_nor_family_that_is_withheld(by, full_case, consented):
    case = full_case(by)
    consented(by, case, "publication", withheld=["origin", "relatives", "birth", "sex"])
    said = text_of(letters.make_poster(by=by, number=case.pk, poster=poster(place=True, family=True)))
    assert [word for word in ("Originivka", "Motherova", "Fatherov", "2013", "female") if word in said] == []


@pytest.mark.parametrize("field", ["photo", "name"])
def test_there_is_no_poster_where_photo_or_name_is_withheld(by, full_case, consented, field):
    case = full_case(by)
    consented(by, case, "publication", withheld=[field])
    with pytest.raises(ValidationError, match="name and photo"):
        letters.make_poster(by=by, number=case.pk, poster=poster())
    assert not Entry.objects.filter(act="exported case").exists()


def test_there_is_no_poster_for_whom_nobody_consented(by, full_case, consented):
    case = full_case(by)
    consented(by, case, "publication", recipient="Somebody else")
    with pytest.raises(ValidationError, match="name and photo"):
        letters.make_poster(by=by, number=case.pk, poster=poster())


def test_each_paper_is_told_to_the_journal_without_names(by, full_case, consented):
    case = full_case(by)
    consented(by, case, "publication")
    consented(by, case, "tracing")
    letters.write_letter(by=by, number=case.pk, letter=letter())
    letters.make_poster(by=by, number=case.pk, poster=poster())
    told = Entry.objects.filter(act="exported case").order_by("number")
    assert [(one.details["form"], one.details["purpose"]) for one in told] == [
        ("letter", "tracing"),
        ("poster", "publication"),
    ]
    assert "Nameova" not in json.dumps([one.details for one in told], ensure_ascii=False)


def test_only_who_may_export_writes_letters_and_only_of_own_cases(by, member, full_case, consented):
    from kintrace.office.accounts.models import Organisation

    case = full_case(by)
    consented(by, case, "tracing")
    with pytest.raises(PermissionDenied):
        letters.write_letter(by=member("caseworker"), number=case.pk, letter=letter())
    other = member("coordinator", organisation=Organisation.objects.create(name="Another"))
    with pytest.raises(Http404):
        letters.write_letter(by=other, number=case.pk, letter=letter())


def test_a_tall_photo_leaves_room_for_the_words(by, entered, consented):
    from kintrace.office.cases import case_actions
    from kintrace.office.cases.case_actions import Facts

    file = io.BytesIO()
    Image.new("RGB", (100, 600), (200, 30, 30)).save(file, "PNG")
    file.seek(0)
    record = entered(by, photo=file, name="Вигадана Марта", birth="2015")
    case = case_actions.open_case(by=by, record=record.pk, facts=Facts())
    consented(by, case, "publication")
    assert len(pictures_of(letters.make_poster(by=by, number=case.pk, poster=poster()))) == 1


def test_a_name_that_the_font_cannot_write_is_said_and_gives_neither_letter_nor_poster(
    by, full_case, consented
):
    case = full_case(by)
    for purpose in ("tracing", "publication"):
        consented(by, case, purpose)
    case.child.name = "Вигадана 王"
    case.child.save(update_fields=["name"])
    poster = Poster("Everybody", "Call us", UNTIL, "en")
    before = Entry.objects.count()
    for made in (
        lambda: letters.write_letter(by=by, number=case.pk, letter=letter("en")),
        lambda: letters.make_poster(by=by, number=case.pk, poster=poster),
    ):
        with pytest.raises(ValidationError, match="no letters for this: 王"):
            made()
    assert Entry.objects.count() == before  # nothing left, so nothing is told
