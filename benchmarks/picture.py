"""A kept table as a picture: a bar for each ratio, on a logarithmic scale, with what it says beside it."""

from pathlib import Path
from textwrap import wrap

from benchmarks.harness import Row, Section, short
from benchmarks.kept import Kept, sections_of

OURS, OTHERS, PALE = "#2b6a99", "#b9bec4", "#6d747c"
PROGRAM = ("kernel", "ledger", "tally", "thread", "actuary", "one run", "sweep")
"""Words in the names of what is the program's own."""
THEIRS = ("numpy", "np.")
"""How the names begin of what is not, whatever else they say."""
WIDE = 62
"""Letters of a title in one line."""
TALL, FOOT = 0.24, 0.35
"""Inches of a row, and of what stands below all of them."""


def draw(kept: Kept, file: Path) -> Path:
    """Draw the sections of a kept run, one below the other, on one scale."""
    import matplotlib as mpl
    from matplotlib.figure import Figure

    sections = [section for section in sections_of(kept) if section.rows]
    heights = [len(section.rows) + 2.2 for section in sections]
    mpl.rcParams |= {"svg.hashsalt": "ratios", "svg.fonttype": "none", "font.size": 8}
    tall = TALL * sum(heights) + FOOT
    figure = Figure(figsize=(8, tall))
    figure.set_layout_engine("constrained", rect=(0, FOOT / tall, 1, 1 - FOOT / tall))
    axes = figure.subplots(len(sections), 1, height_ratios=heights, squeeze=False)[:, 0]
    for ax, section in zip(axes, sections, strict=True):
        _section(ax, section)
    figure.text(0.01, 0.0, "\n".join(wrap(_origin(kept), 150)), fontsize=6, color=PALE, va="bottom")
    file.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(file, metadata={"Date": None} if file.suffix == ".svg" else None)
    return file


def _section(ax, section: Section) -> None:  # type: ignore[no-untyped-def]
    rows = sorted(section.rows, key=lambda row: row.ratio)
    least, most = min(row.ratio for row in rows), max(row.ratio for row in rows)
    low, high = min(0.5, least / 1.5), max(4.0, most)
    ax.set_xscale("log")
    ax.set_xlim(low, high * (high / low) ** 0.22)
    for place, row in enumerate(rows):
        ax.barh(place, row.ratio - low, left=low, height=0.62, color=_colour(row))
        ax.text(row.ratio, place, f"  {_told(row)}", va="center", color="black")
    ax.axvline(1, color=PALE, linewidth=0.6)
    ax.set_yticks(range(len(rows)), [row.name for row in rows])
    ax.invert_yaxis()
    title = "\n".join(wrap(f"{section.title}: times of {section.unit}", WIDE))
    ax.set_title(title, fontsize=8.5, loc="left", fontweight="bold")
    ax.tick_params(axis="x", which="both", bottom=False, labelbottom=False)
    ax.tick_params(axis="y", length=0)
    for side in ax.spines.values():
        side.set_visible(False)


def _colour(row: Row) -> str:
    ours = any(word in row.name for word in PROGRAM) and not row.name.startswith(THEIRS)
    return OURS if ours else OTHERS


def _told(row: Row) -> str:
    wanted = f"   ({row.target})" if str(row.target) else ""
    return f"{short(row.ratio)}{wanted}"


def _origin(kept: Kept) -> str:
    shown = ", ".join(f"{name} {version}" for name, version in kept["versions"].items())
    return (
        f"{kept['date']}, {kept['processor']}, {kept['cores']} cores, {kept['load']}; Python {kept['python']}, {shown}"
    )
