from kintrace.office.accounts.models import Team
from kintrace.office.cases.may import ACT_OF, kept_cases, may_take_back, visible_cases
from kintrace.office.cases.steps import Kind


def test_every_kind_but_the_taking_back_has_its_act():
    assert set(ACT_OF) == set(Kind) - {Kind.TAKEN_BACK}


def test_a_scope_bounds_what_is_seen(member, opened, organisation):
    team = Team.objects.create(organisation=organisation, name="East")
    keeper = member("caseworker", team=team)
    case = opened(keeper)
    everybody = {
        "own": member("caseworker", scope="own"),
        "team": member("caseworker", scope="team", team=team),
        "alone": member("caseworker", scope="team"),
        "all": member("caseworker"),
    }
    seen = {name: case in visible_cases(by) for name, by in everybody.items()}
    assert seen == {"own": False, "team": True, "alone": False, "all": True}
    assert list(kept_cases(keeper)) == [case]


def test_a_coordinator_takes_back_what_others_recorded(member):
    one, other = member("caseworker"), member("coordinator")
    assert may_take_back(one, "located", one.pk)
    assert not may_take_back(one, "located", other.pk)
    assert may_take_back(other, "located", one.pk)
