"""The examples in docs/ledger.md are a ledger, and say what `check` says."""

import re
from hashlib import sha256
from pathlib import Path

from reportedly import ledger
from reportedly.ledger.shape import SECTIONS

PAGE = (Path(__file__).parents[2] / "docs/ledger.md").read_text(encoding="utf-8")


def write_examples(root: Path) -> None:
    """Write each example to the file that the line above it names."""
    example = re.compile(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```", re.MULTILINE | re.DOTALL)
    for name, text in example.findall(PAGE):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def all_problems(root: Path) -> list[str]:
    entries, problems = ledger.load(root)
    found = [*problems, *ledger.check_entries(entries, root)]
    return sorted(
        map(str, found), key=lambda line: [int(n) for n in re.findall(r":(\d+)", line)[:2]]
    )


def test_the_examples_are_a_sound_ledger(tmp_path: Path) -> None:
    write_examples(tmp_path)
    text = (tmp_path / "texts/2031-03-04-aldermere-flood.txt").read_bytes()
    assert f"sha256: {sha256(text).hexdigest()}" in PAGE
    assert all_problems(tmp_path) == []
    assert len(ledger.load(tmp_path)[0].claims) == 12


def test_the_examples_use_every_key(tmp_path: Path) -> None:
    write_examples(tmp_path)
    entries = ledger.load(tmp_path)[0]
    kinds = {
        "document": entries.documents,
        "claims": entries.claims,
        "sources": entries.sources,
        "subjects": entries.subjects,
        "judgements": entries.judgements,
        "events": entries.events,
        "links": entries.links,
    }
    for key, found in kinds.items():
        used = {name for entry in found for name in entry.marks}
        unused = SECTIONS[key].columns.keys() - used
        assert unused <= {"note"}, key


def test_the_faulty_example_says_what_check_says(tmp_path: Path) -> None:
    write_examples(tmp_path)
    (text, said) = re.search(
        r"`claims/faulty.yaml`:\n\n```yaml\n(.*?)^```\n\nthen it would say:\n\n```text\n(.*?)^```",
        PAGE,
        re.MULTILINE | re.DOTALL,
    ).groups()
    (tmp_path / "claims/faulty.yaml").write_text(text, encoding="utf-8")
    assert all_problems(tmp_path) == said.splitlines()


def test_every_code_is_in_the_table(tmp_path: Path) -> None:
    room = Path(ledger.__file__).parent
    codes = set()
    for path in room.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        codes |= set(
            re.findall(
                r'(?:Problem|Fault|_StopError|self\._add|self\._fault|fault)\(\s*"([a-z0-9-]+)"',
                source,
            )
        )
    codes.discard("")
    assert "not-at-span" in codes
    missing = {c for c in codes if f"`{c}`" not in PAGE}
    assert missing == set()
