"""`export` as a user runs it."""

import io
import zipfile

import pytest

from reportedly.export.formats import FORMATS


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if f.suffix != "/"])
def test_one_file_goes_to_stdout_or_to_its_file(ledger, run, name):
    piped = run("export", name)
    assert piped.exit_code == 0, piped.stderr
    written = run("export", name, "-o", "out")
    assert written.stderr == "wrote out\n"
    if name != "xlsx":
        assert (ledger / "out").read_bytes() == piped.stdout_bytes
    assert len(piped.stdout_bytes) > 100


@pytest.mark.parametrize("name", [n for n, f in FORMATS.items() if f.suffix == "/"])
def test_several_files_go_to_a_folder_or_a_zip(ledger, run, name):
    refused = run("export", name)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "name their folder or .zip with -o" in refused.stderr
    assert run("export", name, "-o", "folder").exit_code == 0
    assert run("export", name, "-o", "all.zip").exit_code == 0
    archive = zipfile.ZipFile(io.BytesIO((ledger / "all.zip").read_bytes()))
    assert {n: archive.read(n) for n in archive.namelist()} == {
        p.name: p.read_bytes() for p in (ledger / "folder").iterdir()
    }
    before = (ledger / "all.zip").read_bytes()
    run("export", name, "-o", "all.zip")
    assert (ledger / "all.zip").read_bytes() == before


def test_a_file_is_not_written_over_a_folder_nor_a_folder_over_a_file(ledger, run):
    assert "is a folder" in run("export", "turtle", "-o", "seeds").stderr
    (ledger / "file").write_text("mine")
    assert "is a file" in run("export", "csv", "-o", "file").stderr
    assert (ledger / "file").read_text() == "mine"


def test_a_base_that_is_no_address_is_refused(ledger, run):
    result = run("export", "turtle", "--base", "javascript:alert(1)")
    assert result.exit_code == 2
    assert "is not an address like https://example.org/ledger" in result.stderr
    assert "<#claim-" in run("export", "turtle").stdout
    named = run("export", "turtle", "--base", "https://example.org/l").stdout
    assert "@base <https://example.org/l> ." in named


def test_rejected_claims_are_in_tables_and_not_in_statements(ledger, run):
    run("review", "--reject", "bali-hundreds-fled")
    run("export", "csv", "-o", "tables")
    assert "bali-hundreds-fled" in (ledger / "tables" / "claims.csv").read_text()
    assert "bali-hundreds-fled" not in run("export", "turtle").stdout
    assert "bali-hundreds-fled" not in run("export", "graphml").stdout
