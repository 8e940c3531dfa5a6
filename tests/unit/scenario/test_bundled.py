"""A scenario is found by a path, beside the file that mentions it, or by its bundled name."""

from pathlib import Path

import pytest

from actuary.errors import Mistakes
from actuary.home import scenarios_folder
from actuary.scenario.bundled import bundled_names, located


def test_the_bundled_names_are_the_files() -> None:
    assert "meishan" in bundled_names()
    assert bundled_names() == sorted(bundled_names())
    assert len(bundled_names()) == len(list(scenarios_folder().glob("*.yaml")))


def test_a_bundled_name_is_its_file() -> None:
    assert located("meishan").samefile(scenarios_folder() / "meishan.yaml")


def test_a_bundled_file_is_named_as_seen_from_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(scenarios_folder().parent)
    assert located("meishan") == Path("scenarios", "meishan.yaml")
    monkeypatch.chdir(tmp_path)
    assert located("meishan").is_absolute()


@pytest.mark.parametrize("written", ["own.yaml", "own.yml", "folder/own", "folder\\own"])
def test_what_looks_like_a_path_is_one(written: str) -> None:
    assert located(written) == Path(written)


def test_a_path_is_read_from_the_file_that_mentions_it(tmp_path: Path) -> None:
    assert located("../own.yaml", tmp_path / "deep") == tmp_path / "deep" / "../own.yaml"
    assert located(str(tmp_path / "own.yaml"), tmp_path / "deep") == tmp_path / "own.yaml"


def test_a_name_beside_the_file_comes_before_a_bundled_one(tmp_path: Path) -> None:
    assert located("meishan", tmp_path).samefile(scenarios_folder() / "meishan.yaml")
    (tmp_path / "meishan.yaml").touch()
    assert located("meishan", tmp_path) == tmp_path / "meishan.yaml"


def test_an_unknown_name_tells_the_nearest() -> None:
    with pytest.raises(Mistakes) as found:
        located("meishn")
    assert found.value.mistakes[0].wrong == "no scenario meishn"
    assert found.value.mistakes[0].right == "did you mean meishan?   (actuary list scenarios)"


def test_a_name_that_is_near_to_none_tells_what_a_name_is() -> None:
    with pytest.raises(Mistakes) as found:
        located("nowhere_at_all_else")
    assert "a path that ends in .yaml" in found.value.mistakes[0].right
