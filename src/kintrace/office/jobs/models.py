"""Long work that a worker does: what, for whom, how far it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")
    CANCELLED = "cancelled", _("cancelled")


class Job(models.Model):
    """A piece of work. A worker holds it by a lease: when it dies, another takes the job over."""

    work = models.CharField(max_length=40)
    """Which work: a name that `jobs.work` knows."""
    arguments = models.JSONField(default=dict)
    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    by = models.ForeignKey("accounts.Member", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    stage = models.CharField(max_length=60, blank=True)
    done = models.FloatField(default=0.0)
    """Share of the stage that is done, 0 to 1."""
    said = models.TextField(blank=True)
    """What it found, or why it failed: one sentence."""
    cancel_asked = models.BooleanField(default=False)
    attempts = models.IntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    """When it may be begun; None is at once."""
    asked_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """States are those we know; workers ask for the oldest that waits."""

        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="job_state_known")
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="job_state")]
