import pytest

from kintrace.office.registry import choosing, forms, queries

SAID = "There are too many to offer all: only the first by name, 1."


@pytest.fixture
def few(monkeypatch):
    """A form that offers one place and one programme at most."""
    monkeypatch.setattr(queries, "MOST_OFFERED", 1)


def test_what_is_chosen_is_offered_behind_the_cut_and_nothing_else(member, place, programme, few):
    by = member()
    first, second, _third = (place(by, f"Вигаданий {letter}") for letter in "АБВ")
    assert queries.places_offered(by, [second.id]) == queries.Offered(
        [(first.id, "Вигаданий А (camp)"), (second.id, "Вигаданий Б (camp)")], True
    )
    assert queries.places_offered(by, [first.id]).choices == [(first.id, "Вигаданий А (camp)")]
    one, two = (programme(by, f"Вигадана {letter}") for letter in "АБ")
    assert queries.programmes_offered(by, [two.id]) == queries.Offered(
        [(one.id, "Вигадана А"), (two.id, "Вигадана Б")], True
    )


def test_a_place_of_another_organisation_is_not_offered_because_it_is_chosen(member, another, place, few):
    by, strange = member(), place(another, "Чуже місце")
    place(by), place(by, "Вигаданий дім")
    form = forms.TransferForm(by, {"to_place": str(strange.id), "source": "s"})
    assert list(form.errors) == ["to_place"]
    assert "Чуже місце" not in str(form)


def test_a_correction_loses_no_place_that_is_not_among_those_offered(
    member, child, place, programme, moved, page, send, few
):
    by = member()
    one, first, camp = child(by), place(by, "Вигаданий А"), place(by, "Вигаданий Я")
    took = [programme(by, f"Вигадана {letter}") for letter in "АЯ"][1]
    made = moved(by, one, first, camp, arrived_on="2022-03", programme=took.id)
    address = f"/transfers/{made.id}/correct/"
    text = page(by, address).content.decode()
    for chosen in (first, camp, took):
        assert f'<option value="{chosen.id}" selected>' in text
    form = {
        "from_place": first.id,
        "to_place": camp.id,
        "programme": took.id,
        "source": "s",
        "why": "Misread",
    }
    assert send(by, address, form)["Location"] == f"/children/{one.id}/"
    now = queries.life(by, one).stays[-1].transfer
    assert (now.from_place, now.to_place, now.programme) == (first, camp, took)


@pytest.mark.parametrize("address", ["/children/", "/map/"])
def test_it_is_said_beside_a_field_when_not_all_are_offered(member, programme, page, monkeypatch, address):
    by = member()
    for letter in "АБ":
        programme(by, f"Вигадана {letter}")
    assert SAID not in page(by, address).content.decode()
    monkeypatch.setattr(queries, "MOST_OFFERED", 1)
    text = page(by, address).content.decode()
    assert f'<span class="helptext" id="id_programme_helptext">{SAID}</span>' in text
    assert 'aria-describedby="id_programme_helptext"' in text


def test_a_choice_among_many_says_which_is_chosen_and_is_escaped():
    many = choosing.Many(choices=[("", "–"), (1, "<b>"), (2, "Табір")])
    assert many.render("to_place", 2, {"id": "id_to"}) == (
        '<select id="id_to" name="to_place"><option value="">–</option><option value="1">&lt;b&gt;</option>'
        '<option value="2" selected>Табір</option></select>'
    )
    assert '<option value="" selected>' in many.render("to_place", None)
