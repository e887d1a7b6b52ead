"""Changes of several files: all or nothing, finished by whoever comes next."""

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.errors import WriteError
from reportedly.transaction import (
    FileChange,
    recorded,
    recover,
    replace_file,
    transaction,
    written,
)


def content(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*") if p.is_file()}


def test_files_are_put_and_removed_together(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    with transaction(tmp_path) as change:
        change.put("a/b", b"new")
        change.remove("old")
        assert change.read("a/b") == b"new"
        assert change.read("old") is None
        assert content(tmp_path)["old"] == "old"
    assert content(tmp_path) == {"a/b": "new"}


def test_an_error_within_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with pytest.raises(ZeroDivisionError), transaction(tmp_path) as change:
        change.put("a", b"new")
        change.put("b", b"new")
        raise ZeroDivisionError
    assert content(tmp_path) == {"a": "old"}


def test_a_folder_that_was_made_for_nothing_goes_again(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction(tmp_path / "new") as change:
        change.put("a", b"x")
        raise ZeroDivisionError
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("path", ["../a", "/tmp/a", "b/../../a", ""])
def test_no_path_leads_out_of_the_folder(tmp_path: Path, path: str) -> None:
    root = tmp_path / "root"
    with pytest.raises(WriteError, match="leads out of"), transaction(root) as change:
        change.put(path, b"x")
    assert content(tmp_path) == {}


def test_a_link_that_leads_out_is_not_followed(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret").write_text("kept")
    (root / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(WriteError, match="leads out of"), transaction(root) as change:
        change.put("link", b"x")
    assert (tmp_path / "secret").read_text() == "kept"


def killed_midway(root: Path) -> None:
    """A change of `a` and `b`, and of `c` going away, killed after its first rename."""
    (root / "c").write_text("c")
    script = """
import os, sys
from contextlib import suppress
from pathlib import Path
from reportedly.transaction import transaction
replace, count = os.replace, 0
def stop(a, b):
    global count
    count += 1
    if count == 3:  # the journal, the first file, and no further
        os._exit(137)
    replace(a, b)
os.replace = stop
with transaction(Path(sys.argv[1])) as change:
    change.put("a", b"1"), change.put("b", b"2"), change.remove("c")
"""
    assert subprocess.run([sys.executable, "-c", script, root], check=False).returncode == 137


def test_whoever_comes_next_finishes_a_change_that_stands(tmp_path: Path) -> None:
    killed_midway(tmp_path)
    assert not (tmp_path / "b").exists()
    recover(tmp_path)
    assert content(tmp_path) == {"a": "1", "b": "2"}
    recover(tmp_path)


def test_what_was_edited_since_is_set_aside_and_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "b").write_text("old")
    killed_midway(tmp_path)
    for name in "bc":
        (tmp_path / name).unlink()
        (tmp_path / name).write_text("edited by hand")
    recover(tmp_path)
    kept = dict.fromkeys(("b.edited", "c.edited"), "edited by hand")
    assert content(tmp_path) == {"a": "1", "b": "2", **kept}
    assert "the edited file is kept as" in caplog.text


def test_a_journal_that_came_with_a_copy_is_never_carried_out(tmp_path: Path) -> None:
    """A ledger cloned from strangers may hold one: it could put files anywhere in the folder."""
    root, copy = tmp_path / "root", tmp_path / "copy"
    root.mkdir()
    killed_midway(root)
    shutil.copytree(root, copy)
    before = content(copy)
    with pytest.raises(WriteError, match="was not begun in this folder"):
        recover(copy)
    with pytest.raises(WriteError, match="was not begun in this folder"), transaction(copy):
        pass
    assert content(copy) == before


def test_a_damaged_journal_is_told(tmp_path: Path) -> None:
    killed_midway(tmp_path)
    (tmp_path / ".reportedly/journal").write_text(json.dumps({"form": "x"}))
    with pytest.raises(WriteError, match="damaged"):
        recover(tmp_path)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "count").write_text("0")
    script = """
import sys
from contextlib import suppress
from pathlib import Path
from reportedly.transaction import transaction
for _ in range(20):
    with transaction(Path(sys.argv[1])) as change:
        change.put("count", str(int(change.read("count")) + 1).encode())
        change.put("other", b"x")
"""
    writers = [subprocess.Popen([sys.executable, "-c", script, tmp_path]) for _ in range(4)]
    assert [w.wait() for w in writers] == [0] * 4
    assert content(tmp_path) == {"count": "80", "other": "x"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("abc"), st.none() | st.binary(max_size=9)), max_size=8))
def test_a_change_is_what_its_steps_come_to(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, bytes | None]]
) -> None:
    root = tmp_path_factory.mktemp("root")
    expected: dict[str, bytes] = {}
    with transaction(root) as change:
        for name, data in steps:
            if data is None:
                change.remove(name)
                expected.pop(name, None)
            else:
                change.put(name, data)
                expected[name] = data
            assert change.read(name) == data
    assert {p.name: p.read_bytes() for p in root.iterdir()} == expected


def test_modes_and_links_are_kept(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    replace_file(tmp_path / "link", b"new")
    with transaction(tmp_path) as change:
        change.put("real", b"newer")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "link").read_text() == "newer"


def test_what_a_killed_writer_left_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / ".a.part").write_text("left over, and longer than what comes")
    with written(tmp_path / "a") as file:
        file.write(b"whole")
    assert content(tmp_path) == {"a": "whole"}


def test_a_name_as_long_as_names_may_be(tmp_path: Path) -> None:
    name = "é" * 127
    replace_file(tmp_path / name, b"x")
    assert os.listdir(tmp_path) == [name]  # noqa: PTH208


def test_nothing_can_be_written_where_there_is_no_folder(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="cannot be written"):
        replace_file(tmp_path / "no" / "a", b"x")


@pytest.mark.parametrize("name", [".reportedly", ".reportedly/change", ".reportedly/journal"])
def test_no_link_that_came_with_a_ledger_is_followed(tmp_path: Path, name: str) -> None:
    root, victim = tmp_path / "root", tmp_path / "victim"
    victim.mkdir()
    (victim / "precious").write_text("kept")
    (root / name).parent.mkdir(parents=True)
    (root / name).symlink_to(victim)
    with pytest.raises(WriteError, match="is a link"):
        recover(root)
    with pytest.raises(WriteError, match="is a link"), transaction(root) as change:
        change.put("a", b"x")
    assert content(victim) == {"precious": "kept"}


def test_what_is_edited_while_a_change_is_made_is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    with transaction(tmp_path) as change:
        assert change.read("a") == b"old"
        (tmp_path / "a").unlink()
        (tmp_path / "a").write_text("edited by hand")
        change.put("a", b"new")
    assert content(tmp_path) == {"a": "new", "a.edited": "edited by hand"}


def test_an_error_of_the_disk_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(WriteError, match="a cannot be written"), transaction(tmp_path) as change:
        change.put("a", b"x")


def test_what_a_change_did_to_each_file_is_recorded(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("old")
    (tmp_path / "gone").write_text("was")
    with recorded() as outer, recorded() as inner:
        with transaction(tmp_path) as change:
            change.put("kept", b"new")
            change.put("made", b"first")
            change.remove("gone")
        with suppress(ZeroDivisionError), transaction(tmp_path) as change:
            change.put("kept", b"never")
            raise ZeroDivisionError
    assert inner == [
        FileChange("kept", b"old", b"new"),
        FileChange("made", None, b"first"),
        FileChange("gone", b"was", None),
    ]
    assert outer == inner
