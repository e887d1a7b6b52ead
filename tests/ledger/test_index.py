"""With an index or without it, a ledger reads the same."""

from pathlib import Path

import pytest

from reportedly import ledger
from reportedly.ledger import files
from reportedly.model import Entries
from reportedly.store.cache import Cache

CLAIM = (
    "  - id: {0}\n    source: s\n    subject: t\n    quote: [é, '👩']\n    at: [[1, 2], [3, 4]]\n"
)


def make(root: Path, count: int = 40) -> None:
    (root / "claims").mkdir(parents=True)
    for i in range(count):
        (root / f"claims/{i}.yaml").write_text(
            f"document: {{path: {i}.txt}}\nclaims:\n" + CLAIM.format(f"c{i}") + f"bad{i}: x\n"
        )
    (root / "claims/sources.yaml").write_text("sources:\n  - {id: s, name: S, aliases: [a, b]}\n")
    (root / "claims/subjects.yaml").write_text("subjects:\n  - {id: t, title: ''}\n")
    (root / "claims/judgements.yaml").write_text("judgements:\n  - {id: j}\n")


def marks(entries: Entries) -> list[dict[str, tuple[int, int]]]:
    return [dict(e.marks) for kind in (entries.claims, entries.sources) for e in kind]


def assert_same(root: Path, cache: Cache) -> None:
    plain, indexed = ledger.load(root), ledger.load(root, cache)
    assert indexed == plain
    assert marks(indexed[0]) == marks(plain[0])


def test_reading_again_gives_the_same(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    make(tmp_path)
    for _ in range(3):
        assert_same(tmp_path, cache)


def test_every_change_is_seen(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    make(tmp_path)
    assert_same(tmp_path, cache)
    path = tmp_path / "claims/7.yaml"
    path.write_text(path.read_text().replace("source: s", "source: z"))  # as long as before
    assert_same(tmp_path, cache)
    path.rename(tmp_path / "claims/renamed.yaml")
    assert_same(tmp_path, cache)
    (tmp_path / "claims/8.yaml").unlink()
    assert_same(tmp_path, cache)
    (tmp_path / "claims/9.yaml").write_bytes(b"\xff")
    assert_same(tmp_path, cache)
    (tmp_path / "claims/new.yaml").write_text("[")
    assert_same(tmp_path, cache)


def test_only_what_changed_is_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reportedly.ledger import index

    cache = Cache(tmp_path / "cache")
    make(tmp_path)
    ledger.load(tmp_path, cache)
    parsed = []
    monkeypatch.setattr(
        index,
        "entries_of",
        lambda data, file: parsed.append(file.name) or files.entries_of(data, file),
    )
    ledger.load(tmp_path, cache)
    assert parsed == []
    (tmp_path / "claims/7.yaml").write_text("document: {}\n")
    ledger.load(tmp_path, cache)
    assert parsed == ["7.yaml"]


def test_files_whose_stamp_is_settled_are_not_even_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportedly.ledger import index

    monkeypatch.setattr(index, "_SETTLED_NS", -(10**12))
    cache = Cache(tmp_path / "cache")
    make(tmp_path)
    ledger.load(tmp_path, cache)
    monkeypatch.setattr(index, "read_bytes", None)
    assert ledger.load(tmp_path, cache) is not None


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b'{"1.yaml": 3}', b"\xff", b"[" * 10**5])
def test_a_damaged_index_is_made_again(tmp_path: Path, content: bytes) -> None:
    cache = Cache(tmp_path / "cache")
    make(tmp_path)
    ledger.load(tmp_path, cache)
    for path in list((tmp_path / "cache").glob("*/*")):
        path.write_bytes(content)
        assert_same(tmp_path, cache)
    keys = []

    class Sealed(Cache):
        """A cache in which every content is damaged, yet properly sealed."""

        def get(self, key: str) -> bytes | None:
            keys.append(key)
            return content

    assert ledger.load(tmp_path, Sealed(tmp_path / "cache")) == ledger.load(tmp_path)
    assert keys
