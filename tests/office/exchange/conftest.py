"""Cases of invented children with something in every field, each word of which can be looked for."""

import pytest

from kintrace.office.cases import family_actions
from kintrace.office.registry import actions as registry
from kintrace.office.registry import transfer_actions

SECRETS = {
    "name": ["Nameova Plantedanna", "Aliasova Plantedotherna"],
    "birth": ["2013-04-17"],
    "origin": ["Originivka"],
    "facility": [
        "Facilityivka",
        "Campivka",
        "Whereivka",
        "Carrierov",
        "Programmova",
        "Decreeova",
        "Witnessova",
    ],
    "care": ["Caregiverova"],
    "relatives": [
        "Motherova",
        "Fatherov",
        "Familova",
        "Relativov",
        "Verifiedova",
        "+380001112233",
        "Whereivka",
        "Noteova",
    ],
    "inquirer": ["Inquirerova", "Neighbourova", "+380009998877"],
    "separation": ["Stationivka"],
    "wishes": ["Wishova"],
    "interests": ["Panelova"],
    "steps": ["Stepnotova"],
}
"""Field of consent -> words of it; where a relative who cares for the child is falls under two."""


@pytest.fixture
def entered():
    from kintrace.office.tracing import record_actions

    def enter(by, side="requests", photo=None, said=None, **typed):
        people = [record_actions.Person(typed, photo)]
        return record_actions.enter(by=by, asked=record_actions.Asked(side, people, said or {}))[0]

    return enter


@pytest.fixture
def full_case(entered, photo_file):
    """A case with a planted word in every field of consent, and in what its pages show."""
    from kintrace.office.cases import case_actions, step_actions
    from kintrace.office.cases.case_actions import Facts
    from kintrace.office.cases.step_actions import Word
    from kintrace.office.cases.steps import Kind

    def make(by):
        typed = {"name": "Nameova Plantedanna", "name_2": "Aliasova Plantedotherna", "sex": "f"}
        typed |= {"birth": "17.04.2013", "place": "Originivka", "mother": "Motherova", "father": "Fatherov"}
        typed |= {"facility": "Facilityivka"}
        said = {"inquirer": "Inquirerova", "inquirer_relation": "Neighbourova", "family": "Familova"}
        said |= {"inquirer_contact": "+380009998877", "consent": "oral"}
        record = entered(by, photo=photo_file(), said=said, **typed)
        facts = Facts("separated", "high", "2022-03", "deportation", "Stationivka")
        case = case_actions.open_case(by=by, record=record.pk, facts=facts)
        child = case.child
        child.other_names = "Aliasova Plantedotherna"
        child.save(update_fields=["other_names"])
        relative = {"relation": "mother", "name": "Relativov", "telephone": "+380001112233"}
        relative |= {"where": "Whereivka", "note": "Noteova", "alive": "true", "is_caregiver": True}
        family_actions.add_relative(by=by, number=case.pk, **relative)
        camp = registry.add_place(by=by, said=registry.PlaceSaid("camp", "Witnessova", name_uk="Campivka"))
        care = {"kind": "foster_care", "caregiver": "Caregiverova", "from_on": "2023"}
        family_actions.begin_care(by=by, number=case.pk, place=camp.pk, **care)
        programme = registry.add_programme(
            by=by, said=registry.ProgrammeSaid(name="Programmova", source="Witnessova")
        )
        transfer_actions.add_transfer(
            by=by,
            child=child.pk,
            said=transfer_actions.TransferSaid(
                source="Witnessova",
                from_place=None,
                to_place=camp.pk,
                arrived_on="2022-05",
                carrier="Carrierov",
                programme=programme.pk,
                legal_act="Decreeova",
            ),
        )
        checked = {"outcome": "verified", "evidence": ["certificate"], "whom": "Verifiedova"}
        for kind, note, words in (
            (Kind.TRACING_BEGAN, "Stepnotova", {}),
            (Kind.LOCATED, "", {}),
            (Kind.RELATIONSHIP_CHECKED, "", checked),
            (Kind.BIA_RECORDED, "", {"outcome": "favours_return", "by_whom": "Panelova"}),
            (Kind.VIEW_RECORDED, "", {"outcome": "wants_return", "child_says": "Wishova"}),
        ):
            step_actions.record(by=by, number=case.pk, word=Word(kind, "2024", words, note))
        case.refresh_from_db()
        return case

    return make


@pytest.fixture
def consented():
    """Note a consent: `consented(member, case, "publication", withheld=["photo"])`."""

    def note(by, case, purpose="sharing", recipient="", answer="given", withheld=(), **more):
        said = {"purpose": purpose, "recipient": recipient, "answer": answer, "withheld": list(withheld)}
        return family_actions.note_consent(by=by, number=case.pk, said_by="the mother", **said, **more)

    return note


@pytest.fixture
def photo_file():
    """A small picture to upload."""
    import io

    from PIL import Image

    def make(colour=(90, 120, 160)):
        file = io.BytesIO()
        Image.new("RGB", (120, 160), colour).save(file, "PNG")
        file.seek(0)
        return file

    return make


@pytest.fixture
def planted():
    """Return the words of every field that a text must not hold, given the fields withheld."""
    return lambda fields: [word for field in fields for word in SECRETS.get(field, [])]


@pytest.fixture
def program(member):
    """A program of the organisation, or of another's: `program(acts=[...], by=administrator)`."""
    from .api_office import program as made

    def make(by=None, **more):
        return made(by or member("administrator"), **more)

    return make
