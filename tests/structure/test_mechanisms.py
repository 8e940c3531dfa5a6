"""Every mechanism of the documents stands in the coverage matrix once, and what answers it is really there."""

import ast
from collections.abc import Callable, Collection
from functools import cache
from importlib import import_module

import pytest

from actuary.cli import COMMANDS
from actuary.figures.coverage import ANSWERS, Mechanism, mechanisms
from actuary.figures.single import figures
from actuary.figures.tables import table_names
from actuary.indicators import INDICATORS
from actuary.law import RULES
from actuary.levers import lever, lever_names
from actuary.measures import GROUPS, MEASURES
from actuary.reports.foot import MARKS
from actuary.results import LINES
from actuary.scenario.model import Behaviour, PeopleFiles, Written
from actuary.scenario.pooling import Pooling, PoolRules
from tests.runs import ran
from tests.structure.tree import ROOT

NAMED = {"A": 13, "B": 18, "C": 17, "D": 27, "E": 7, "F": 22, "G": 12, "H": 11, "I": 5, "J": 6, "K": 13}
"""How many mechanisms each section of the list has: A01 to A13, and so on."""
BESIDE = {"L": 9, "N": 9, "P": 14}
"""Drivers, items that move no fund's money, traps."""
DOCUMENTS = {"JZ", "MS", "ZB", "JX", "KZ"}
KINDS = {"state", "lever", "indicator", "constraint", "shock", "driver", "non-fund", "trap"}
NOTHING = {"non_fund"}


def test_every_mechanism_of_the_list_is_there_once() -> None:
    wanted = [f"{section}{n:02}" for section, count in {**NAMED, **BESIDE}.items() for n in range(1, count + 1)]
    assert [one.id for one in mechanisms()] == wanted
    assert sum(NAMED.values()) == 151


def test_every_row_says_who_names_it_what_it_is_and_what_answers_it() -> None:
    for one in mechanisms():
        assert one.name and one.name_zh, one.id
        assert one.documents and set(one.documents) <= DOCUMENTS, one.id
        assert one.kind and set(one.kind) <= KINDS, one.id
        assert one.answered_by in ANSWERS, one.id


def test_what_nothing_answers_says_why_and_all_else_says_where_and_what_shows_it() -> None:
    for one in mechanisms():
        assert bool(one.reason) == bool(one.reason_zh), one.id
        if one.answered_by in NOTHING:
            assert one.reason and not one.where and not one.test, one.id
        else:
            assert one.where and one.test, one.id


def test_a_trap_is_held_apart_by_a_test_and_an_item_outside_is_answered_by_nothing() -> None:
    assert {one.answered_by for one in mechanisms() if one.section == "N"} == {"non_fund"}
    assert NOTHING.isdisjoint(one.answered_by for one in mechanisms() if one.section == "P")


def test_a_lever_that_a_document_wants_and_only_the_law_has_says_so() -> None:
    for one in mechanisms():
        if "lever" in one.kind and one.answered_by == "rule":
            assert "no lever" in one.reason, one.id


# --- what answers is there


@cache
def keys() -> set[str]:
    """The keys of a scenario, to a lever's field."""
    fields = {f"levers.{name}.{field}" for name in lever_names() for field in lever(name).fields.model_fields}
    named = {f"figures.{name}" for name in data()}
    inside = {"behaviour": Behaviour, "people": PeopleFiles, "pooling": PoolRules}
    return {
        *Written.model_fields,
        *fields,
        *named,
        *(f"pooling.{pool}" for pool in Pooling.model_fields),
        *(f"{key}.{f}" for key, of in inside.items() for f in of.model_fields),
    }


@cache
def data() -> set[str]:
    return {one.name for one in figures()} | set(table_names())


@cache
def used() -> set[str]:
    """The figures and tables that the runs of the areas read."""
    areas = ("meishan", "jingzhou", "jiangxi", "kaizhou", "china")
    return {entry["name"] for name in areas for entry in ran(name).manifest["figures"]}


@cache
def numbers() -> set[str]:
    """The names of what a run tells by year."""
    return {*GROUPS, *MEASURES, *LINES, *INDICATORS, *ran("meishan").people, *ran("meishan").yearly}


@cache
def commands() -> set[str]:
    """The commands, and each with one of its options: run, run:--lines."""
    options = {
        f"{name}:{option}"
        for name in COMMANDS
        for parameter in import_module(f"actuary.cli.{name}").command.params
        for option in parameter.opts
    }
    return {*COMMANDS, *options}


THERE: dict[str, Callable[[], Collection[str]]] = {
    "key": keys,
    "rule": lambda: RULES,
    "indicator": numbers,
    "figure": data,
    "driver": used,
    "report": commands,
    "check": lambda: {f"alerts.{kind}" for kind in MARKS},
}


@pytest.mark.parametrize("answer", THERE)
def test_what_answers_is_there(answer: str) -> None:
    there = THERE[answer]()
    rows = [one for one in mechanisms() if one.answered_by == answer]
    assert rows or answer == "rule"  # every rule that a document names has a lever by now
    assert [(one.id, name) for one in rows for name in one.where if name not in there] == []


def test_what_a_mechanism_is_answered_with_is_read_by_a_run_not_only_on_record() -> None:
    """A trap may be about a number that nothing reads."""
    rows = [one for one in mechanisms() if one.answered_by == "figure" and one.section != "P"]
    assert [(one.id, name) for one in rows for name in one.where if name not in used()] == []


def defined_in(path: str) -> set[str]:
    return {node.name for node in ast.parse((ROOT / path).read_text(encoding="utf-8")).body if hasattr(node, "name")}


@pytest.mark.parametrize("one", [one for one in mechanisms() if one.test], ids=lambda one: one.id)
def test_the_test_that_shows_it_is_there(one: Mechanism) -> None:
    path, _, name = one.test.partition("::")
    assert (ROOT / path).is_file()
    assert name in defined_in(path)
