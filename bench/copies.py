"""How well documents that are one text are found, by noise, and what it costs.

    python bench/copies.py [--seed 1 2] [--stories 300] [--articles 10000] [--peers]

Stories are written from `copies.tsv`: distinct ones about few matters, which share much of their
words. Half are printed again one to five times: cut, in another order, with local paragraphs, with
a new headline or lead. Beside them stand look-alikes that are not one text: bulletins of one form,
results of matches, reports of one news conference, stories over one background. At each level that
share of all characters, of the first print too, is mistyped or misread.

Pairs that are joined are held against pairs that are one text: precision, recall, adjusted Rand
index (Hubert and Arabie 1985). `--peers` gives datasketch's LSH and overlap of word 5-grams beside
it, each with the threshold that suits these very texts best, so that they are flattered.

Prints one JSON line. Seeds 1 and 2 are for development; 3 was scored once (docs/events.md). The
peers need `pip install datasketch`.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from itertools import combinations
from pathlib import Path

from reportedly.linking.texts import Text, join_texts
from reportedly.model import Link, LinkKind
from reportedly.resolve.events import join_ids

LEVELS = (0, 1, 3, 5, 10)
_SLOT = re.compile(r"\{(\w+)\}")
_DAY = date(2031, 3, 5)
_MISREAD = {"o": "0", "l": "1", "i": "l", "e": "c", "s": "5", "h": "b", "u": "n", "a": "o", "t": "f", "c": "e", "n": "u", "g": "9", "B": "8", "S": "5", "O": "0", "I": "1", "0": "O", "1": "l", "5": "S", "8": "B"}  # fmt: skip # noqa: E501

Rows = tuple[tuple[str, str], ...]
"""Documents as texts, each with the name of what it is a print of."""


def tables() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for line in Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("%"):
            name, words = line.split("\t")
            found[name] += words.split(" | ")
    return found


class Writer:
    """Writes stories, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.words = tables()

    def cast(self) -> dict[str, str]:
        """The people and places of one story."""
        pick = self.dice.choice
        person = [f"{pick(self.words['first'])} {pick(self.words['last'])}" for _ in range(2)]
        return {
            "a": person[0],
            "b": person[1],
            "p": pick(self.words["place"]),
            "q": pick(self.words["place"]),
        }

    def fill(self, pattern: str, cast: dict[str, str]) -> str:
        """A sentence of a pattern."""

        def one(match: re.Match[str]) -> str:
            name = match.group(1)
            if name == "n":
                return str(
                    self.dice.choice((self.dice.randint(2, 99), self.dice.randint(100, 9999)))
                )
            return cast.get(name) or self.dice.choice(self.words[name])

        said = _SLOT.sub(one, pattern)
        return said[0].upper() + said[1:]

    def paragraph(self, cast: dict[str, str]) -> str:
        """Two to four sentences."""
        kinds = self.dice.choices(("sentence", "quote"), (5, 1), k=self.dice.randint(2, 4))
        return " ".join(self.fill(self.dice.choice(self.words[k]), cast) for k in kinds)

    def headline(self, cast: dict[str, str]) -> str:
        """A headline."""
        return self.fill(self.dice.choice(self.words["headline"]), cast)

    def story(self, cast: dict[str, str], paragraphs: int) -> list[str]:
        """A headline and so many paragraphs."""
        return [self.headline(cast), *(self.paragraph(cast) for _ in range(paragraphs))]

    def print_again(self, story: Sequence[str], cast: dict[str, str]) -> list[str]:
        """A copy as papers make them."""
        dice = self.dice
        head, *body = story
        keep = max(2, math.ceil(len(body) * dice.choice((1, 1, 0.8, 0.6, 0.45))))
        body = body[:keep]
        if dice.random() < 0.3:
            middle = body[1:]
            dice.shuffle(middle)
            body = [body[0], *middle]
        if dice.random() < 0.25 and len(body) > 3:
            body[0] = self.paragraph(cast)
        for _ in range(dice.choice((0, 0, 1, 2))):
            body.insert(dice.randint(1, len(body)), self.paragraph(self.cast()))
        if dice.random() < 0.4:
            head = self.headline(cast)
        if dice.random() < 0.3:
            body.append(dice.choice(self.words["boiler"]))
        return [head, *body]

    def alike(self) -> Iterable[list[str]]:
        """Look-alikes that are not one text."""
        dice, words = self.dice, self.words
        kind = dice.choice(("bulletin", "match", "conference", "background"))
        cast = self.cast()
        if kind == "bulletin":
            office, fixed = dice.choice(words["office"]), words["bulletin"]
            for _ in range(3):
                yield [self.fill(pattern, {**cast, "office": office}) for pattern in fixed]
        elif kind == "match":
            for _ in range(3):
                yield [self.fill(words["match"][0], self.cast())]
        elif kind == "conference":
            quotes = [self.fill(dice.choice(words["quote"]), cast) for _ in range(4)]
            for _ in range(2):
                head, *body = self.story(cast, 5)
                yield [
                    head,
                    *(" ".join(pair) for pair in zip(body, quotes, strict=False)),
                    body[-1],
                ]
        else:
            history = self.fill(words["history"][0], cast)
            for _ in range(2):
                yield [*self.story(self.cast(), dice.randint(3, 6)), history]

    def spoiled(self, text: str, share: float) -> str:
        """The text with so many of its characters mistyped, lost, doubled or misread."""
        dice = self.dice
        out = []
        for sign in text:
            if dice.random() >= share:
                out.append(sign)
                continue
            way = dice.random()
            if way < 0.5:
                out.append(_MISREAD.get(sign, sign if sign.isdigit() else dice.choice("rnmtce")))
            elif way < 0.65:
                out.append(dice.choice("abcdefghijklmnopqrstuvwxyz"))
            elif way < 0.8:
                pass
            else:
                out.append(f"{sign}{dice.choice((sign, ' '))}")
        return "".join(out)


def corpus(seed: int, stories: int, level: int) -> Rows:
    writer = Writer(seed)
    dice, rows = writer.dice, []
    for n in range(stories):
        cast = writer.cast()
        story = writer.story(cast, dice.randint(4, 14))
        prints = [story]
        if n % 2:
            prints += [writer.print_again(story, cast) for _ in range(dice.randint(1, 5))]
        rows += [(f"s{n}", p) for p in prints]
        if n % 4 == 0:
            rows += [(f"s{n}-{m}", p) for m, p in enumerate(writer.alike())]
    dice.shuffle(rows)
    return tuple((name, writer.spoiled("\n\n".join(p), level / 100)) for name, p in rows)


def ours(rows: Rows) -> list[int]:
    """The number of its group for each document."""
    found = join_texts(Text(str(n), text, _DAY) for n, (_, text) in enumerate(rows))
    links = [Link(LinkKind.TEXT, j.a, j.b, decided=False, score=j.score) for j in found]
    same = join_ids(links, LinkKind.TEXT, map(str, range(len(rows))))
    return [int(same.get(str(n), n)) for n in range(len(rows))]


def measure(rows: Rows, groups: Sequence[int]) -> dict[str, float]:
    """Precision and recall of pairs, and the adjusted Rand index, in per cent."""

    def pairs(names: Iterable[object]) -> int:
        return sum(math.comb(n, 2) for n in Counter(names).values())

    truth = [name for name, _ in rows]
    both, said, gold = pairs(zip(truth, groups, strict=True)), pairs(groups), pairs(truth)
    chance = said * gold / math.comb(len(rows), 2)
    rand = (both - chance) / ((said + gold) / 2 - chance)
    told = {"precision": both / said if said else 1, "recall": both / gold, "ari": rand}
    return {name: round(100 * value, 1) for name, value in told.items()}


def grouped(size: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    above = list(range(size))

    def top(n: int) -> int:
        while above[n] != n:
            above[n] = n = above[above[n]]
        return n

    for a, b in pairs:
        above[top(a)] = top(b)
    return [top(n) for n in range(size)]


def grams(text: str, size: int) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[n : n + size]) for n in range(max(1, len(words) - size + 1))}


def by_lsh(rows: Rows, threshold: float) -> list[int]:
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=128)
    pairs = []
    for n, (_, text) in enumerate(rows):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([g.encode() for g in grams(text, 3)])
        pairs += [(n, other) for other in index.query(sketch)]
        index.insert(n, sketch)
    return grouped(len(rows), pairs)


def by_overlap(rows: Rows, threshold: float) -> list[int]:
    sets = [grams(text, 5) for _, text in rows]
    return grouped(
        len(rows),
        (
            (a, b)
            for a, b in combinations(range(len(rows)), 2)
            if len(sets[a] & sets[b]) >= threshold * min(len(sets[a]), len(sets[b]))
        ),
    )


def mean(found: Sequence[dict[str, float]]) -> dict[str, float]:
    return {name: round(sum(f[name] for f in found) / len(found), 1) for name in found[0]}


def best(
    corpora: Sequence[Rows], peer: Callable[[Rows, float], list[int]], thresholds: Sequence[float]
) -> dict[str, object]:
    tried = {t: [measure(rows, peer(rows, t)) for rows in corpora] for t in thresholds}
    threshold = max(tried, key=lambda t: mean(tried[t])["ari"])
    return {"threshold": threshold, **mean(tried[threshold])}


def cost(articles: int) -> dict[str, object]:
    """Seconds of one core for so many articles of about 500 words, a quarter copies of others."""
    took = {}
    for size in (articles // 4, articles):
        writer = Writer(7)
        made: list[str] = []
        while len(made) < size:
            cast = writer.cast()
            story = writer.story(cast, 10)
            made.append("\n\n".join(story))
            if len(made) % 3 == 0:
                made.append("\n\n".join(writer.print_again(story, cast)))
        texts = [Text(str(n), text, _DAY) for n, text in enumerate(made)]
        words = sum(len(t.text.split()) for t in texts) / len(texts)
        start = time.process_time()
        join_texts(texts)
        took[size] = round(time.process_time() - start, 1)
    first, last = took.values()
    return {
        "words": round(words),
        "seconds": took,
        "documents_s": round(articles / last),
        "exponent": round(math.log(last / first) / math.log(4), 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", nargs="+", type=int, default=[1, 2])
    parser.add_argument("--stories", type=int, default=300)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--peers", action="store_true")
    asked = parser.parse_args()
    row: dict[str, object] = {}
    corpora = {n: [corpus(s, asked.stories, n) for s in asked.seed] for n in LEVELS}
    row["documents"] = sum(len(rows) for rows in corpora[0])
    by_level = {n: mean([measure(r, ours(r)) for r in there]) for n, there in corpora.items()}
    row["levels"] = by_level
    row["overall"] = mean([*by_level.values()])
    if asked.peers:
        every = [rows for there in corpora.values() for rows in there]
        row["lsh"] = best(every, by_lsh, (0.2, 0.3, 0.4, 0.5, 0.7))
        row["overlap"] = best(every, by_overlap, (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6))
    if asked.articles:
        row |= cost(asked.articles)
    print(json.dumps(row))


if __name__ == "__main__":
    main()
