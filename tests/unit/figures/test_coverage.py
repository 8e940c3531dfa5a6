"""The coverage matrix as it is read."""

from actuary.figures.coverage import ANSWERS, mechanisms


def test_a_row_is_read_with_its_lists() -> None:
    row = next(one for one in mechanisms() if one.id == "C02")
    assert row.documents == ("JZ", "JX", "KZ")
    assert row.where == ("levers.contribution_rate.employer", "levers.contribution_rate.employee")
    assert (row.kind, row.answered_by, row.section) == (("lever",), "key", "C")


def test_every_answer_is_given_to_something() -> None:
    assert {one.answered_by for one in mechanisms()} == set(ANSWERS)
