"""What the journal tells of, so that it can be read in the reader's language.

Entries are kept in English, as they are sealed. Templates show them with `translate`, which finds the
words because they stand here. A test looks for every act that the office writes.
"""

from django.utils.translation import gettext_noop as _

ACTS = (
    _("added member"),
    _("asked for one reviewer"),
    _("asked for second reviewer"),
    _("brought list"),
    _("cancelled list"),
    _("changed member"),
    _("changed own password"),
    _("closed member"),
    _("confirmed columns"),
    _("corrected record"),
    _("decided"),
    _("ended sharing"),
    _("enrolled second factor"),
    _("entered record"),
    _("exported decisions"),
    _("exported list file"),
    _("exported what could not be read"),
    _("gave a wrong code"),
    _("imported list"),
    _("made recovery codes"),
    _("matched"),
    _("noted sighting"),
    _("opened the office"),
    _("read journal"),
    _("reopened member"),
    _("reset password"),
    _("reset second factor"),
    _("saw pair"),
    _("saw pairs"),
    _("saw photo"),
    _("saw record"),
    _("searched"),
    _("shared record"),
    _("signed in"),
    _("signed out"),
    _("signed out everywhere"),
    _("took back a decision"),
    _("unlocked member"),
    _("was refused"),
)
KINDS = (_("list"), _("member"), _("pair"), _("record"), _("run"))
