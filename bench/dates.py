"""How well and how fast times are resolved, on a file of texts with known times.

`python bench/dates.py GOLD.jsonl [--misses]` prints one JSON line. Each line of GOLD.jsonl holds
`{"id", "text", "reference": ISO date or datetime, "mentions": [{"start", "end", "type",
"resolution"}]}`, where a resolution is a list of `{"value" | "start", "end", "Mod"?}` or
`{"PastResolution", "FutureResolution": {"date" | "startDate", "endDate"}, "Mod"?}`. Mentions of
type date and daterange with a reference are scored, and one is right when a time found in its
place has the interval of any of its resolutions; where the gold resolves to nothing ("30
February", "summer") there is nothing to compare and the mention is left out. No sentence of such
a file belongs into this repository.

The gold's ranges end with the day after their last day, ours with the last day itself. Two
conventions differ beyond that and are scored as follows: where the words name both ends
("2014 through 2018", "1 to 7 October", "by 3 May") the gold ends with the first day of what is
named last, so any of that day, its week, month, quarter, year or the like counts as the end
there; `strict` gives the share without this. An open end ("since August") is met by an open end
or by the reference day. Its 3/4 is the fourth of March.

A file of `bench/fresh` has lines of another form, `{"text", "published", "times": [{"surface",
"first", "last", "loose"?}], "open": […]}`, where `loose` times name a day and mean the unit around
it and nothing that is `open`, or not named, may be read. `wrong` counts times whose days differ,
`missed` those not found, `extra` those found where the gold has none.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from reportedly.model.period import TimeMention
from reportedly.text.times import find_times
from reportedly.text.times.spans import unit_days

TWO_ENDED = re.compile(r"\b(to|through|until|till|by|and|than)\b|[-–~]", re.IGNORECASE)
DAY = timedelta(days=1)


def read_day(value: str | None) -> date | None:
    """The day of an ISO date or datetime; None for anything else."""
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def has_interval(mention: TimeMention, gold: dict[str, Any], reference: date, strict: bool) -> bool:
    """Whether a time found has the interval of one gold resolution."""
    found = mention.period
    if gold.get("value"):
        day = read_day(gold["value"])
        return day is not None and found.start == found.end == day
    start, end = read_day(gold.get("start")), read_day(gold.get("end"))
    if start is None and end is None:
        return False
    if gold.get("Mod") == "after" and start is not None and found.start == start + DAY:
        start = start + DAY
    if found.start != start:
        return False
    if end is None:
        return found.end in (None, reference)
    if found.end is None or found.end == end - DAY:
        return found.end is not None
    if strict or not TWO_ENDED.search(found.as_written):
        return False
    return found.end == end or any(
        (end, found.end) == unit_days(end, unit)
        for unit in ("week", "month", "quarter", "half", "year", "decade")
    )


def is_right(text: str, mention: dict[str, Any], reference: date, strict: bool) -> bool:
    """Whether any time found in the mention's place has any of its intervals."""
    near = [
        found
        for found in find_times(text, reference, day_first=False)
        if found.start < mention["end"] and found.end > mention["start"]
    ]
    return any(
        has_interval(found, gold, reference, strict)
        for found in near
        for gold in resolutions(mention)
    )


def resolutions(mention: dict[str, Any]) -> list[dict[str, Any]]:
    """All intervals a mention may have, in one form, those without any day left out."""
    given = mention.get("resolution")
    if isinstance(given, dict):
        both = [given.get("PastResolution"), given.get("FutureResolution")]
        given = [
            {
                "value": days.get("date"),
                "start": days.get("startDate"),
                "end": days.get("endDate"),
                "Mod": given.get("Mod"),
            }
            for days in both
            if isinstance(days, dict)
        ]
    rows = [row for row in given or [] if isinstance(row, dict)]
    return [row for row in rows if any(read_day(row.get(k)) for k in ("value", "start", "end"))]


def scored(path: Path) -> Iterator[tuple[str, str, date, dict[str, Any]]]:
    """Each mention to be scored: its kind, text, reference day, and the mention."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        reference = read_day(row.get("reference"))
        for mention in row["mentions"]:
            kind = (mention.get("type") or "").rpartition(".")[2]
            if kind in ("date", "daterange") and reference and resolutions(mention):
                yield kind, row["text"], reference, mention


def score_fresh(path: Path, show: bool) -> dict[str, int]:
    """Count what is right, wrong, missed and too much in a file of `bench/fresh`."""
    counts = Counter[str]()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        published, reached = date.fromisoformat(row["published"]), 0
        found = find_times(row["text"], published)
        met: list[TimeMention] = []
        for gold in row["times"]:
            start = row["text"].index(gold["surface"], reached)
            reached = start + len(gold["surface"])
            near = [m for m in found if m.start < reached and m.end > start]
            met += near
            right = any(has_days(mention, gold, published) for mention in near)
            verdict = "right" if right else "wrong" if near else "missed"
            counts.update((verdict, "times"))
            if show and not right:
                print_row(row, f"{verdict}: {gold}")
        extra = [m for m in found if m not in met]
        counts["extra"] += len(extra)
        if show and extra:
            print_row(row, f"extra: {[m.period.as_written for m in extra]}")
    return {name: counts[name] for name in ("times", "right", "wrong", "missed", "extra")}


def has_days(mention: TimeMention, gold: dict[str, Any], published: date) -> bool:
    """Whether a time found has the days of the gold, or lies within a week of loose ones."""
    period, first, last = mention.period, read_day(gold["first"]), read_day(gold["last"])
    if gold.get("loose") and first and last and period.start and period.end:
        slack = 7 * DAY if last - first < 40 * DAY else timedelta()
        return period.start <= last + slack and period.end >= first - slack
    if last is None and first is not None:
        return period.start == first and period.end in (None, published)
    return (period.start, period.end) == (first, last)


def print_row(row: dict[str, Any], what: str) -> None:
    found = [
        f"{m.period.as_written!r} {m.period.iso()}"
        for m in find_times(row["text"], date.fromisoformat(row["published"]))
    ]
    print(f"{row['published']} {row['text']!r}\n    {what}\n    found  {'; '.join(found) or '–'}")


def main() -> None:
    """Score, time, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what is wrong, for reading")
    options = parser.parse_args()
    if "published" in json.loads(options.gold.read_text(encoding="utf-8").split("\n", 1)[0]):
        print(json.dumps(score_fresh(options.gold, options.misses)))
        return
    total, right, strict = Counter[str](), Counter[str](), Counter[str]()
    rows = list(scored(options.gold))
    for kind, text, reference, mention in rows:
        total[kind] += 1
        good = is_right(text, mention, reference, strict=False)
        right[kind] += good
        strict[kind] += is_right(text, mention, reference, strict=True)
        if options.misses and not good:
            print_miss(text, reference, mention)
    print(json.dumps({**shares(total, right, strict), **speeds(rows)}))


def print_miss(text: str, reference: date, mention: dict[str, Any]) -> None:
    found = [
        f"{m.period.as_written!r} {m.period.iso()}"
        for m in find_times(text, reference, day_first=False)
    ]
    wanted = [
        gold.get("value") or f"{gold.get('Mod', '')} {gold.get('start')}/{gold.get('end')}"
        for gold in resolutions(mention)
    ]
    print(f"{reference} {text!r} [{text[mention['start'] : mention['end']]}]")
    print(f"    wanted {' | '.join(wanted)}\n    found  {'; '.join(found) or '–'}")


def shares(
    total: Counter[str], right: Counter[str], strict: Counter[str]
) -> dict[str, float | int]:
    counts = total.total()
    by_type = {f"right_{kind}": round(right[kind] / total[kind], 4) for kind in sorted(total)}
    return {
        "mentions": counts,
        "right": round(right.total() / counts, 4) if counts else 0.0,
        "strict": round(strict.total() / counts, 4) if counts else 0.0,
        **by_type,
    }


def speeds(rows: list[tuple[str, str, date, dict[str, Any]]]) -> dict[str, int]:
    """Mentions and sentences a second, and sentences without a time a second."""
    texts = [(text, reference) for _, text, reference, _ in rows] or [("on Tuesday", date.today())]
    started = time.perf_counter()
    found = sum(
        len(find_times(text, reference, day_first=False))
        for text, reference in texts
        for _ in range(5)
    )
    spent = time.perf_counter() - started
    plain = (
        "The ministry said that the governor and his deputy had left the town by the north road."
    )
    started = time.perf_counter()
    for _ in range(5000):
        find_times(plain)
    idle = time.perf_counter() - started
    return {
        "mentions_per_second": round(found / spent),
        "texts_per_second": round(5 * len(texts) / spent),
        "texts_without_time_per_second": round(5000 / idle),
    }


if __name__ == "__main__":
    main()
