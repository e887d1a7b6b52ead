"""What joining events costs, and how well it joins documents by their main events.

    python bench/linking.py [EVENTS.jsonl] [--texts 1000 10000] [--ledger 5000 100000]

EVENTS.jsonl holds rows with `text` and `event`. Their B³ (Bagga and Baldwin 1998) is given for what
`linking` joins for certain, and beside it for TF-IDF with average linkage, whose threshold is the
best one on these very texts: a peer that is flattered. Made-up texts of 500 words, five an event,
give seconds beyond reading them and the exponent of their growth. `--ledger` makes a ledger of so
many events and claims and gives the seconds that linking one document more takes, its files read.

Prints one JSON line.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from reportedly.documents import document_from_bytes
from reportedly.extract.events import read_events
from reportedly.linking.events import Trace, join_events
from reportedly.linking.profiles import read_profile
from reportedly.model import ClaimEntry, DocumentEntry, Entries, EventEntry, Period, SourceEntry
from reportedly.resolve.events import CERTAIN
from reportedly.text.quantities.figures import find_quantities
from reportedly.text.sentences import sentences
from reportedly.text.times import find_times
from reportedly.workflow import read_documents
from reportedly.workflow.linked import with_links

_DAY = date(2031, 1, 1)
_AN_EVENT = 5  # texts


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("events", nargs="?", type=Path)
    parser.add_argument("--texts", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--ledger", nargs=2, type=int, default=[5000, 100000])
    asked = parser.parse_args()
    row: dict[str, object] = {}
    if asked.events:
        row |= by_main_event([json.loads(line) for line in asked.events.open(encoding="utf-8")])
    if asked.texts:
        took = {n: joining(n) for n in asked.texts}
        first, last = min(took), max(took)
        row["join_s"] = took
        if first < last:
            row["exponent"] = round(math.log(took[last] / took[first]) / math.log(last / first), 2)
    if asked.ledger:
        row["one_more_s"] = one_more(*asked.ledger)
    print(json.dumps(row))


def by_main_event(rows: Sequence[dict[str, str]]) -> dict[str, object]:
    """B³ precision, recall and F1 in per cent, ours and that of TF-IDF."""
    gold = [row["event"] for row in rows]
    texts = [row["text"] for row in rows]
    traces = [_trace(str(n), text) for n, text in enumerate(texts)]
    group = {t.id: {t.id} for t in traces}
    for join in join_events(traces):
        if join.score >= CERTAIN and group[join.a] is not group[join.b]:
            group[join.a] |= group[join.b]
            for name in group[join.b]:
                group[name] = group[join.a]
    ours = [min(group[t.id]) for t in traces]
    alike = _tf_idf(texts)
    tried = [b_cubed(gold, _average_linkage(alike, n / 100)) for n in range(5, 60, 5)]
    return {
        "texts": len(rows),
        "b3": b_cubed(gold, ours),
        "b3_tf_idf": max(tried, key=lambda t: t[2]),
    }


def _trace(name: str, text: str) -> Trace:
    title = text.partition("\n")[0]
    found = read_events(
        text, title, None, find_times(text, None), find_quantities(text), list(sentences(text))
    )
    main, profile = found.main, read_profile(text, title)
    return Trace(name, name, True, main.kind, main.place, main.when, None, profile)


def b_cubed(gold: Sequence[str], found: Sequence[object]) -> tuple[float, float, float]:
    """B³ precision, recall and F1 in per cent."""
    sizes, truths, both = Counter(found), Counter(gold), Counter(zip(gold, found, strict=True))
    precision = sum(n * n / sizes[f] for (_, f), n in both.items()) / len(gold)
    recall = sum(n * n / truths[g] for (g, _), n in both.items()) / len(gold)
    f1 = 2 * precision * recall / (precision + recall)
    return round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1)


def _tf_idf(texts: Sequence[str]) -> np.ndarray:
    """Cosines of all texts with one another, of the logarithms of counts times rarity."""
    counts = [Counter(w for w in text.lower().split() if w.isalpha()) for text in texts]
    holders = Counter(word for count in counts for word in count)
    column = {word: n for n, word in enumerate(holders)}
    matrix = np.zeros((len(texts), len(column)))
    for n, count in enumerate(counts):
        for word, times in count.items():
            matrix[n, column[word]] = (1 + math.log(times)) * math.log(len(texts) / holders[word])
    matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-9)
    return matrix @ matrix.T


def _average_linkage(alike: np.ndarray, least: float) -> list[int]:
    between, size = alike.copy(), np.ones(len(alike))
    np.fill_diagonal(between, -1)
    label = list(range(len(alike)))
    while True:
        i, j = divmod(int(np.argmax(between)), len(alike))
        if between[i, j] < least:
            return label
        merged = (between[i] * size[i] + between[j] * size[j]) / (size[i] + size[j])
        between[i], between[:, i] = merged, merged
        between[j], between[:, j], between[i, i] = -1, -1, -1
        size[i] += size[j]
        label = [i if name == j else name for name in label]


def joining(texts: int) -> float:
    """Seconds that joining made-up texts takes, reading them aside."""
    traces = list(_made(texts))
    began = time.perf_counter()
    join_events(traces)
    return round(time.perf_counter() - began, 1)


def _made(texts: int) -> Iterator[Trace]:
    chance = random.Random(1)
    names, common = _words(chance, 6000, 3), _words(chance, 4000, 2)
    for n in range(texts):
        event = n // _AN_EVENT
        own = random.Random(event).choices([name.title() for name in names], k=6)
        words = chance.choices(own, k=40) + chance.choices(common, k=455)
        words += (name.title() for name in chance.choices(names, k=5))
        chance.shuffle(words)
        day = _DAY + timedelta(days=event % 300)
        profile = read_profile(" ".join(words), " ".join(own[:3]))
        yield Trace(f"e{n}", f"d{n}", True, "attack", own[0], Period.day(day), day, profile)


def _words(chance: random.Random, many: int, syllables: int) -> list[str]:
    """Made-up words."""
    return [
        "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(syllables))
        for _ in range(many)
    ]


def one_more(events: int, claims: int) -> float:
    """Seconds that linking a document takes where a ledger knows so many events and claims."""
    chance = random.Random(1)
    towns = [name.title() for name in _words(chance, events, 3)]
    days = [(_DAY + timedelta(days=n % 300)).isoformat() for n in range(events)]
    known = Entries(
        documents=tuple(
            DocumentEntry(f"d{n}", title=f"Flood in {towns[n]}", published=days[n], event=f"e{n}")
            for n in range(events)
        ),
        events=tuple(
            EventEntry(f"e{n}", kind="flood", place=towns[n], when=days[n]) for n in range(events)
        ),
        claims=tuple(
            ClaimEntry(
                f"c{n}",
                document=f"d{n % events}",
                source=f"s{n % 500}",
                subject=f"e{n % events}/killed",
                quote=(f"{n} people drowned in {towns[n % events]}",),
            )
            for n in range(claims)
        ),
        sources=tuple(SourceEntry(f"s{n}", name=f"{towns[n]} Ministry") for n in range(500)),
    )
    text = (
        f"Flood in {towns[7]}\n\nNine people drowned in {towns[7]}, the {towns[7]} Ministry said."
    )
    document = document_from_bytes(text.encode(), "a.txt", {"published": days[7]})
    new = read_documents([document]).entries
    began = time.perf_counter()
    with_links(new, [document], known)
    return round(time.perf_counter() - began, 2)


if __name__ == "__main__":
    main()
