"""Two small lists, as a family office and another country write them."""

import signal
from pathlib import Path

import pytest

collect_ignore = ["office_settings.py"]  # looked through for doctests, it would name another folder half-way

# Under nohup or in the background of a shell these are ignored, and so they would be in what tests start.
for number, usual in ((signal.SIGHUP, signal.SIG_DFL), (signal.SIGINT, signal.default_int_handler)):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)

REQUESTS = """№;ПІБ дитини;Дата народження;Стать;Місце народження;Мати
R-1;Шевченко Олена Іванівна;07.03.2015;ж;м. Маріуполь, Донецька обл.;Шевченко Марія Петрівна
R-2;Коваль Олексій Петрович;02.01.2014;ч;м. Херсон;Коваль Ганна Іванівна
R-3;Бондар Микита Сергійович;11.11.2016;ч;м. Мелітополь;
R-4;Ткачук Софія Олегівна;серпень 2013;ж;м. Бердянськ;Ткачук Ірина Василівна
"""
LOCATED = """№,ФИО,Дата рождения,Пол,Место рождения,Мать
L-9,Шевченко Елена Ивановна,07.03.2015,ж,г. Мариуполь,Шевченко Мария Петровна
L-7,Бондарь Никита Сергеевич,11.11.2016,м,г. Мелитополь,
L-5,"Иванов, Пётр Николаевич",31.02.2012,м,г. Донецк,
L-3,Коваль Алексей,01.02.2014,м,Херсонская область,Коваль Анна Ивановна
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the slow ones, so that no process of tests is left alone with one of them at the end."""
    items.sort(key=lambda one: one.get_closest_marker("slow") is None)


@pytest.fixture
def two_lists(tmp_path) -> tuple[Path, Path]:
    """requests.csv and located.csv: R-1 is L-9, R-2 is L-3 (day and month exchanged), R-3 is L-7."""
    requests, located = tmp_path / "requests.csv", tmp_path / "located.csv"
    requests.write_text(REQUESTS, "utf-8")
    located.write_text(LOCATED, "utf-8")
    return requests, located
