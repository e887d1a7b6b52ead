"""`diff` over a scratch copy of the example's ledger in a git repository."""

import json
import subprocess

import pytest

FILE = "claims/2019-02-12-baghouz.yaml"


@pytest.fixture
def git(ledger):
    def run_git(*arguments):
        names = ("-c", "user.name=A", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *names, *arguments], cwd=ledger, check=True, capture_output=True)

    run_git("init", "-q", "-b", "main")
    run_git("add", ".")
    run_git("commit", "-q", "-m", "first")
    return run_git


def edit(ledger, old, new):
    path = ledger / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def rows(run):
    result = run("diff", "HEAD", "--format", "json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


CONTRADICTING = """  - id: narrator-escaped
    source: narrator
    event: baghouz-battle
    escaped/civilians@2019-02-12: "20"
    unit: person
    when: 2019-02-12
    quote: A group of 600 civilians escaped from Baghouz

  - id: bali-civilians-escaped"""


def test_nothing_changed(git, run):
    result = run("diff", "HEAD")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no claim gained, lost or changed, none newly in conflict since " in result.stderr
    assert rows(run) == []


def test_a_changed_figure_is_told_before_and_after(git, ledger, run):
    edit(ledger, "killed: at least 16", "killed: at least 10")
    changed = [r for r in rows(run) if r["change"] == "changed" and r["field"] == "figure"]
    assert [(r["id"], r["before"], r["now"]) for r in changed] == [
        (
            "sohr-civilians-killed-baghouz",
            "at least 16 ([16, ∞) person)",
            "at least 10 ([10, ∞) person)",
        )
    ]


def test_a_claim_gained_and_its_conflict(git, ledger, run):
    edit(ledger, "  - id: bali-civilians-escaped", CONTRADICTING)
    found = rows(run)
    assert [r["id"] for r in found if r["change"] == "gained"] == ["narrator-escaped"]
    (conflict,) = [r for r in found if r["change"] == "conflict"]
    assert set(conflict["claims"]) == {"narrator-escaped", "bali-civilians-escaped"}
    assert run("diff", "HEAD", "--fail").exit_code == 1
    git("commit", "-q", "-a", "-m", "second")
    assert rows(run) == []
    back = json.loads(run("diff", "HEAD~1", "--format", "json").stdout)
    assert [r["change"] for r in back] == [r["change"] for r in found]


def test_a_claim_lost_and_one_that_no_longer_resolves(git, ledger, run):
    text = (ledger / FILE).read_text(encoding="utf-8")
    head, _, last = text.rpartition("  - id: us-military-comeback")
    assert last
    (ledger / FILE).write_text(head, encoding="utf-8")
    edit(ledger, "2019-02-12: hundreds", "2019-02-12: a great many")
    found = {(r["change"], r["id"]) for r in rows(run)}
    assert ("lost", "us-military-comeback") in found
    assert ("broken", "bali-hundreds-fled") in found
    assert ("lost", "bali-hundreds-fled") not in found


def test_the_comment_is_markdown_in_which_words_are_no_markup(git, ledger, run):
    edit(ledger, "  - id: bali-civilians-escaped", CONTRADICTING)
    edit(ledger, '2019-02-12: "600"', '2019-02-12: "<b>600</b> | `x`"')
    comment = run("diff", "main", "--format", "markdown").stdout
    assert comment.startswith("**Ledger: 1 claim gained, ")
    assert "### Claims gained" in comment
    assert "<b>" not in comment.replace("\\<b", "")
    assert len(comment) < 65_536


@pytest.mark.parametrize("revision", ["nowhere", "--output=x", "HEAD:claims", ""])
def test_what_is_no_revision_is_wrong_use(git, ledger, run, revision):
    result = run("diff", "--", revision)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"git knows no revision {revision!r} here" in result.stderr
    assert not (ledger / "x").exists()


def test_a_ledger_outside_git_is_told_so(ledger, run):
    result = run("diff", "HEAD")
    assert result.exit_code == 2
    assert "cannot be compared with an earlier state: not a git repository" in result.stderr


def test_without_git_the_error_names_it(git, run, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    result = run("diff", "HEAD")
    assert result.exit_code == 2
    assert "needs git" in result.stderr


def test_a_revision_without_a_ledger_has_lost_nothing(git, ledger, run):
    git("rm", "-r", "-q", "--cached", "claims")
    git("commit", "-q", "-m", "without")
    found = rows(run)
    assert found
    assert {r["change"] for r in found} == {"gained", "conflict"}


def test_links_and_filters_of_the_repository_do_not_act(git, ledger, run):
    (ledger / "claims" / "zz.yaml").symlink_to("/etc/passwd")
    (ledger / ".gitattributes").write_text("*.yaml filter=evil\n")
    git("config", "filter.evil.clean", "cat")
    git("config", "filter.evil.smudge", "touch smudged; cat")
    git("add", ".")
    git("commit", "-q", "-m", "trap")
    (ledger / "claims" / "zz.yaml").unlink()
    assert rows(run) == []
    assert not (ledger / "smudged").exists()


def test_a_ledger_below_the_repositorys_top_is_read_at_its_place(git, ledger, run, monkeypatch):
    (ledger / "cases").mkdir()
    for folder in ("claims", "seeds"):
        (ledger / folder).rename(ledger / "cases" / folder)
    git("add", "-A", ".")
    git("commit", "-q", "-m", "moved")
    monkeypatch.chdir(ledger / "cases")
    result = run("diff", "HEAD", "--format", "json")
    assert json.loads(result.stdout) == []


def test_what_is_no_document_is_said_to_be_none(ledger, run, tmp_path):
    result = run("diff", "no-such-id")
    assert result.exit_code == 2
    assert "no document no-such-id in the ledger, and no revision: " in result.stderr
    (tmp_path / "a.txt").write_text("Nine people died.", encoding="utf-8")
    result = run("diff", str(tmp_path / "a.txt"))
    assert result.exit_code == 2
    assert "a.txt in the ledger: give two files to compare" in result.stderr


def test_help_lists_the_ways_line_by_line(run):
    shown = run("diff", "--help").stdout
    assert "\\b" not in shown
    assert "\n    diff DOCUMENT  the last capture of a page against the one before it\n" in shown
