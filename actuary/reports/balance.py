"""What rate pays for a fund: the table of its rates by year, and below it the actuarial balance over the span."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actuary.labels import Language, label
from actuary.reports import numbers
from actuary.reports.amounts import column, file_unit
from actuary.reports.exports import csv_bytes
from actuary.reports.foot import BROADEST, answers, counted
from actuary.reports.letters import drawable
from actuary.reports.page import EMPTY, Page, Style, line, paragraphs, to_right, width, wrapped
from actuary.reports.plots import HEADING, STYLES, End, name_ends, picture, scenario_name, write_below
from actuary.reports.words import note, sentence, title

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from matplotlib.figure import Figure

    from actuary.analysis.choices.balance import Balance

COLUMNS = ("base", "income", "cost", "income_rate", "cost_rate", "rate", "break_even")
WORTH = ("income", "opening", "target", "cost", "base")
LEVERS = {"resident": "resident_financing.premium"}
"""The lever of a fund's rate; of the others that of the employers."""
EMPLOYERS = "contribution_rate.employer"


def table(found: Balance, lang: Language, columns: int) -> Page:
    """The years, then the balance over all of them, its balancing rate with its proof, and what the words mean."""
    columns = min(columns, BROADEST)
    slots = {"title": title(found.results.scenario, lang), **_span(found, lang)}
    page: Page = paragraphs([sentence("actuarial_title", lang, **slots)], columns, "head")
    page += [EMPTY, *_years(found, lang), EMPTY]
    page += [line(one, style) for text, style in _balance(found, lang) for one in wrapped(text, columns, "  ")]
    foot = [
        *(sentence(f"actuarial_define_{name}", lang, **_span(found, lang)) for name in _defined(found)),
        sentence("actuarial_no_draws", lang),
        *(
            note(one, lang)
            for one in found.results.notes
            if one.name == "note_assumed_split" and found.group == "employee"
        ),
        *answers(found.results, lang),
        *counted(found.results, lang, columns),
    ]
    return [*page, EMPTY, *paragraphs(foot, columns, "faint")]


def balance_dict(found: Balance) -> dict[str, object]:
    """Everything as plain numbers: yuan, payers, shares of the base or yuan a payer; None where there is no such rate."""
    return {
        "scenario": found.results.scenario.name,
        "fund": found.group,
        "first": found.years[0],
        "last": found.years[-1],
        "reserve_months_wanted": found.reserve,
        "years": [
            {"year": year, **{name: float(getattr(found, name)[i]) for name in (*COLUMNS, "surplus")}}
            for i, year in enumerate(found.years)
        ],
        "present_values": {name: _known(value) for name, value in _worth(found).items()},
        "rate_in_law": found.in_law,
        "actuarial_balance": _known(found.balance),
        "balancing_rate": _known(found.balancing),
        "needed_by_projection": _known(found.needed),
        "agree": found.agree,
        "answers": list(found.answers),
    }


def balance_csv(found: Balance, lang: Language) -> bytes:
    """One year a row, the unit in the head of a column; below, the worth of the span and its rates, each with its unit."""
    units = _units(found)
    head = [label("year", lang), *(column(label(f"actuarial_{name}", lang), units[name], lang) for name in COLUMNS)]
    rows = [
        [str(year), *(numbers.plain(float(getattr(found, name)[i]), decimals=9) for name in COLUMNS)]
        for i, year in enumerate(found.years)
    ]
    told = {f"actuarial_worth_{name}": (value, units.get(name, "money")) for name, value in _worth(found).items()}
    rates = {"in_law": found.in_law, "balance": found.balance, "balancing": found.balancing, "needed": found.needed}
    told |= {f"actuarial_{name}": (value, units["rate"]) for name, value in rates.items()}
    rows += [
        [label(name, lang), numbers.plain(one, decimals=9), file_unit(unit, lang)] for name, (one, unit) in told.items()
    ]
    return csv_bytes([head, *rows])


def _units(found: Balance) -> dict[str, str]:
    """The unit of each column: a resident pays yuan, of all others it is shares of the wages that contributions are paid of."""
    residents = found.group == "resident"
    rate = "money" if residents else "share"
    return dict.fromkeys(COLUMNS, rate) | {
        "base": "people" if residents else "money",
        "income": "money",
        "cost": "money",
    }


def rates_drawn(found: Balance, lang: Language) -> Figure:
    """Cost rate, income rate, rate in law and break-even rate by year, with the balance over the span above them."""
    with picture(lang) as (figure, axes, lang):
        times, years = 1.0 if found.group == "resident" else 100.0, found.years
        ends = []
        for name, (colour, dashes) in zip(COLUMNS[3:], STYLES, strict=True):
            values = times * getattr(found, name)
            axes.plot(years, values, color=colour, linestyle=dashes, linewidth=2)
            told = f"{label(f'actuarial_{name}', lang)} {_rate(found, values[-1] / times)}"
            ends.append(End(float(values[-1]), told, colour))
        axes.set_xticks(years[:: max(len(years) // 10, 1)])
        axes.grid(axis="y", color="#d8d8d8", linewidth=0.6)
        name_ends(axes, years[-1], ends)
        axes.set_ylabel(drawable("元" if found.group == "resident" else "%"))
        slots = {"title": scenario_name(found.results, lang), **_span(found, lang)}
        axes.set_title(
            drawable(sentence("actuarial_title", lang, **slots)), loc="left", pad=24, **HEADING | {"fontsize": 11}
        )
        message = drawable(_balance(found, lang)[0][0])
        axes.annotate(message, (0, 1), (0, 8), xycoords="axes fraction", textcoords="offset points", fontsize=9.5)
        texts = [sentence(f"actuarial_define_{name}", lang, **_span(found, lang)) for name in _defined(found)[:-1]]
        write_below(figure, texts)
    return figure


def _worth(found: Balance) -> dict[str, float]:
    income, cost, target, base, _ = found.worth
    return dict(zip(WORTH, (income, found.opening, target, cost, base), strict=True))


def _known(value: float) -> float | None:
    return value if value == value else None


def _span(found: Balance, lang: Language) -> dict[str, object]:
    first, last = found.years[0], found.years[-1]
    return {
        "fund": label(found.group, lang),
        "first": first,
        "last": last,
        "count": len(found.years),
        "reserve": sentence("counted_months", lang, number=numbers.short(found.reserve)),
    }


def _rate(found: Balance, value: float, signed: bool = False) -> str:
    return (numbers.premium if found.group == "resident" else numbers.share_of_base)(value, signed)


def _years(found: Balance, lang: Language) -> Page:
    """One year a row; amounts in 亿元 or 万元, payers in 万人."""
    scale = numbers.money_scale([*found.income, *found.cost])
    unit = label(scale.unit, lang)
    people = label("unit_10k_people", lang)
    units = {"base": people if found.group == "resident" else unit, "income": unit, "cost": unit}
    head = [label("year", lang)]
    for name in COLUMNS:
        told = label(f"actuarial_{name}", lang)
        head.append(sentence("actuarial_in_unit", lang, what=told, unit=units[name]) if name in units else told)
    show: dict[str, Callable[[float], str]] = dict.fromkeys(units, scale.show)
    if found.group == "resident":
        show["base"] = numbers.people
    rows = [[str(year)] for year in found.years]
    for name in COLUMNS:
        for row, value in zip(rows, getattr(found, name).tolist(), strict=True):
            row.append(show[name](value) if name in show else _rate(found, value))
    broad = [max(width(row[i]) for row in [head, *rows]) for i in range(len(head))]
    return [
        line(
            "  " + "   ".join(to_right(cell, size) for cell, size in zip(row, broad, strict=True)), "" if at else "head"
        )
        for at, row in enumerate([head, *rows])
    ]


def _balance(found: Balance, lang: Language) -> list[tuple[str, Style]]:
    """The balance with what it is made of, the balancing rate, and what the projection says to it."""
    if found.opening != found.opening:
        return [(sentence("actuarial_no_balance", lang), "")]
    worth = _worth(found)
    scale = numbers.money_scale(value for name, value in worth.items() if name != "base")
    base = (
        sentence("actuarial_payers", lang, count=numbers.people(worth["base"]), unit=label("unit_10k_people", lang))
        if found.group == "resident"
        else f"{scale.show(worth['base'])} {label(scale.unit, lang)}"
    )
    amounts = {name: scale.show(worth[name]) for name in WORTH if name != "base"}
    slots: dict[str, object] = {**_span(found, lang), **amounts, "base": base, "unit": label(scale.unit, lang)}
    slots |= {"balance": _rate(found, found.balance, signed=True), "law": _rate(found, found.in_law)}
    slots |= {"balancing": _rate(found, found.balancing), "needed": _rate(found, found.needed)}
    side = "deficit" if found.balance < 0 else "surplus"
    told = [sentence(f"actuarial_{side}", lang, **slots), sentence("actuarial_made_of", lang, **slots)]
    told.append(sentence("actuarial_balances_at", lang, **slots))
    if found.opening > 0 and found.balancing < (lowest := float(found.break_even.min())):
        told.append(sentence("actuarial_spends", lang, lowest=_rate(found, lowest)))
    return [
        (told[0], "warning" if found.balance < 0 else ""),
        *((one, "") for one in (*told[1:], *_proof(found, lang, slots))),
    ]


def _proof(found: Balance, lang: Language, slots: Mapping[str, object]) -> list[str]:
    """That the projection ends where it should at the balancing rate; else the rate it needs, and what answers the rate."""
    why = label("comma", lang).join(label(f"actuarial_answer_{name}", lang) for name in found.answers)
    if found.needed != found.needed:
        because = [sentence("actuarial_since", lang, why=why)] if why else []
        return [sentence("actuarial_below_nothing", lang, **slots), *because]
    end = sentence("actuarial_end_months" if found.reserve else "actuarial_end_nothing", lang, **slots)
    if found.agree:
        return [sentence("actuarial_agrees", lang, **slots, end=end)]
    return [sentence("actuarial_differs", lang, **slots, end=end, why=why), _solved(found, lang)]


def _solved(found: Balance, lang: Language) -> str:
    """The command that finds the rate the projection needs, and what it costs whom."""
    until = f"{found.group}.balance[{found.years[-1]}] = 0"
    if found.reserve:
        until = f"{found.group}.reserve_months[{found.years[-1]}] >= {numbers.short(found.reserve)}"
    lever = LEVERS.get(found.group, EMPLOYERS)
    slots = {"scenario": found.results.scenario.reference, "lever": lever, "until": until, "first": found.years[0]}
    return sentence("actuarial_solve", lang, **slots)


def _defined(found: Balance) -> list[str]:
    base = "payers" if found.group == "resident" else "wages"
    accounts = ["accounts"] if found.group == "employee" else []
    return [f"base_{base}", *accounts, "rates", "break_even", "balance_target" if found.reserve else "balance", "span"]
