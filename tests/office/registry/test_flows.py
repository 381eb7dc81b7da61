from kintrace.office.registry.flows import Flow, flows


def test_flows_are_counted_by_programme_and_year(member, child, place, programme, moved):
    by = member()
    home, camp, took = place(by, "Вигаданий дім"), place(by), programme(by)
    moved(by, child(by), home, camp, arrived_on="2022-03", programme=took.id)
    moved(by, child(by), home, camp, left_on="2023")
    moved(by, child(by), None, home)
    assert flows(by) == [Flow(home, camp, 2), Flow(None, home, 1)]
    assert flows(by, took.id) == [Flow(home, camp, 1)]
    assert flows(by, year="2023") == [Flow(home, camp, 1)]
    assert flows(by, year="2024") == []
    assert flows(member("mediator")) == []
