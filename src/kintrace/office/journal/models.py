"""The journal's one table. The database itself refuses to change or delete an entry (see its migration)."""

from django.db import models


class Entry(models.Model):
    """One thing that a member did or saw.

    number counts from 1 without a gap; `sealed` is the SHA-256 of the entry and of the seal before it, so
    that an entry that was changed, taken out or put in breaks the chain.
    """

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    member = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, null=True, related_name="+")
    act = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40, blank=True)
    subject_id = models.BigIntegerField(null=True)
    why = models.TextField(blank=True)
    details = models.JSONField(default=dict)
    before = models.CharField(max_length=64)
    sealed = models.CharField(max_length=64, unique=True)

    class Meta:
        """Entries are asked for by what they are about, and by who made them."""

        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "number"], name="journal_subject"),
            models.Index(fields=["organisation", "number"], name="journal_organisation"),
            models.Index(fields=["organisation", "act", "number"], name="journal_act"),
        ]
