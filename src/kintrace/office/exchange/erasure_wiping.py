"""The work "wipe": nothing of what was erased stays in the database's files.

The embedded database writes over what is removed (secure_delete); its file is then written anew and its log
emptied, so that nothing is left of what older versions of Kintrace removed either. PostgreSQL gives the room
of removed rows free; its log and its disk are the server's.
"""

from django.db import connection
from django.utils.translation import gettext_noop

from kintrace.office.jobs.models import Job
from kintrace.office.jobs.work import Tell

gettext_noop("writing")


def wipe(job: Job, tell: Tell) -> str:
    """Write the database's files anew."""
    tell("writing", 0.0)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return "Nothing of what was erased is left in the database."
