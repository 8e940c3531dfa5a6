"""Any text is a scenario or a list of mistakes with places, never another exception."""

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from actuary.enactment import law_of
from actuary.errors import Mistakes
from actuary.figures.single import figures
from actuary.home import scenarios_folder
from actuary.levers import lever, lever_names
from actuary.scenario.bundled import bundled_names
from actuary.scenario.loading import load
from actuary.scenario.model import Scenario, Written

BUNDLED = [(scenarios_folder() / f"{name}.yaml").read_text(encoding="utf-8") for name in bundled_names()]
HEAD = "title: t\narea: meishan\nbase: 2019\n"
FIELDS = sorted({field for name in lever_names() for field in lever(name).fields.model_fields})
NAMES = [*Written.model_fields, *lever_names(), *FIELDS, *sorted({one.name for one in figures()})[:20], "take_up"]
VALUES = [
    *("7 %", "7", "-1.5 pp", "+5 %", "400 元", "= -1 %", "60 years 3 months", "2 months", "yes", "no", "perhaps"),
    *("2019", "2020", "2027-02", "2028-13", "1e-3", "１２ ％", "25.06 亿元", "", "~", "nan", "inf", "0x10", "²"),
    *("meishan", "china", "hubei", "[a, b]", "{2027: 7 %}", "{2027: {a: b}}", "{}", "[]", "9" * 40 + " %"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("scenarios")


def outcome(folder: Path, text: str | bytes) -> Scenario | Mistakes:
    """What becomes of a file with this text, up to the law that it makes."""
    path = folder / "own.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    try:
        scenario = load(path)
        law_of(scenario)
    except Mistakes as mistakes:
        return mistakes
    return scenario


def assert_told(found: Scenario | Mistakes, folder: Path) -> None:
    """A scenario, or mistakes that each say something, at a place in the file where they have one."""
    if isinstance(found, Scenario):
        assert found.title and found.base < found.last
        return
    for mistake in found.mistakes:
        assert mistake.right
        if mistake.place is not None:
            assert Path(mistake.place.file).resolve() in (folder / "own.yaml", *scenarios_folder().glob("*.yaml"))
            assert mistake.place.line >= 1 <= mistake.place.col
    assert str(found).endswith("nothing was run")


@given(text=st.one_of(st.text(max_size=60), st.text(max_size=60).map(lambda text: HEAD + text)))
def test_any_text(folder: Path, text: str) -> None:
    assert_told(outcome(folder, text), folder)


@given(content=st.binary(max_size=60))
@example(content="title: 眉山".encode("gbk"))
@example(content=b"\xff\xfet\x00i\x00")
def test_any_bytes(folder: Path, content: bytes) -> None:
    assert_told(outcome(folder, content), folder)


TREES = st.recursive(
    st.sampled_from(VALUES),
    lambda inner: st.one_of(
        st.dictionaries(st.sampled_from([*NAMES, "2027", "2028-05", "x"]), inner, max_size=3),
        st.lists(inner, max_size=2),
    ),
    max_leaves=6,
)


def flow(node: object) -> str:
    """A tree as it is written between braces."""
    if isinstance(node, dict):
        return "{" + ", ".join(f"{key}: {flow(value)}" for key, value in node.items()) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(flow(item) for item in node) + "]"
    return str(node)


@given(sections=st.dictionaries(st.sampled_from(NAMES[:11]), TREES, max_size=4), head=st.booleans())
def test_any_tree_of_our_own_words(folder: Path, sections: dict[str, object], head: bool) -> None:
    text = "".join(f"{key}: {flow(value)}\n" for key, value in sections.items())
    assert_told(outcome(folder, HEAD + text if head else text), folder)


@given(field=st.sampled_from(FIELDS), written=TREES, name=st.sampled_from(lever_names()))
def test_any_value_in_a_lever(folder: Path, name: str, field: str, written: object) -> None:
    assert_told(outcome(folder, f"{HEAD}levers:\n  {name}:\n    {field}: {flow(written)}\n"), folder)


@settings(max_examples=200)
@given(
    text=st.sampled_from(BUNDLED),
    start=st.floats(0, 1),
    length=st.integers(0, 12),
    put=st.one_of(st.text(max_size=4), st.sampled_from([*VALUES, *NAMES[:30], "\t", "：", ": ", "\n  ", "&a", "*a"])),
)
def test_a_bundled_scenario_with_a_slip_in_it(folder: Path, text: str, start: float, length: int, put: str) -> None:
    """Letters are struck out somewhere and others put there."""
    at = round(start * len(text))
    assert_told(outcome(folder, text[:at] + put + text[at + length :]), folder)


SETTINGS = st.one_of(
    st.text(max_size=20),
    st.builds(
        "{}={}".format,
        st.lists(st.sampled_from([*NAMES, "2027", "x"]), max_size=4).map(".".join),
        st.sampled_from(VALUES),
    ),
)


@given(settings_on_top=st.lists(SETTINGS, max_size=3))
def test_any_setting(settings_on_top: list[str]) -> None:
    try:
        law_of(load("meishan", *settings_on_top))
    except Mistakes as mistakes:
        assert all(mistake.right for mistake in mistakes.mistakes)
