"""The README draws the house as it stands: every top folder it names is there, and the other way round."""

import re

from tests.structure.tree import ROOT, written_by_people


def drawn() -> set[str]:
    """The top folders in the README's tree: the fenced block with a line that begins with `actuary/`.

    A top name begins its line, with or without a branch drawn before it; what lies deeper is indented.
    """
    blocks = re.findall(r"^```\w*\n(.*?)^```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S | re.M)
    branch = r"^(?:[├└]── ?)?"
    trees = [block for block in blocks if re.search(rf"{branch}actuary/(\s|$)", block, re.M)]
    assert len(trees) == 1, "README.md shows one tree"
    return set(re.findall(rf"{branch}([\w.]+)/(?=\s|$)", trees[0], re.M))


def test_the_tree_in_the_readme_is_the_tree() -> None:
    there = {path.name for path in ROOT.iterdir() if path.is_dir() and written_by_people(path)}
    assert drawn() - {".ci"} == there - {".ci"}
