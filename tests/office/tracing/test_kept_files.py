"""Files that nobody points to any more."""

import io

from kintrace.office import files
from kintrace.office.jobs.models import Job
from kintrace.office.tracing.kept_files import give_up_cancelled, part_with_file


def test_a_file_stays_for_as_long_as_a_list_points_to_it(member, brought):
    one = brought(member())
    sha256 = one.sha256
    files.drop_if_nobodys(sha256)
    assert files.kept(sha256)
    assert part_with_file(one) == sha256
    assert part_with_file(one) == ""
    files.drop_if_nobodys(sha256)
    assert not files.kept(sha256)
    one.refresh_from_db()
    assert (one.sha256, len(one.notes)) == ("", 1)


def test_a_file_to_which_nothing_points_goes(db):
    sha256 = files.keep(io.BytesIO(b"invented"))
    files.drop_if_nobodys(sha256)
    assert not files.kept(sha256)


def test_what_was_cancelled_and_whose_worker_died_goes_when_the_next_one_begins(member, brought):
    by = member()
    dead, other = brought(by), brought(by, "№,ПІБ\n1,Шевченко Олена\n")
    Job.objects.filter(id=dead.job_id).update(state="cancelled")
    give_up_cancelled()
    dead.refresh_from_db()
    other.refresh_from_db()
    assert (dead.state, dead.sha256, other.state) == ("cancelled", "", "importing")
    assert other.sha256
    assert dead.notes[0].startswith("The file was removed, because the list was cancelled")
