"""A corpus on executors of a real Spark session: pair by pair what one machine finds."""

import json
import random
from datetime import date, timedelta

import pyarrow as pa
import pytest
from pyarrow import parquet

from copies import Writer
from reportedly.linking.events import Trace, join_events
from reportedly.linking.texts import Text, find_copies
from reportedly.model import Period
from reportedly.model.period import Precision
from reportedly.store.sql import grouping
from reportedly.store.stages import stages_here, stages_on_spark
from reportedly.workflow.grouping.events import join_events_of
from reportedly.workflow.grouping.taken import trace_row

SPARK = ("--engine", "spark", "--spark", "local[2]")
DAY = date(2031, 3, 5)


def articles(many):
    """Stories, their prints, look-alikes and texts that stand again word for word, shuffled."""
    writer = Writer(11)
    dice, texts = writer.dice, []
    while len(texts) < many:
        cast = writer.cast()
        story = writer.story(cast, dice.randint(1, 2))
        prints = [story]
        if dice.random() < 0.3:
            prints += [writer.print_again(story, cast) for _ in range(dice.randint(1, 5))]
        if dice.random() < 0.1:
            prints += writer.alike()
        texts += ["\n\n".join(p) for p in prints]
        if dice.random() < 0.1:
            texts.append(" ".join(texts[-1].split()).upper())
    dice.shuffle(texts)
    days = [DAY + timedelta(days=dice.randint(0, 2)) for _ in texts]
    return [
        {"id": f"d{n}", "text": text, "published": None if n % 5 == 0 else day.isoformat()}
        for n, (text, day) in enumerate(zip(texts[:many], days, strict=False))
    ]


def write(folder, rows, files):
    folder.mkdir()
    for n in range(files):
        lines = (json.dumps(row) + "\n" for row in rows[n::files])
        (folder / f"{n}.jsonl").write_text("".join(lines))


def pairs_of(found):
    return sorted((p["kind"], p["a"], p["b"], p["score"], p["older"], p["why"]) for p in found)


def table(path):
    return parquet.read_table(path).to_pylist()


def by_id(rows):
    return {row["id"]: (row["text_of"], row["event"]) for row in rows}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_ten_thousand_documents_give_the_same_pairs_on_every_engine(folder, run):
    rows = articles(10_000)
    write(folder / "corpus", rows, 3)
    write(folder / "turned", rows[::-1], 7)
    here = run("group", "corpus", "-o", "here.parquet", "--pairs", "here-pairs.parquet")
    there = run("group", "turned", "-o", "there", "--pairs", "there-pairs", *SPARK)
    assert (here.exit_code, there.exit_code) == (0, 0)
    assert here.stderr.splitlines()[-1] == there.stderr.splitlines()[-1]
    in_memory = find_copies(
        Text(r["id"], r["text"], r["published"] and date.fromisoformat(r["published"]))
        for r in rows
    )
    found = pairs_of(table("here-pairs.parquet"))
    assert found == pairs_of(table("there-pairs"))
    assert found == sorted(("text", c.a, c.b, c.score, c.older, c.why) for c in in_memory)
    assert len(found) > 3_000
    assert by_id(table("here.parquet")) == by_id(table("there"))
    assert len(by_id(table("there"))) == 10_000


def reports(many):
    """Five reports of each event, and names that stand in so many that not all can meet."""
    dice = random.Random(5)
    names = ["".join(dice.choices("bdfgklmnprstvz", k=4)).title() for _ in range(20_000)]
    for n in range(many):
        event = n // 5
        own = random.Random(event)
        place, *said = own.choices(names, k=9)
        day = DAY + timedelta(days=event % 90)
        when = (
            Period.day(day),
            None,
            Period(day.replace(day=1), day, Precision.MONTH),
            Period(None, day),
        )[own.randrange(4) if n % 3 else 0]
        words = [*(f"@{word}" for word in dice.sample(said, 5)), f"#{dice.randint(2, 9999)}"]
        words += ["@everywhere"] if n % 40 == 0 else []
        profile = {word: 1 + dice.random() for word in words}
        published = None if n % 11 == 0 else day + timedelta(days=dice.randint(0, 3))
        kind = dice.choice(("attack", "flood", None))
        yield Trace(f"e{n}", f"e{n}", True, kind, place, when, published, profile)


def given(traces):
    """The rows that reading would have given."""
    for n, trace in enumerate(traces):
        published = trace.published
        yield {
            "id": trace.id,
            "day": (published or date.max).toordinal(),
            "length": n % 7,
            "published": published and published.isoformat(),
            **trace_row(trace),
        }


def joined(stages, rows):
    names = ("first_day", "last_day")
    text, number = pa.string(), pa.int64()
    schema = pa.schema(
        [
            *((n, text) for n in ("id", "published", "kind", "place", "precision_of")),
            *((n, number) for n in ("day", "length", *names)),
            ("timed", pa.bool_()),
            ("words", pa.list_(text)),
            ("weights", pa.list_(pa.float64())),
        ]
    )
    stages.put("taken", pa.Table.from_pylist(rows, schema))
    stages.make("numbers", grouping.numbers())
    stages.make("docs", grouping.DOCS)
    join_events_of(stages)
    told = "SELECT a, b, score, why FROM events_settled WHERE is_pair"
    return sorted(tuple(row) for row in stages.rows(told))


def test_ten_thousand_reports_give_the_same_events_on_every_engine(folder):
    traces = list(reports(10_000))
    rows = list(given(traces))
    in_memory = {(j.a, j.b): j for j in reversed(join_events(traces))}
    with stages_here() as stages:
        here = joined(stages, rows)
    with stages_on_spark("local[2]", [str(folder / "out")]) as stages:
        there = joined(stages, rows[::-1])
    assert here == there == sorted(tuple(join) for join in in_memory.values())
    assert len(here) > 3_000


def test_a_text_that_stands_everywhere_is_one_text_and_costs_no_pairs_of_pairs(folder, run):
    rows = [{"id": f"d{n:04}", "text": articles(1)[0]["text"]} for n in range(3_000)]
    for n, row in enumerate(rows[::3]):  # and a thousand of these with a word of their own
        row["text"] += f" Word{n}."
    write(folder / "corpus", rows, 2)
    result = run("group", "corpus", "-o", "there", "--pairs", "pairs", *SPARK)
    assert result.stderr.endswith("3,000 articles, 1 text\n")
    assert len(table("pairs")) < 2 * len(rows)


def test_events_rejects_and_titles_come_through_spark(folder, run):
    rows = [
        {
            "id": n,
            "title": f"Dam fails at Orlo, {n} dead",
            "text": f"Nordwire - At least {n} people drowned in Orlo on Monday when a dam failed "
            f"above the town, said the mayor. {said}",
            "published": "2031-03-05",
            "publisher": "Nordwire",
        }
        for n, said in enumerate(("Homes were flooded.", "He wept.", "Help came late."), 16)
    ]
    write(folder / "corpus", rows, 1)
    (folder / "corpus" / "1.jsonl").write_text('{"id": 3}\n')
    options = ("--events", "--rejects", "aside.jsonl")
    there = run("group", "corpus", "-o", "there", "--pairs", "pairs", *options, *SPARK)
    here = run("group", "corpus", "-o", "here.parquet", "--pairs", "here-pairs.parquet", *options)
    assert (there.exit_code, here.exit_code) == (1, 1)
    assert by_id(table("there")) == by_id(table("here.parquet"))
    assert {event for _, event in by_id(table("there")).values()} == {"16"}
    assert pairs_of(table("pairs")) == pairs_of(table("here-pairs.parquet"))
    assert json.loads((folder / "aside.jsonl").read_text())["code"] == "no-text"
    assert not (folder / "there.part").exists()


def test_what_is_no_output_of_spark_is_never_replaced(folder, run):
    write(folder / "corpus", articles(1), 1)
    (folder / "mine").mkdir()
    (folder / "mine" / "precious").touch()
    for outputs in (("-o", "mine"), ("-o", "out", "--pairs", "mine")):
        result = run("group", "corpus", *outputs, *SPARK)
        assert result.exit_code == 2
        assert "exists and is no output of Spark" in result.stderr
    assert (folder / "mine" / "precious").exists()
    assert sorted(p.name for p in folder.iterdir()) == ["corpus", "mine"]
