"""The small fund in C, by hand for vectors (fund.c)."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.gcc import ABREAST, FAST, address, aligned, beside_each_other, built, fastest, one_after_another
from benchmarks.small.fund import YEARS, Array, Results, Run, inputs, scenarios

SOURCE = Path(__file__).with_name("fund.c")


def run(abreast: int) -> Run:
    """With so many vectors at once."""

    def of(chosen: Array) -> Results:
        call, money = started(chosen, abreast)
        call()
        by_scenario = one_after_another(money, len(chosen))
        return by_scenario[:, 0], by_scenario[:, 1], by_scenario[:, 2]

    return of


def started(chosen: Array, abreast: int) -> tuple[Callable[[], None], Array]:
    """The bare call, and where it writes money[block, 3, year, lane]."""
    library = built(SOURCE, abreast, FAST)
    laid_out = beside_each_other(chosen, library.lanes())
    money = aligned(len(laid_out), 3, YEARS, library.lanes())
    fund = [address(part) for part in inputs()]
    return lambda: library.run(address(laid_out), *fund, address(money), len(laid_out)), money


def ready(count: int) -> Callable[[], None]:
    """The bare call for so many scenarios, with as many vectors at once as are fastest here."""
    calls = {abreast: started(scenarios(count, 3), abreast)[0] for abreast in ABREAST}
    return calls[fastest(calls)]
