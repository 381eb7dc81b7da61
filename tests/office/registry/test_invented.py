from kintrace.office.registry import invented, queries
from kintrace.office.registry.models import Child, Indicator, Place, Programme, Transfer


def test_an_invented_registry_is_loaded_once_and_says_that_it_is_invented(member):
    by = member()
    for _time in range(2):
        invented.load(by)
    kinds = (Place, Programme, Child, Transfer, Indicator)
    assert [kind.objects.count() for kind in kinds] == [6, 2, 5, 8, 2]
    assert set(Child.objects.values_list("synthetic", flat=True)) == {True}
    assert {one for kind in kinds for one in kind.objects.values_list("source", flat=True)} == {
        invented.SOURCE
    }
    assert [queries.life(by, one).contradictions for one in Child.objects.all()] == [[]] * 5
