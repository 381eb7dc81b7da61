from office.tracing.invented import proposed

ENGLISH = {"accept-language": "en"}


def test_the_page_has_tables_and_pictures_and_says_when_it_was_counted(member, client_of):
    by = member()
    proposed(by)
    page = client_of(by).get("/statistics/", headers=ENGLISH).content.decode()
    assert "Counted at 20" in page
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="drawing bars"' in page
    assert "Pairs decided and open, by week" in page
    assert "style=" not in page


def test_an_auditor_is_told_counts_and_no_name_of_a_list(member, client_of):
    proposed(member(name="Bringer"))
    page = client_of(member("auditor")).get("/statistics/", headers=ENGLISH).content.decode()
    assert "all lists" in page
    assert "Bringer" not in page


def test_a_new_office_has_nothing_to_count_but_weeks_without_decided_pairs(member, client_of):
    page = client_of(member()).get("/statistics/", headers=ENGLISH).content.decode()
    assert "Pairs decided in these weeks: 0." in page
