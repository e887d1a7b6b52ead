"""A cache gives back what was put in, or nothing."""

from pathlib import Path

import pytest

from reportedly.store.cache import Cache, cache_of, code_stamp


def files(cache: Cache) -> list[Path]:
    return [p for p in cache.folder.rglob("*") if p.is_file()]


def test_what_is_put_is_got(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new/folder")
    assert cache.get("a") is None
    cache.put("a", b"one")
    cache.put("b", b"")
    cache.put("a", b"two")
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (b"two", b"", None)
    cache.remove("a")
    cache.remove("never there")
    assert (cache.get("a"), cache.get("b")) == (None, b"")


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"",
        lambda data: data[:-1],
        lambda data: data + b"x",
        lambda data: b"x" + data[1:],
        lambda data: data[:-1] + bytes([data[-1] ^ 1]),
    ],
)
def test_a_damaged_file_is_no_file(tmp_path: Path, damage) -> None:
    cache = Cache(tmp_path)
    cache.put("a", b"content")
    (path,) = files(cache)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.get("a") is None
    cache.put("a", b"again")
    assert cache.get("a") == b"again"


def test_another_keys_file_does_not_pass(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("a", b"content")
    (path,) = files(cache)
    cache.put("b", b"other")
    (other,) = set(files(cache)) - {path}
    other.write_bytes(path.read_bytes())
    assert cache.get("b") is None


def test_a_cache_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put("a", b"content")
    cache.remove("a")
    cache.prune(0)
    assert cache.get("a") is None


def test_pruning_keeps_what_was_written_last(tmp_path: Path) -> None:
    import os

    cache = Cache(tmp_path)
    for age, key in enumerate("abc"):
        before = set(files(cache))
        cache.put(key, b"x" * 1000)
        (path,) = set(files(cache)) - before
        os.utime(path, (age, age))
    cache.prune(2500)
    assert [cache.get(key) is not None for key in "abc"] == [False, True, True]


def test_the_cache_of_a_ledger_stands_outside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    one, two = cache_of(tmp_path / "one"), cache_of(tmp_path / "two")
    assert one != two
    assert one.folder.parent == tmp_path / "cache/reportedly"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert cache_of(tmp_path).folder.parent == tmp_path / "home/.cache/reportedly"


def test_the_stamp_of_code_tells_packages_apart() -> None:
    assert code_stamp("reportedly.ledger") == code_stamp("reportedly.ledger")
    assert code_stamp("reportedly.ledger") != code_stamp("reportedly.model")
