"""Invented places, programmes, children and transfers, for a trial office. Nothing in them is real."""

from dataclasses import replace
from itertools import pairwise

from kintrace.office.accounts.models import Member
from kintrace.office.registry import actions, transfer_actions
from kintrace.office.registry.actions import ChildSaid, PlaceSaid, ProgrammeSaid
from kintrace.office.registry.models import Child, Place, Programme
from kintrace.office.registry.transfer_actions import IndicatorSaid, TransferSaid

SOURCE = "Kintrace: invented for a trial"
_PLACES = (
    ("settlement", "Вигадане (Азовська)", "Выдуманное (Азовская)", "Vyhadane, invented", 47.1, 37.5),
    ("checkpoint", "Вигаданий блокпост", "Выдуманный блокпост", "Invented checkpoint", 47.2, 38.0),
    ("border_crossing", "Вигаданий перехід", "Выдуманный переход", "Invented crossing", 47.4, 38.3),
    ("camp", "Вигаданий табір «Хвиля»", "Выдуманный лагерь «Волна»", "Invented camp Khvylia", 45.1, 34.0),
    ("hospital", "Вигадана лікарня № 0", "Выдуманная больница № 0", "Invented hospital 0", 47.6, 38.9),
    ("institution", "Вигаданий заклад «Промінь»", "Выдуманное учреждение «Луч»", "Invented home", 48.0, 40.1),
)
_PROGRAMMES = (
    ("Вигадана програма «Літо»", "Вигаданий фонд", "2022-06", "2022-09"),
    ("Вигадана програма «Родина»", "Вигадане відомство", "2022-10", ""),
)
_CHILDREN = (
    ("Вигаданенко Олена Іванівна", "Выдуманенко Елена", "f", "2015-03-07", (0, 1, 3, 5)),
    ("Вигаданенко Тарас Іванович", "", "m", "2012", (0, 1, 4)),
    ("Неіснуючий Микита Петрович", "Несуществующий Никита", "m", "2016-11", (0, 2, 5)),
    ("Небувала Софія Олегівна", "", "f", "2013-08-19", (0, 3)),
    ("Придуманко Аліна", "", "f", "2014-01-01/2016-12-31", ()),
)
_DAYS = (("2022-04", "2022-04-12"), ("2022-06-01", "2022-06~"), ("2022-10", "2022-10-20"))


def load(by: Member) -> None:
    """Put the invented registry into the organisation of a member, once."""
    if Child.objects.filter(organisation=by.organisation).exists():
        return
    places = [_place(by, said) for said in _PLACES]
    programmes = [_programme(by, *said) for said in _PROGRAMMES]
    for name, other, sex, birth, way in _CHILDREN:
        said = ChildSaid(name, SOURCE, other_names=other, sex=sex, birth=birth, synthetic=True)
        _move(by, actions.add_child(by=by, said=said), [places[at] for at in way], programmes)


def _place(by: Member, said: tuple[str, str, str, str, float, float]) -> Place:
    kind, name_uk, name_ru, name_en, latitude, longitude = said
    named = PlaceSaid(kind, SOURCE, name_uk=name_uk, name_ru=name_ru, name_en=name_en)
    return actions.add_place(
        by=by, said=replace(named, latitude=latitude, longitude=longitude, precision="oblast")
    )


def _programme(by: Member, name: str, operator: str, begun: str, ended: str) -> Programme:
    said = ProgrammeSaid(name, SOURCE, operator=operator, begun_on=begun, ended_on=ended)
    return actions.add_programme(by=by, said=said)


def _move(by: Member, child: Child, way: list[Place], programmes: list[Programme]) -> None:
    """Take a child along a way."""
    for step, (begins, leads) in enumerate(pairwise(way)):
        left, arrived = _DAYS[step]
        programme = programmes[step - 1].id if step else None
        said = TransferSaid(SOURCE, begins.id, leads.id, left, arrived, programme=programme)
        made = transfer_actions.add_transfer(by=by, child=child.id, said=said)
        if leads.kind == "institution":
            mark = IndicatorSaid("name_changed", SOURCE, on="2022-11")
            transfer_actions.add_indicator(by=by, transfer=made.id, said=mark)
