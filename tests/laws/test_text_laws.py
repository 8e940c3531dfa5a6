"""Any text is read or is told to be wrong, at a place in it; what a unit shows, it reads."""

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from actuary.errors import Mistakes
from actuary.text import Mapping, Node, Scalar, Sequence, parse
from actuary.units import Age, Change, Money, Months, Number, People, Share, Unit, of_columns

PIECES = [
    *(
        "title",
        "2026",
        "a",
        "9 %",
        ": ",
        ":",
        "\n",
        "\r\n",
        "\r",
        "  ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&x ",
        "*x",
        "!!t ",
    ),
    *(
        "!",
        "|",
        ">",
        "'",
        '"',
        "#",
        "%",
        "---\n",
        "...\n",
        "? ",
        "<<: ",
        "\t",
        "，",
        "：",
        "“",
        "\u3000",
        "\x85",
        "\u2028",
    ),
    *("\\", "@", "`", "\ufeff", "\x00", "\ud800", "眉山", "😀", "=", "~", "0x1"),
]
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


def places(node: Node) -> list[tuple[int, int]]:
    here = [(node.place.line, node.place.col)]
    if isinstance(node, Mapping):
        return here + [p for entry in node.entries.values() for p in places(entry.key) + places(entry.value)]
    return here + [p for item in node.items for p in places(item)] if isinstance(node, Sequence) else here


@settings(max_examples=600, deadline=None)
@given(TEXTS)
@example("[" * 100_000)
@example("{" * 100_000)
@example("- " * 100_000)
@example("a: 'x\n")
@example("? [a]\n: b\n")
@example("%")
@example("a: {b: 1")
@example("a: \ufeffb")
def test_any_text_is_a_mapping_or_mistakes_with_places_in_it(text):
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    try:
        found = places(parse(text, "f.yaml"))
    except Mistakes as told:
        assert all(mistake.wrong and mistake.right and mistake.place for mistake in told.mistakes)
        found = [mistake.place[1:] for mistake in told.mistakes if mistake.place]
        assert str(told).count("\n") == 2 * len(told.mistakes)
    for line, col in found:
        assert 1 <= line <= len(lines)
        assert 1 <= col <= len(lines[line - 1]) + 1


WORDS = st.text("abcdefgh_眉山", min_size=1, max_size=8)
VALUES = st.text("abc 019%.眉山'", max_size=12).map(lambda text: text.strip())


@given(st.dictionaries(WORDS, VALUES, min_size=1))
def test_what_is_quoted_comes_back_letter_for_letter_at_its_line(values):
    lines = [f"{name}: '{value.replace(chr(39), chr(39) * 2)}'" for name, value in values.items()]
    tree = parse("\n".join(lines), "f.yaml")
    assert list(tree.entries) == list(values)
    for number, (name, value) in enumerate(values.items(), start=1):
        entry = tree.entries[name]
        assert entry.value == Scalar(value, True, entry.value.place)
        assert (entry.key.place.line, entry.key.place.col) == (number, 1)
        assert entry.value.place.col == len(name) + 3


@given(WORDS, st.integers(0, 5), st.integers(0, 5))
def test_a_repeated_name_names_the_first_line(name, before, between):
    lines = [f"x{n}: 1" for n in range(before)] + [f"{name}: 1"] + [f"y{n}: 1" for n in range(between)]
    try:
        parse("\n".join([*lines, f"{name}: 2"]), "f.yaml")
    except Mistakes as told:
        assert [mistake.place.line for mistake in told.mistakes if mistake.place] == [before + between + 2]
        assert f"line {before + 1} already" in told.mistakes[0].right
    else:
        raise AssertionError("a repeated name was let through")


def hundredths(most: int) -> st.SearchStrategy[Decimal]:
    return st.integers(0, most).map(lambda n: Decimal(n) / 100)


WRITTEN: list[tuple[Unit, st.SearchStrategy[float]]] = [
    (Share(0, 5), hundredths(50_000).map(lambda percent: float(percent / 100))),
    (Money(), hundredths(999_999).map(float)),  # below 1 万元, to the fen
    (Money(), hundredths(99_999_99).map(lambda yi: float(yi * 10**8 if yi >= 1 else yi * 10**4))),
    (People(), st.integers(0, 99_999).map(lambda wan_tenths: float(wan_tenths * 1000))),
    (Age(0, 120), st.integers(0, 1440).map(lambda months: months / 12)),
    (Months(), hundredths(9_999).map(float)),
    (Number(), st.integers(0, 10**8).map(lambda n: n / 10**4)),
]


@given(
    st.data(),
    st.sampled_from(WRITTEN),
    st.sampled_from(["", "points", "proportion"]),
    st.sampled_from([1, -1]),
)
def test_what_a_unit_shows_it_reads(data, written, change: Change, sign):
    unit, values = written
    value = data.draw(values)
    if change == "proportion":
        value = data.draw(hundredths(10_000).map(lambda percent: float(percent / 100)))
    if change == "proportion" and unit.name == "age":
        change = "points"
        value = data.draw(values)
    value *= sign if change else 1
    again = unit.read(unit.show(value, change))
    assert again.change == (change or "")
    assert abs(again.value - value) <= 1e-12 * max(1.0, abs(value))


@given(st.floats(1e-6, 1e13))
def test_what_is_rounded_for_reading_is_near(value):
    shown = Money().read(Money().show(value)).value
    assert abs(shown - value) <= max(0.005 * min(value, 1.0), 0.5e6 if value >= 1e8 else 50.0)


@given(st.text(max_size=12), st.sampled_from([unit for unit, _ in WRITTEN]))
@example("²", Number())
@example("٣ %", Share())
def test_a_unit_reads_or_says_what_would_be_right(text, unit):
    try:
        quantity = unit.read(text)
    except ValueError as error:
        assert str(error) and "\n" not in str(error) and "Decimal" not in str(error)
    else:
        assert quantity.change or unit.low <= quantity.value <= unit.high


@given(
    st.integers(-(10**9), 10**9),
    st.sampled_from([("%", -2), ("‰", -3), ("万元", 4), ("亿人次", 8), ("元/月", 0)]),
)
def test_a_column_is_exact(hundredth, unit_and_power):
    unit, power = unit_and_power
    number = Decimal(hundredth) / 100
    assert of_columns(f"{number:,.2f}", unit) == float(number * Decimal(10) ** power)
