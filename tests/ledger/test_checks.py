"""What entries say: the ledger's text beside the problems it gives."""

import re
from hashlib import sha256
from pathlib import Path
from textwrap import dedent

import pytest

from reportedly import ledger
from reportedly.model import DocumentEntry
from reportedly.store.cache import Cache

ARTICLE = (
    "Casualties reported\n"
    "The Observatory said the strike killed at least 16 civilians near Baghouz on Monday.\n"
    "“They fled,” said Bali. They fled again.\n"
    "👩‍👩‍👧 One family of five is missing.\n"
)
SOURCES = "sources:\n  - {id: sohr, name: SOHR}\n  - {id: sdf, name: SDF, part_of: sohr}\n"
SUBJECTS = "subjects:\n  - {id: killed}\n  - {id: children-killed, part_of: killed}\n"


def write_ledger(
    root: Path, claims: str, *, document: str = "", sources: str = SOURCES, subjects: str = SUBJECTS
) -> None:
    """A ledger with one document, `ARTICLE`, and the claims given as YAML."""
    (root / "claims").mkdir()
    (root / "seeds").mkdir()
    (root / "seeds/a.txt").write_text(ARTICLE, encoding="utf-8")
    digest = sha256(ARTICLE.encode()).hexdigest()
    document = document or f"path: seeds/a.txt, sha256: {digest}"
    (root / "claims/a.yaml").write_text(f"document: {{{document}}}\nclaims:\n{dedent(claims)}")
    (root / "claims/sources.yaml").write_text(sources)
    (root / "claims/subjects.yaml").write_text(subjects)


def faults(root: Path, cache: Cache | None = None) -> list[str]:
    """`line:column code: message` of each problem; none may come from reading the files."""
    entries, problems = ledger.load(root, cache)
    assert problems == []
    return [
        f"{p.location.line}:{p.location.column} {p.code}: {p.message}"
        for p in ledger.check_entries(entries, root, cache)
    ]


def claim(**fields: str) -> str:
    """One claim as YAML: id in line 3 of its file, source in 4, subject in 5, the rest below."""
    values = {"id": "c", "source": "sohr", "subject": "killed"} | fields
    lines = "".join(f"    {key}: {value}\n" for key, value in values.items())
    return f"  - {lines[4:]}"


def test_a_sound_ledger_has_no_problem(tmp_path: Path) -> None:
    write_ledger(
        tmp_path,
        """\
          - id: one
            source: sohr
            subject: killed
            via: [sdf, narrator]
            actors: sdf
            figure: at least 16
            unit: person
            when: 2019-02-11
            quote: killed at least 16 civilians
          - id: half
            source: narrator
            subject: children-killed
            figure: at least half
            of: one
            said: 2019-02-11/2019-02-12
            as_of: 2019-02
            quote: [They fled, One family]
            at: [[106, 115], [152, 162]]
            note: said of those who were counted
          - id: words
            source: sdf
            subject: killed
            of: the dead
            note: nothing is quoted
        """,
    )
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"source": "shor"},
            "4:3 dangling-source: `source: shor` names a source that is not in"
            " claims/sources.yaml; did you mean `sohr`?",
        ),
        (
            {"subject": "kiled"},
            "5:3 dangling-subject: `subject: kiled` names a subject that is not in"
            " claims/subjects.yaml; did you mean `killed`?",
        ),
        (
            {"via": "[sohr, reuters]"},
            "6:3 dangling-source: `via: reuters` names a source that is not in"
            " claims/sources.yaml; add it to claims/sources.yaml",
        ),
        (
            {"actors": "nobody-known"},
            "6:3 dangling-source: `actors: nobody-known` names a source that is not in"
            " claims/sources.yaml; add it to claims/sources.yaml",
        ),
        (
            {"of": "children-kiled"},
            "6:3 dangling-whole: `of: children-kiled` is neither a claim nor a subject of the"
            " ledger; did you mean `children-killed`?",
        ),
    ],
)
def test_names_of_nothing(tmp_path: Path, fields: dict[str, str], expected: str) -> None:
    write_ledger(tmp_path, claim(**fields, note="n"))
    assert faults(tmp_path) == [expected]


def test_parents_and_judged_claims_must_be_there(tmp_path: Path) -> None:
    write_ledger(
        tmp_path,
        claim(note="n"),
        sources="sources:\n  - {id: sohr, name: SOHR, part_of: [un, who]}\n",
        subjects="subjects:\n  - {id: killed, part_of: dead}\n",
    )
    (tmp_path / "claims/judgements.yaml").write_text(
        "judgements:\n  - {id: j, conflict: denial-0a1b2c3d, verdict: prefer, claim: gone,"
        " by: ada, on: 2019-03-01, why: w}\n"
    )
    assert [f.split(":")[0] + f.partition(" ")[2][:30] for f in faults(tmp_path)] == [
        "2dangling-claim: `claim: gone` ",
        "2dangling-source: `part_of: un`",
        "2dangling-source: `part_of: who",
        "2dangling-subject: `part_of: de",
    ]


@pytest.mark.parametrize(
    ("parents", "rings"),
    [
        ({"a": "a"}, ["a → a"]),
        ({"a": "b", "b": "a"}, ["a → b → a"]),
        ({"a": "b", "b": "c", "c": "b"}, ["b → c → b"]),
        ({"a": "b", "b": "a", "c": "d", "d": "c"}, ["a → b → a", "c → d → c"]),
        ({"a": "b", "b": "c", "d": "c", "c": "[]"}, []),
    ],
)
def test_nothing_is_part_of_itself(
    tmp_path: Path, parents: dict[str, str], rings: list[str]
) -> None:
    rows = "".join(f"  - {{id: {k}, name: N{k}, part_of: {v}}}\n" for k, v in parents.items())
    subjects = SUBJECTS + re.sub("name: N., ", "", rows)
    write_ledger(tmp_path, "", sources=SOURCES + rows, subjects=subjects)
    found = [f.split(": ", 2)[2].split(";")[0] for f in faults(tmp_path) if "cycle" in f]
    assert found == rings * 2


def test_a_long_chain_of_parents_is_no_trouble(tmp_path: Path) -> None:
    rows = "".join(f"  - {{id: s{i}, part_of: s{i + 1}}}\n" for i in range(5000))
    write_ledger(tmp_path, "", subjects=f"{SUBJECTS}{rows}  - {{id: s5000, part_of: s0}}\n")
    assert [f.split(": ")[0] for f in faults(tmp_path)] == ["5004:17 part-of-cycle"]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("path: seeds/b.txt", "1:12 document-missing: there is no file seeds/b.txt in the ledger"),
        (
            "path: seeds/a.txt",
            "1:11 missing-field: `sha256` is missing: what the claims cite must be pinned;"
            f" the file's is {sha256(ARTICLE.encode()).hexdigest()}",
        ),
        (
            f"path: seeds/a.txt, sha256: {'0' * 64}",
            "1:31 document-changed: the file has changed since it was cited: its sha256 is"
            f" {sha256(ARTICLE.encode()).hexdigest()}",
        ),
        (
            "path: ../out.txt",
            "1:12 outside-ledger: `path: ../out.txt` must lead from the ledger's folder down to a"
            " file in it",
        ),
        (
            "path: /etc/passwd",
            "1:12 outside-ledger: `path: /etc/passwd` must lead from the ledger's folder down to a"
            " file in it",
        ),
        (
            "path: link.txt",
            "1:12 outside-ledger: `path: link.txt` leads out of the ledger's folder",
        ),
        ("path: seeds", "1:12 document-unreadable: `path: seeds` is not a file"),
        (
            "title: T",
            "1:11 document-missing: `path` is missing: the captured file, from which the claims"
            " quote",
        ),
        ("url: https://example.org/a", None),
    ],
)
def test_documents(tmp_path: Path, document: str, expected: str | None) -> None:
    (tmp_path / "out.txt").write_text(ARTICLE)
    root = tmp_path / "ledger"
    root.mkdir()
    (root / "link.txt").symlink_to(tmp_path / "out.txt")
    write_ledger(root, claim(quote="at least 16 civilians"), document=document)
    assert faults(root) == ([] if expected is None else [expected])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"quote": "at least 16 civilians"}, None),
        ({"quote": "One family of five", "at": "[152, 170]"}, None),
        (
            {"quote": "at least 60 civilians"},
            "6:3 not-in-document: the quote “at least 60 civilians” is not in the document;"
            " nearest is “at least 16 civilians” at [59, 80]",
        ),
        (
            {"quote": "'\"They fled,\"'"},
            '6:3 not-in-document: the quote “"They fled,"” is not in the document; nearest is'
            " ““They fled,”” at [105, 117], which differs in quotation marks or dashes",
        ),
        (
            {"quote": "'the Observatory said'"},
            "6:3 not-in-document: the quote “the Observatory said” is not in the document; nearest"
            " is “The Observatory said” at [20, 40], which differs in capital letters",
        ),
        (
            {"quote": '"reported\\tThe Observatory"'},
            "6:3 not-in-document: the quote “reported The Observatory” is not in the document;"
            " nearest is “reported The Observatory” at [11, 35], which differs in white space",
        ),
        (
            {"quote": "nothing like it stands anywhere"},
            "6:3 not-in-document: the quote “nothing like it stands anywhere” is not in the"
            " document",
        ),
        (
            {"quote": "They fled"},
            "6:3 ambiguous-quote: the quote “They fled” stands at [106, 115], [129, 138]; say"
            " which with `at:`, or quote more words",
        ),
        (
            {"quote": "They fled", "at": "[107, 116]"},
            "7:3 not-at-span: the quote “They fled” does not stand at [107, 116], where the"
            " document has “hey fled,”; it stands at [106, 115]",
        ),
        (
            {"quote": "16 women", "at": "[69, 77]"},
            "6:3 not-in-document: the quote “16 women” is not in the document; nearest is"
            " “16 civilians” at [68, 80]",
        ),
        (
            {"quote": "16 women", "at": "[9000, 9008]"},
            "7:3 not-in-document: [9000, 9008] is beyond the document's end (183 characters); the"
            " quote “16 women” is not in the document; nearest is “16 civilians” at [68, 80]",
        ),
        ({"quote": "''", "note": "n"}, "6:3 not-in-document: the quote is empty"),
    ],
)
def test_quotes(tmp_path: Path, fields: dict[str, str], expected: str | None) -> None:
    write_ledger(tmp_path, claim(**fields))
    assert faults(tmp_path) == ([] if expected is None else [expected])


def test_offsets_count_code_points(tmp_path: Path) -> None:
    start = ARTICLE.index("One")
    assert len(ARTICLE[:start].encode()) > start + 10
    write_ledger(tmp_path, claim(quote="One family", at=f"[{start}, {start + 10}]"))
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("fields", "place"),
    [
        ({"figure": "sixteenish"}, "6:3 bad-figure"),
        ({"when": "sometime"}, "6:3 bad-time"),
        ({"as_of": "2019-02-30"}, "6:3 bad-time"),
        ({"said": "2019-02-12/2019-02-11"}, "6:3 bad-time"),
    ],
)
def test_words_that_say_no_figure_or_time(
    tmp_path: Path, fields: dict[str, str], place: str
) -> None:
    write_ledger(tmp_path, claim(**fields, note="n"))
    assert [f.split(": ")[0] for f in faults(tmp_path)] == [place]


def test_a_day_that_is_not_in_the_calendar(tmp_path: Path) -> None:
    write_ledger(tmp_path, "", document="url: https://example.org/a, published: 2019-02-30")
    (found,) = faults(tmp_path)
    assert found.startswith("1:40 bad-time: `published: 2019-02-30` is not a time: ")


def test_what_was_found_sound_is_looked_at_again_when_it_changes(tmp_path: Path) -> None:
    root = tmp_path / "ledger"
    root.mkdir()
    cache = Cache(tmp_path / "cache")
    write_ledger(root, claim(quote="at least 16 civilians"))
    assert faults(root, cache) == faults(root, cache) == []
    (root / "seeds/a.txt").write_text(ARTICLE.replace("16", "17"))
    assert [f.split(": ")[0] for f in faults(root, cache)] == [
        "1:31 document-changed",
        "6:3 not-in-document",
    ]
    (root / "seeds/a.txt").write_text(ARTICLE)
    assert faults(root, cache) == []
    (root / "claims/a.yaml").write_text(
        (root / "claims/a.yaml").read_text().replace("quote: at least 16", "quote: at most 16")
    )
    assert [f.split(": ")[0] for f in faults(root, cache)] == ["6:3 not-in-document"]
    (root / "seeds/a.txt").unlink()
    assert [f.split(": ")[0] for f in faults(root, cache)] == ["1:12 document-missing"]


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        ("a.txt", b"\xef\xbb\xbfcaf\xc3\xa9\r\n", "café\r\n"),
        ("a", b"plain", "plain"),
        ("a.txt", b"caf\xe9", None),
        ("a.html", b"<p>text", None),
        ("a.pdf", b"%PDF-1.7", None),
    ],
)
def test_the_text_of_a_document(tmp_path: Path, name: str, data: bytes, text: str | None) -> None:
    (tmp_path / name).write_bytes(data)
    assert ledger.documents_text(DocumentEntry("a", path=name), tmp_path) == text
    assert ledger.documents_text(DocumentEntry("a", path="missing.txt"), tmp_path) is None
    assert ledger.documents_text(DocumentEntry("a", path=f"../{name}"), tmp_path / "in") is None


@pytest.mark.parametrize(
    ("sources", "dangling"),
    [
        ("sources:\n  - {id: sohr, name: 'SOHR}\n  - {id: sdf, name: SDF}\n", []),
        ("\ufeffsources: [\n  {id: sohr},, {id: sdf}\n", []),
        ("sources:\n  - {id: un, name: 'UN}\n", ["dangling-source"]),
        ("sources:\n  - {id: un, name: UN}\n", ["dangling-source"]),
    ],
)
def test_a_name_that_its_faulty_file_holds_does_not_dangle(
    tmp_path: Path, sources: str, dangling: list[str]
) -> None:
    write_ledger(tmp_path, claim(source="sohr", note="n"), sources=sources)
    entries, _ = ledger.load(tmp_path)
    found = ledger.check_entries(entries, tmp_path)
    assert [p.code for p in found if p.code.startswith("dangling")] == dangling


@pytest.mark.parametrize("name", ["sources.yaml", "subjects.yaml"])
def test_a_file_in_another_encoding_is_one_fault(tmp_path: Path, name: str) -> None:
    write_ledger(tmp_path, claim(note="n") + claim(id="d", source="sdf", note="n"))
    file = tmp_path / "claims" / name
    file.write_bytes(file.read_text().encode("utf-16"))
    entries, problems = ledger.load(tmp_path)
    found = [*problems, *ledger.check_entries(entries, tmp_path)]
    assert [(p.code, p.location.file) for p in found] == [("not-utf8", f"claims/{name}")]


def test_a_dataset_that_is_only_cited_may_be_of_any_size_and_kind(tmp_path: Path) -> None:
    write_ledger(tmp_path, claim(note="n"), document="path: seeds/a.bin, sha256: DIGEST")
    data = b"\xff\xfe" * (33 * 1024 * 1024)
    (tmp_path / "seeds/a.bin").write_bytes(data)
    text = (tmp_path / "claims/a.yaml").read_text()
    pinned = text.replace("DIGEST", sha256(data).hexdigest())
    (tmp_path / "claims/a.yaml").write_text(pinned)
    assert faults(tmp_path) == []


def test_quotes_from_a_document_too_large_are_told_so(tmp_path: Path) -> None:
    data = b"a" * (65 * 1024 * 1024)
    document = f"path: seeds/b.txt, sha256: {sha256(data).hexdigest()}"
    write_ledger(tmp_path, claim(quote="aa"), document=document)
    (tmp_path / "seeds/b.txt").write_bytes(data)
    (found,) = faults(tmp_path)
    assert found.startswith(
        "1:12 document-unreadable: `path: seeds/b.txt` is 65 MiB long, and quotes are looked up in"
        " up to 64 MiB"
    )


def test_a_day_that_may_be_two_is_a_fault(tmp_path: Path) -> None:
    write_ledger(tmp_path, claim(when="03/04/2019", note="n"))
    (found,) = faults(tmp_path)
    assert found.startswith("6:3 bad-time: `when: 03/04/2019` is not a time")
    assert "may be 2019-04-03 or 2019-03-04: write the one that is meant" in found
