"""What the web server is told of the server in front is tested in test_doors; here, that it is warm."""

from kintrace.office import web


def test_what_the_first_pages_need_is_loaded_before_they_are_asked_for(monkeypatch):
    asked = []
    monkeypatch.setattr("kintrace.names.score", lambda left, right: asked.append("names"))
    monkeypatch.setattr("kintrace.report.words.table", lambda: asked.append("words of reasons"))
    monkeypatch.setattr("django.template.loader.get_template", asked.append)
    web.warm()
    assert asked[:2] == ["words of reasons", "names"]
    assert "tracing/pair.html" in asked[2:]
