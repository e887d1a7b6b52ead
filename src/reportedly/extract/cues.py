"""The cue list: words that introduce what somebody says, thinks, plans or backs.

`cues.txt` is the list itself, one word a line, made to be read and edited. Here it is read, and its
words are turned into the forms that stand in text, so that finding a cue is one look-up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from reportedly.model import Act, Stance


@dataclass(frozen=True, slots=True)
class Cue:
    """One word of the list.

    Attributes:
        lemma: the word in its base form.
        pos: "verb", "noun" or "adjective".
        act, stance: what using it reports.
        grade: 5 introduces reported content nearly always, 1 seldom (the scale is in `cues.txt`).
        frames: where its content stands ("clause", "object+of", …).
        seldom, often: frames in which it introduces content less or more often than its grade says.
    """

    lemma: str
    pos: str
    act: Act
    stance: Stance
    grade: int
    frames: frozenset[str]
    seldom: frozenset[str] = frozenset()
    often: frozenset[str] = frozenset()


Lexicon = Mapping[tuple[str, str], Cue]
"""From (form in lower case, part of speech) to the cue."""

_STANCES = {"-": Stance.ASSERTS} | {s.value: s for s in Stance}

# Past and participle of the listed verbs that do not just take -ed.
_IRREGULAR = {
    "begin": "began begun",
    "beseech": "besought",
    "bet": "bet",
    "bring": "brought",
    "broadcast": "broadcast",
    "cast": "cast",
    "choose": "chose chosen",
    "come": "came come",
    "draw": "drew drawn",
    "feel": "felt",
    "find": "found",
    "forecast": "forecast",
    "foresee": "foresaw foreseen",
    "foretell": "foretold",
    "forget": "forgot forgotten",
    "get": "got gotten",
    "give": "gave given",
    "go": "went gone goes",
    "grin": "grinned grinning",
    "hear": "heard",
    "hit": "hit hitting",
    "hold": "held",
    "keep": "kept",
    "know": "knew known",
    "lay": "laid",
    "learn": "learned learnt",
    "lie": "lied lying",
    "make": "made",
    "mean": "meant",
    "mislead": "misled",
    "pay": "paid",
    "put": "put putting",
    "read": "read",
    "retell": "retold",
    "rethink": "rethought",
    "run": "ran running",
    "say": "said",
    "see": "saw seen",
    "seek": "sought",
    "send": "sent",
    "set": "set setting",
    "shed": "shed shedding",
    "shoot": "shot",
    "show": "showed shown",
    "sing": "sang sung",
    "speak": "spoke spoken",
    "spell": "spelled spelt",
    "stand": "stood",
    "stick": "stuck",
    "sting": "stung",
    "swear": "swore sworn",
    "take": "took taken",
    "teach": "taught",
    "tear": "tore torn",
    "tell": "told",
    "think": "thought",
    "throw": "threw thrown",
    "understand": "understood",
    "uphold": "upheld",
    "write": "wrote written",
}
_DOUBLING = frozenset(
    "admit bet blur brag chat clap commit confer grin hit nod plan pan pin put quip rip rebut rap "
    "refer slam snap sob step sum tap win commit regret forget get infer slag trim".split()
)
_PLURALS = {"theory": "theories", "testimony": "testimonies"}


PARTICLES = frozenset(
    "about apart around aside away back behind down forth forward in off on out over up".split()
)


def _verb_forms(lemma: str) -> set[str]:
    """All forms; of "take_issue" and "push_back" with the second word behind the verb."""
    lemma, _, second = lemma.partition("_")
    if second:
        seconds = {second} if second in PARTICLES else _noun_forms(second)
        return {f"{form} {word}" for form in _verb_forms(lemma) for word in seconds}
    forms = {lemma}
    stem = lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        forms |= {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    elif lemma in _DOUBLING:
        forms |= {lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
    else:
        ending = "es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s"
        forms |= {lemma + ending, stem + "ed", (lemma if lemma.endswith("ee") else stem) + "ing"}
    if lemma in _IRREGULAR:
        forms -= {stem + "ed"}
        forms |= set(_IRREGULAR[lemma].split())
    return forms


def _noun_forms(lemma: str) -> set[str]:
    if lemma in _PLURALS:
        return {lemma, _PLURALS[lemma]}
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return {lemma, lemma[:-1] + "ies"}
    return {lemma, lemma + ("es" if lemma.endswith(("s", "x", "ch", "sh")) else "s")}


def _frames(columns: Sequence[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """All frames, those marked "-" (seldom), and those marked "!" (often)."""
    marked = [(column.rstrip("-!"), column[-1]) for column in columns]
    return (
        frozenset(name for name, _ in marked),
        frozenset(name for name, mark in marked if mark == "-"),
        frozenset(name for name, mark in marked if mark == "!"),
    )


def parse_cues(text: str) -> dict[tuple[str, str], Cue]:
    """Read the format of `cues.txt` into a lexicon that is keyed by the forms of each word.

    Raises:
        ValueError: a line does not hold the six columns.
    """
    lexicon: dict[tuple[str, str], Cue] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("%"):
            continue
        try:
            lemma, pos, act, stance, grade, *frames = line.split()
            cue = Cue(lemma, pos, Act(act), _STANCES[stance], int(grade), *_frames(frames))
        except (ValueError, KeyError) as error:
            raise ValueError(f"line {number} of the cue list is not a cue: {line!r}") from error
        forms = {"verb": _verb_forms, "noun": _noun_forms}.get(pos, lambda word: {word})(lemma)
        for form in forms:
            lexicon.setdefault((form, pos), cue)
    return lexicon


@lru_cache(maxsize=1)
def load_cues() -> dict[tuple[str, str], Cue]:
    """The cue list of the package."""
    return parse_cues(files("reportedly.extract").joinpath("cues.txt").read_text("utf-8"))


@lru_cache(maxsize=1)
def cue_forms() -> frozenset[str]:
    """Every form of every cue, to pass over text that cannot hold one."""
    return frozenset(form.partition(" ")[0] for form, _ in load_cues()) | {
        *("according per words poll polls survey surveys average study census".split()),
        *("reportedly allegedly supposedly purportedly".split()),
    }


def find_cue(lexicon: Lexicon, word: str, tag: str) -> Cue | None:
    """The cue that a word in lower case with this Penn tag is, or None.

    The word may be two, a verb with its particle or its object: "pushed back", "took issue".
    """
    if tag.startswith("VB"):
        return lexicon.get((word, "verb"))
    if tag.startswith("NN"):
        return lexicon.get((word, "noun")) or (
            # Headlines are tagged badly: "Kova backs plan" reads as three nouns.
            lexicon.get((word, "verb")) if tag in ("NNS", "NNP", "NNPS") else None
        )
    if tag.startswith("JJ"):
        return lexicon.get((word, "adjective")) or None
    return None
