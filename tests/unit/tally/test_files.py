"""Tallies in a file: sealed, whole or not at all."""

from pathlib import Path

import numpy as np
import pytest

from actuary.errors import Mistakes
from actuary.tally import Tally, load, save
from tests.unit.tally.made import counted, kept, normals

NAMES = (("all", "income"), ("all", "balance"))


def both() -> dict[str, Tally]:
    drawn = normals(4, 5000)
    return {"kept": kept(drawn, None, 2, NAMES), "counted": counted(drawn, None, 2, NAMES)}


def test_what_is_saved_comes_back_and_goes_on(tmp_path: Path) -> None:
    tallies, more = both(), normals(4, 300, seed=2)
    save(tmp_path / "state.npz", tallies, {"seed": 7, "scenario": "眉山"})
    found, about = load(tmp_path / "state.npz")
    assert about == {"seed": 7, "scenario": "眉山"}
    assert list(found) == ["kept", "counted"]
    for name, tally in tallies.items():
        tally.add(5000, more)
        found[name].add(5000, more)
        assert (found[name].done, found[name].names, found[name].exact) == (((0, 5300),), NAMES, name == "kept")
        assert np.array_equal(found[name].quantiles(), tally.quantiles())
        assert np.array_equal(found[name].sd(), tally.sd())
        assert (found[name].first_years(NAMES[1]) == tally.first_years(NAMES[1])).all()
    assert [path.name for path in tmp_path.iterdir()] == ["state.npz"]


def test_an_empty_tally_is_saved_too(tmp_path: Path) -> None:
    save(tmp_path / "state.npz", {"": Tally.of(normals(2, 1024))}, {})
    found, _ = load(tmp_path / "state.npz")
    assert (found[""].n, found[""].exact) == (0, True)


@pytest.mark.parametrize("left", [0.0, 0.01, 0.5, 0.99])
def test_a_file_cut_short_is_a_mistake_that_names_it(tmp_path: Path, left: float) -> None:
    path = tmp_path / "state.npz"
    save(path, both(), {})
    content = path.read_bytes()
    path.write_bytes(content[: int(left * len(content))])
    with pytest.raises(Mistakes, match=r"state\.npz  is cut short or damaged"):
        load(path)


def sealed(path: Path) -> list[bytes]:
    """The counts of the tallies in a file, to the bit."""
    tallies, _ = load(path)
    return [values.tobytes() for tally in tallies.values() for values in tally.parts()[1].values()]


def test_a_single_wrong_byte_is_found(tmp_path: Path) -> None:
    """Unless it stands where nothing is said, as between the arrays."""
    path = tmp_path / "state.npz"
    save(path, both(), {})
    content, whole = path.read_bytes(), sealed(path)
    found = 0
    places = range(200, len(content), len(content) // 50)
    for at in places:
        wrong = bytearray(content)
        wrong[at] ^= 1
        path.write_bytes(wrong)
        try:
            assert sealed(path) == whole
        except Mistakes:
            found += 1
    assert found > 0.9 * len(places)


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"year,value\n", b"\x93NUMPY"], ids=["zip", "text", "array"])
def test_another_file_is_a_mistake(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "other").write_bytes(content)
    with pytest.raises(Mistakes, match="is cut short or damaged"):
        load(tmp_path / "other")


def test_arrays_of_another_program_are_a_mistake(tmp_path: Path) -> None:
    np.savez(tmp_path / "other.npz", seal=np.zeros(3), values=np.ones(2))
    np.save(tmp_path / "other.npy", np.ones(2))
    for name in ("other.npz", "other.npy"):
        with pytest.raises(Mistakes, match="is cut short or damaged"):
            load(tmp_path / name)


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "state.npz"
    save(path, both(), {"seed": 1})

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="No space left"):
        save(path, both(), {"seed": 2})
    monkeypatch.undo()
    assert load(path)[1] == {"seed": 1}
    assert [one.name for one in tmp_path.iterdir()] == ["state.npz"]
