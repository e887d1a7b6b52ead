"""An extractor of another package is announced by an entry point and asked for by name."""

import json

PLUGIN = '''
from reportedly.model import Act, Attribution, Extraction, Kind, Source, Span, Stance


def shouting(document, **options):
    """Everything in capitals is said by a crowd."""
    words = document.text.strip()
    span = Span(document.id, 0, len(words), words)
    crowd = Source("crowd", "the crowd")
    return Extraction(
        (
            Attribution(
                (span,), (), (), Kind.DIRECT, Act.SPEECH, Stance.ASSERTS, 1.0, "capitals",
                speaker=crowd.name, voices=(crowd.id,),
            ),
        ),
        (crowd,),
    )
'''


def test_read_uses_the_extractor_that_is_named(tmp_path, monkeypatch, run):
    (tmp_path / "crowds.py").write_text(PLUGIN)
    announced = tmp_path / "crowds-1.0.dist-info"
    announced.mkdir()
    (announced / "METADATA").write_text("Metadata-Version: 2.1\nName: crowds\nVersion: 1.0\n")
    (announced / "entry_points.txt").write_text(
        "[reportedly.extractors]\ncrowds = crowds:shouting\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "a.txt").write_text("GO HOME")
    result = run("read", str(tmp_path / "a.txt"), "--extractor", "crowds", "--format", "json")
    (claim,) = json.loads(result.stdout)["claims"]
    assert (claim["source_name"], claim["text"], claim["rule"]) == (
        "the crowd",
        "GO HOME",
        "capitals",
    )


def test_an_unknown_extractor_is_wrong_use(tmp_path, run):
    (tmp_path / "a.txt").write_text("GO HOME")
    result = run("read", str(tmp_path / "a.txt"), "--extractor", "nobody")
    assert result.exit_code == 2
    assert "no extractor is called 'nobody'; there are: default" in result.stderr
