from kintrace.office.registry.templatetags.partial import partial


def test_a_template_shows_a_month():
    assert partial("2022-03~") == "about March 2022"
