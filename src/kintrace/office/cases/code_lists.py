"""Ids by which the field's systems know things, and what the pages say for each.

Where Primero has a list, its ids are kept, so that cases travel; the causes of separation that it lacks are
ours (docs/reference/cases.md says which).
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SEXES = {"m": _("male"), "f": _("female")}
CASE_STATUSES = {
    "open": pgettext_lazy("case", "open"),
    "closed": pgettext_lazy("case", "closed"),
    "transferred": _("transferred"),
    "duplicate": _("duplicate"),
}
"""Primero's. A case goes on with whoever took it over, and is stored as open; those who gave it away are
shown "transferred" (case_view.case_status_for)."""
ENDED = ("closed", "duplicate")
"""Of these, the statuses of a case on which nobody works any more."""
WORKFLOWS = {
    "new": _("new"),
    "assessment": _("assessment"),
    "case_plan": _("case plan"),
    "service_provision": _("services are given"),
    "services_implemented": _("services are complete"),
    "reopened": _("reopened"),
    "closed": pgettext_lazy("case", "closed"),
}
PROTECTION = {"unaccompanied": _("unaccompanied"), "separated": _("separated")}
RISKS = {"high": _("high risk"), "medium": _("medium risk"), "low": _("low risk")}
CAUSES = {
    "evacuation_by_authorities": _("evacuated by authorities"),
    "institution_evacuated": _("institution evacuated with the children"),
    "camp_not_returned": _("not returned from a camp"),
    "filtration": _("filtration"),
    "deportation": _("deportation"),
    "conflict": _("armed conflict"),
    "death": _("death of a parent or caregiver"),
    "family_abuse_violence_exploitation": _("abuse, violence or exploitation in the family"),
    "lack_of_access_to_services_support": _("no access to services or support"),
    "caafag": _("associated with armed forces or groups"),
    "sickness_of_family_member": _("sickness in the family"),
    "entrusted_into_the_care_of_an_individual": _("given into somebody's care"),
    "arrest_and_detention": _("arrest and detention"),
    "abandonment": _("abandonment"),
    "repatriation": _("repatriation"),
    "population_movement": _("movement of the population"),
    "migration": _("migration"),
    "poverty": _("poverty"),
    "natural_disaster": _("natural disaster"),
    "divorce_remarriage": _("divorce or remarriage"),
    "other_please_specify": pgettext_lazy("cause", "other"),
}
OUR_CAUSES = tuple(CAUSES)[:5]
RELATIONS = {
    "mother": _("mother"),
    "father": _("father"),
    "aunt": _("aunt"),
    "uncle": _("uncle"),
    "grandmother": _("grandmother"),
    "grandfather": _("grandfather"),
    "brother": _("brother"),
    "sister": _("sister"),
    "husband": _("husband"),
    "wife": _("wife"),
    "partner": _("partner"),
    "other_family": _("other family"),
    "other_nonfamily": _("not of the family"),
}
ALIVE = {"": _("not known"), "true": _("alive"), "false": _("dead")}
CARE_KINDS = {
    "parent_s": _("parents"),
    "step_parent": _("step-parent"),
    "customary_caregiver_s": _("customary caregivers"),
    "adult_sibling": _("adult brother or sister"),
    "kinship_care_extended_family": _("kinship care"),
    "foster_care": _("foster care"),
    "residential_care": _("residential care"),
    "kafala": _("kafala"),
    "independent_living": _("independent living"),
    "child_headed_household": _("household headed by a child"),
    "unrelated_adult": _("unrelated adult"),
    "no_care_arrangement": _("no care arrangement"),
    "other": pgettext_lazy("care", "other"),
}
CARE_CHANGES = {
    "abuse_exploitation": _("abuse or exploitation"),
    "death_of_caregiver": _("death of the caregiver"),
    "Education": _("education"),
    "ill_health_of_caregiver": _("ill health of the caregiver"),
    "poverty": _("poverty"),
    "relationship_breakdown": _("the relationship broke down"),
    "other": pgettext_lazy("change of care", "other"),
}
TASKS = {
    "assessment": _("assess best interests"),
    "case_plan": _("write the case plan"),
    "trace": _("trace"),
    "hear_child": _("hear the child"),
    "after_reunification": _("visit after the return"),
    "in_care": _("visit in care"),
    "for_service": _("follow up a service"),
    "other": pgettext_lazy("task", "other"),
}
PURPOSES = {
    "tracing": _("tracing"),
    "sharing": _("sharing with another organisation"),
    "publication": _("publication"),
    "return": _("return"),
    "services": _("services"),
    "statistics": _("statistics"),
}
ANSWERS = {"given": _("given"), "refused": _("refused"), "withdrawn": _("withdrawn")}
FIELDS = {
    "name": _("name"),
    "birth": _("birth"),
    "sex": _("sex"),
    "photo": _("photo"),
    "origin": _("place of origin"),
    "facility": _("where the child is"),
    "care": _("care arrangements"),
    "relatives": _("family"),
    "inquirer": _("inquirer"),
    "separation": _("separation"),
    "wishes": _("the child's own view"),
    "interests": _("best interests"),
    "steps": _("steps and notes"),
}
"""What of a case may be withheld from somebody."""

MOVES = {"assign": _("assigned"), "refer": _("referred"), "transfer": _("transferred")}
MOVE_STATES = {
    "in_progress": _("waits for an answer"),
    "accepted": _("accepted"),
    "rejected": _("rejected"),
    "done": _("done"),
    "revoked": _("revoked"),
}


def choices(ids: dict[str, Any], *, empty: bool = False) -> list[tuple[str, Any]]:
    """Return a list of ids as a form offers it; `empty`: with "not known" before them."""
    return [*([("", _("not known"))] if empty else []), *ids.items()]
