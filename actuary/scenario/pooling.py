"""The section `pooling` of a scenario of several areas: what moves between them, and when they become one fund.

    pooling:
      employee:
        levy: {2026: 3 %}
        payout: {2026: 80 %}
        merged: 2030

Each pool (employee: the pooled fund without the accounts; resident) has rules of its own. A date is a year: areas meet
where a year ends, and funds are merged where one begins.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from actuary.errors import Mistake, nearest
from actuary.law import RULES
from actuary.levers.shape import Refused, Steps, Wrong, steps_in
from actuary.text import Mapping, Node, Scalar
from actuary.units import Date, Money, Months, People, Share, Unit

POOLED = ("employee", "resident")
"""The pools that areas can share; accounts are their members' own, and maternity goes with the employee pool."""
MERGEABLE = (*POOLED, "assistance")
"""What can become one fund for all areas; medical assistance knows nothing else that moves between them."""


class Flow(NamedTuple):
    """What one member pays another, year by year."""

    written: str
    payer: str
    receiver: str
    steps: Steps


def _levels(value: Any, unit: Unit) -> Steps:
    """Levels with or without a year; there is nothing in force that a change could be one of."""
    steps = steps_in(value, unit, "year")
    changes = [(str(step.date),) if step.date else () for step in steps if step.quantity.change]
    if changes:
        raise Refused([Wrong(path, "a level, without a sign: there is none in force to change") for path in changes])
    return steps


def _by_name(value: Any, unit: Unit) -> dict[str, Steps]:
    """Levels under names."""
    if not isinstance(value, dict) or not value:
        raise Refused([Wrong((), f"names with their values: {unit.describe()}")])
    found: dict[str, Steps] = {}
    wrongs: list[Wrong] = []
    for name, inside in value.items():
        try:
            found[name] = _levels(inside, unit)
        except Refused as refused:
            wrongs += [wrong._replace(path=(name, *wrong.path)) for wrong in refused.wrongs]
        except ValueError as right:
            wrongs.append(Wrong((name,), str(right)))
    if wrongs:
        raise Refused(wrongs)
    return found


def _flows(value: Any, unit: Unit) -> tuple[Flow, ...]:
    """Levels under `payer to receiver`."""
    flows = []
    for written, steps in _by_name(value, unit).items():
        payer, _, receiver = (part.strip() for part in written.partition(" to "))
        if not payer or not receiver:
            raise Refused([Wrong((written,), "who pays, and whom: nanchang to ganzhou", of_key=True)])
        flows.append(Flow(written, payer, receiver, steps))
    return tuple(flows)


def _read(by: Callable[[Any, Unit], Any], unit: Unit) -> BeforeValidator:
    return BeforeValidator(lambda value: by(value, unit))


def _year(value: Any) -> int:
    try:
        date = Date.read(value if isinstance(value, str) else "")
    except ValueError:
        date = None
    if date is None or date.month:
        raise ValueError("a year, written 2030: funds become one on its first of January")
    return date.year


def _shares(value: Any) -> dict[str, float]:
    steps = _by_name(value, Share(0, 1))
    if dated := [name for name, of in steps.items() if of[0].date]:
        raise Refused([Wrong((name,), "one share, for every year") for name in dated])
    shares = {name: of[0].quantity.value for name, of in steps.items()}
    if abs(sum(shares.values()) - 1) > ROUNDING:
        raise Refused([Wrong((), f"shares that add up to 100 %: these come to {Share().show(sum(shares.values()))}")])
    return shares


ROUNDING = 1e-6
"""Shares written with a few decimals add up to one as near as this."""

_SHARE = Annotated[Steps, _read(_levels, Share(0, 1))]
_CLOSED = ConfigDict(extra="forbid", frozen=True)


class Effort(BaseModel):
    """What an area must do of its own to be paid in full."""

    model_config = _CLOSED

    spending_growth: Annotated[Steps, _read(_levels, Share(0, 1))] = Field(
        (), description="growth of the pool's spending over the year before, at most"
    )
    employer_rate: Annotated[Steps, _read(_levels, RULES["employer_rate"].unit)] = Field(
        (), description="employee pool: the employers' rate in December, at least"
    )
    declared_base: Annotated[Steps, _read(_levels, RULES["declared_base"].unit)] = Field(
        (), description="employee pool: what of wages is declared and collected on in December, at least"
    )
    take_up: _SHARE = Field((), description="resident pool: insured among those who may enrol, at least")
    otherwise: _SHARE = Field(
        (), description="share of the payout that is paid where a condition is missed; none without it"
    )


ONE_POOL = {"employer_rate": "employee", "declared_base": "employee", "take_up": "resident"}
"""Conditions that mean something in one pool only."""


class Support(BaseModel):
    """What the treasury above the areas pays into their funds."""

    model_config = _CLOSED

    share: _SHARE = Field((), description="of the gap that the adjustment fund leaves")
    amounts: Annotated[dict[str, Steps], _read(_by_name, Money())] = Field(
        default_factory=dict, description="by area: a fixed amount a year, from each dated value on"
    )
    borne_by: Annotated[dict[str, float], BeforeValidator(_shares)] = Field(
        default_factory=dict, description="who bears it, such as city and district: shares that add up to 100 %"
    )


class YearsRecognised(BaseModel):
    """Contribution years earned in one area and recognised in another, which the first pays for."""

    model_config = _CLOSED

    persons: Annotated[tuple[Flow, ...], _read(_flows, People())] = Field(
        description="payer to receiver: members a year who move with their contribution years"
    )
    amount: Annotated[Steps, _read(_levels, Money())] = Field(description="what is handed over for each of them")


class PoolRules(BaseModel):
    """What moves between the areas in one pool."""

    model_config = _CLOSED

    merged: Annotated[int, BeforeValidator(_year)] | None = Field(
        None, description="one fund from the first of January of this year on: balances and books are added"
    )
    levy: _SHARE = Field((), description="of the year's contributions and subsidies, paid into the adjustment fund")
    payout: _SHARE = Field((), description="of a member's gap, paid out of the adjustment fund as far as it reaches")
    up_to: Annotated[Steps, _read(_levels, Months(0, 120))] = Field(
        (), description="the gap is what is missing to so many months of reserve; without it, the deficit of the year"
    )
    effort: Effort | None = Field(None, description="conditions for the full payout")
    support: Support | None = Field(None, description="money of the treasury above")
    clearing: Annotated[tuple[Flow, ...], _read(_flows, Money())] = Field(
        (), description="payer to receiver: an amount a year between two members"
    )
    years_recognised: YearsRecognised | None = Field(
        None, description="an amount for each member who moves with contribution years"
    )

    def flows(self) -> Iterator[tuple[tuple[str, ...], Flow]]:
        """What is paid from member to member, and under which keys it stands."""
        yield from ((("clearing",), flow) for flow in self.clearing)
        if self.years_recognised:
            yield from ((("years_recognised", "persons"), flow) for flow in self.years_recognised.persons)


class AssistanceRules(BaseModel):
    """When medical assistance of the areas becomes one fund."""

    model_config = _CLOSED

    merged: Annotated[int, BeforeValidator(_year)] = Field(
        description="one fund from the first of January of this year on: balances and books are added"
    )


class Pooling(BaseModel):
    """What moves between areas, pool by pool."""

    model_config = _CLOSED

    employee: PoolRules | None = Field(None, description="the pooled fund of the employee scheme, without accounts")
    resident: PoolRules | None = Field(None, description="the resident fund")
    assistance: AssistanceRules | None = Field(None, description="the fund of medical assistance")

    def of(self, pool: str) -> PoolRules:
        """The rules of a pool; rules that move nothing where none are written."""
        found: PoolRules | AssistanceRules | None = getattr(self, pool)
        if isinstance(found, AssistanceRules):
            return NOTHING.model_copy(update={"merged": found.merged})
        return found or NOTHING


NOTHING = PoolRules.model_validate({})
"""Nothing moves."""


def held(steps: Steps, year: int) -> float:
    """The level in force in a year: the last one dated up to it; nothing before the first."""
    level = 0.0
    for step in steps:
        if step.date is None or step.date.year <= year:
            level = step.quantity.value
    return level


def begun(steps: Steps, year: int) -> bool:
    """Whether any level is in force in a year."""
    return any(step.date is None or step.date.year <= year for step in steps)


def wrong_pooling(tree: Mapping, pooling: Pooling, members: tuple[str, ...], base: int) -> Iterator[Mistake]:
    """What the section says of areas that are not there, of years that are over, and of what moves nothing."""
    for pool in MERGEABLE:
        rules = pooling.of(pool)
        path = ("pooling", pool)
        if rules.merged is not None and rules.merged <= base:
            right = f"{base + 1} or later: at the base date, 31 December {base}, the books of each area are open"
            yield Mistake(_value(tree, *path, "merged").place, f"merged: {rules.merged}", right)
        for keys, flow in rules.flows():
            place = _key(tree, *path, *keys, flow.written).place
            yield from (
                Mistake(place, flow.written, _no_member(name, members))
                for name in (flow.payer, flow.receiver)
                if name not in members
            )
            if flow.payer == flow.receiver:
                yield Mistake(place, flow.written, "two members: an area that pays itself pays nothing")
        for name in rules.support.amounts if rules.support else ():
            if name not in members:
                yield Mistake(_key(tree, *path, "support", "amounts", name).place, name, _no_member(name, members))
        yield from _without_effect(tree, path, pool, rules)


def _without_effect(tree: Mapping, path: tuple[str, ...], pool: str, rules: PoolRules) -> Iterator[Mistake]:
    """Lines that would change nothing."""
    if rules.payout and not rules.levy:
        right = "also a levy: an adjustment fund that nothing is paid into has nothing to pay out"
        yield Mistake(_key(tree, *path, "payout").place, "payout", right)
    if rules.effort and not rules.payout:
        right = "also a payout: the condition is one for being paid in full"
        yield Mistake(_key(tree, *path, "effort").place, "effort", right)
    for other, of in ONE_POOL.items():
        if of != pool and rules.effort and getattr(rules.effort, other):
            yield Mistake(_key(tree, *path, "effort", other).place, other, f"a condition of the {of} pool only")


def _no_member(name: str, members: tuple[str, ...]) -> str:
    near = nearest(name, members)
    hint = f"did you mean {near}?" if near else ", ".join(members)
    return f"no area of this scenario is called {name}; {hint}"


def _value(tree: Mapping, *path: str) -> Node:
    node: Node = tree
    for name in path:
        assert isinstance(node, Mapping)
        node = node.entries[name].value
    return node


def _key(tree: Mapping, *path: str) -> Scalar:
    above = _value(tree, *path[:-1])
    assert isinstance(above, Mapping)
    return above.entries[path[-1]].key
