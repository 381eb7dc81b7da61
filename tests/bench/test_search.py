from bench import search


def test_invented_names_are_the_same_each_time_and_have_three_parts():
    names = search.others(50)
    assert names == search.others(50)
    assert {len(name.split()) for name in names} == {3}


def test_a_pair_is_found_when_the_other_name_is_among_the_results(db):
    from kintrace.office.accounts.models import Member, Organisation

    organisation = Organisation.objects.create(name="Bench")
    by = Member.objects.create(username="b", name="B", role="coordinator", organisation=organisation)
    search.fill(by, ["Шевченко Олена Іванівна", "Бондар Софія"])
    rows = [
        {"left": "Alena Shevchenko", "right": "Шевченко Олена Іванівна", "stratum": "uk-lat/full"},
        {"left": "Petrov Ivan", "right": "Бондар Софія", "stratum": "uk-lat/other"},
    ]
    lines = search.measure(by, rows)
    assert lines[2:5] == ["| full | 1 | 1.000 |", "| other | 1 | 0.000 |", "| all | 2 | 0.5000 |"]
