from kintrace.office.jobs.work import WORK


def test_the_worker_knows_how_to_import_a_list():
    assert "import list" in WORK
