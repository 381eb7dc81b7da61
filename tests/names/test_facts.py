"""Tables hold a row of numbers for every word there is."""

import numpy as np

from kintrace.names import facts, words


def rows(table, *texts):
    return table(np.array([words.word(text).number for text in texts])).tolist()


def test_equal_strings_have_equal_numbers():
    ours, theirs = rows(facts.sounds, "шевченко", "szewczenko")
    assert facts.STRINGS[ours[0]] == "WEVQENKO"
    assert ours[0] == theirs[0]
    assert facts.sizes(np.array(ours[:1])).tolist() == [8]


def test_a_word_that_is_not_read_stands_for_itself():
    (row,) = rows(facts.coarse_stems, "گل")
    assert [facts.STRINGS[number] for number in row if number >= 0] == ["گل"]


def test_what_is_longer_than_a_row_is_cut_off():
    table = facts.Table(["яна", "я"], 2, lambda new: [[ord(letter) for letter in text] for text in new])
    assert table(np.array([1, 0])).tolist() == [[ord("я"), -1], [ord("я"), ord("н")]]


def test_a_table_grows_with_its_words():
    those = ["о"]
    table = facts.Table(those, 1, lambda new: [[len(text)] for text in new])
    assert table(np.array([0])).tolist() == [[1]]
    those += ["ян"] * 3000
    assert table(np.array([0, 3000])).tolist() == [[1], [2]]


def test_a_patronymic_points_to_the_father():
    ours, theirs, other = rows(facts.fathers, "миколайович", "миколаївна", "микола")
    assert facts.STRINGS[ours[0]] == "MIKOL"
    assert ours == theirs
    assert other == [-1, -1, -1]
