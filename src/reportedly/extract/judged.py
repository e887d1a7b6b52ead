"""Judged reports: the trees of "called reports that nine had died baseless" put right.

What a report tells stands between the verb and the verdict, or the verdict stands before it
("dismissed as baseless reports that"), and the parser hangs the verdict, the report, or both, on
what stands next to them. Here each is hung on the verb that says so: the report as its object, the
verdict as what the verb calls it. Works on the plain lists of a parse, before it is one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportedly.extract.cues import forms_of
from reportedly.extract.verdicts import verdicts
from reportedly.text.lexicon import words

_NEAR = 8  # tokens between a verb and the noun for another's words
_LONGEST_TOLD = 40  # tokens of "rumours that 20 people had died"
_FINITE = ("VBD", "VBZ", "VBP")
_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_NOMINAL = ("nsubj", "nsubjpass", "dobj", "pobj")
_IN_VERDICT = ("JJ", "RB", "DT", "NN", "NNS", "VBN", "PRP$", "CC")
_MARKS = frozenset("\"“”'‘’")
_ENDS = frozenset(".,;:!?–—")


@dataclass(slots=True)
class Tree:
    """The plain lists of a parse, changed in place: see `parse.Parse`."""

    lower: list[str]
    tags: list[str]
    deps: list[str]
    heads: list[int]

    def hang(self, token: int, head: int, dep: str) -> None:
        """Hang a token on another, unless that stands below it."""
        if token not in (head, *self.above(head)):
            self.heads[token], self.deps[token] = head, dep

    def above(self, token: int) -> Iterator[int]:
        """The governors of a token, nearest first, each once."""
        seen = {token}
        while (token := self.heads[token]) not in seen:
            seen.add(token)
            yield token

    def put_in_place_of(self, token: int, verb: int) -> None:
        """Let a verb stand where a token stands: at the root where that is one."""
        self.deps[verb] = self.deps[token]
        self.heads[verb] = verb if self.heads[token] == token else self.heads[token]

    def below(self, head: int, first: int, after: int) -> Iterator[int]:
        """The dependents of a token among those of a stretch."""
        return (k for k in range(first, after) if self.heads[k] == head and k != head)


def put_right(tree: Tree) -> None:
    """Put right what the parser makes of reports that are called true or false."""
    if words("others-word").isdisjoint(tree.lower):
        return
    for i in range(1, len(tree.lower) - 1):
        _behind_to(tree, i)
        _plural(tree, i)
        _said_of(tree, i)
        _inventing(tree, i)
        if tree.lower[i] in forms_of("calling-verb"):
            _called_after(tree, i)
            _called_before(tree, i)


def _plural(tree: Tree, i: int) -> None:
    """A plural that was read as a verb: the "reports" of "said that reports that 12 died were"."""
    told = _is_report(tree, i) and tree.lower[i].endswith("s") and tree.lower[i + 1] == "that"
    if not told or not tree.tags[i].startswith("VB"):
        return
    verb = _judging(tree, i)
    if verb is None and (tree.lower[i - 1] == "that" or tree.tags[i - 1] in _FINITE):
        verb = _judging_inside(tree, i)
    if verb is not None:
        tree.put_in_place_of(i, verb)
        passive = any(tree.deps[k] == "auxpass" for k in tree.below(verb, i, verb))
        tree.deps[i], tree.heads[i] = "nsubjpass" if passive else "nsubj", verb
    elif tree.deps[i] == "ccomp" and tree.heads[i] == i - 1 and tree.tags[i - 1] in _FINITE:
        tree.deps[i] = "dobj"  # "confirmed rumours that nine had died"
    if verb is not None or tree.deps[i] in _NOMINAL:
        tree.tags[i] = "NNS"
        _as_noun(tree, i)


def _behind_to(tree: Tree, i: int) -> None:
    """A plural that was read as an infinitive: the "rumours" of "no substance to rumours that"."""
    to = i - 1
    plural = _is_report(tree, i) and tree.lower[i].endswith("s")
    if plural and i > 1 and tree.lower[to] == "to" and tree.heads[to] == i:
        tree.tags[to], tree.tags[i] = "IN", "NNS"
        tree.heads[to], tree.deps[to] = tree.heads[i], "prep"
        if tree.tags[to - 1].startswith("NN") and i not in (to - 1, *tree.above(to - 1)):
            tree.heads[to] = to - 1
        tree.heads[i], tree.deps[i] = to, "pobj"
        _as_noun(tree, i)


def _as_noun(tree: Tree, noun: int) -> None:
    """Let the clause behind a noun that was read as a verb be one of the noun."""
    for k in tree.below(noun, noun + 1, min(noun + _LONGEST_TOLD, len(tree.lower))):
        if tree.deps[k] == "ccomp":
            tree.deps[k] = "acl"


def _judging(tree: Tree, i: int) -> int | None:
    """The verb of "said rumours that 20 had died were false", the noun of which was read as a verb.

    None where they are the subject of no such verb.
    """
    if any(tree.deps[k] == "nsubj" for k in tree.below(i, max(0, i - _LONGEST_TOLD), i)):
        return None
    behind = range(i + 2, min(i + _LONGEST_TOLD, len(tree.lower)))
    return next(
        (
            k
            for k in behind
            if tree.tags[k] in _FINITE
            and tree.heads[k] in (i, tree.heads[i])
            and tree.deps[k] == tree.deps[i]
            and not any(tree.deps[n] in _SUBJECTS for n in tree.below(k, i, k))
        ),
        None,
    )


def _judging_inside(tree: Tree, i: int) -> int | None:
    """The verb of "said claims that 20 drowned off Orlo were made up", hung on what is told.

    The name before it was taken for its subject.
    """
    behind = range(i + 3, min(i + _LONGEST_TOLD, len(tree.lower)))
    for k in behind:
        if tree.lower[k] in words("be") and tree.heads[k] == i and tree.tags[k] in _FINITE:
            return k if _give_back(tree, i, k) else None
        passive = any(tree.lower[n] in words("be") for n in tree.below(k, i, k))
        phrase = f"{tree.lower[k]} {tree.lower[min(k + 1, len(tree.lower) - 1)]}"
        forms = (tree.lower[k], "predicate"), (tree.lower[k], "verb"), (phrase, "verb")
        if not passive or tree.deps[k] != "ccomp" or verdicts().keys().isdisjoint(forms):
            continue
        for subject in tree.below(k, i + 2, k):
            if tree.deps[subject] in _SUBJECTS:
                tree.hang(subject, subject - 1, "pobj")
        return k
    return None


def _give_back(tree: Tree, i: int, verb: int) -> bool:
    """Let those who drowned do so in "said rumours that 30 dockers drowned were true".

    The parser took the 30 for the subject of "were", and "drowned" for a participle.
    """
    subject = next((k for k in tree.below(verb, i, verb) if tree.deps[k] == "nsubj"), None)
    judged = any(
        (tree.lower[k], "predicate") in verdicts()
        for k in tree.below(verb, verb + 1, len(tree.lower))
    )
    if subject is None or not judged:
        return False
    done = next((k for k in tree.below(subject, subject, verb) if tree.deps[k] == "acl"), None)
    if done is None or tree.tags[done] not in ("VBN", "VBD"):
        return False
    tree.heads[done], tree.deps[done], tree.tags[done] = i, "ccomp", "VBD"
    tree.heads[subject], tree.heads[i + 1] = done, done
    return True


def _said_of(tree: Tree, i: int) -> None:
    """The "reports" of "said reports about nine dying were invented" as what is invented.

    The parser takes the nine for it.
    """
    link = i + 1
    if not _is_report(tree, i) or tree.lower[link] not in words("report-of"):
        return
    end = min(i + _LONGEST_TOLD, len(tree.lower))
    for verb in tree.below(i, link + 1, end):
        if tree.deps[verb] not in ("ccomp", "relcl", "acl") or tree.lower[i + 2] in ("that", "who"):
            continue
        subject = next((k for k in tree.below(verb, link, verb) if tree.deps[k] in _SUBJECTS), None)
        auxiliary = [k for k in tree.below(verb, link, verb) if tree.lower[k] in words("be")]
        if subject is None or not auxiliary or (tree.lower[verb], "predicate") not in verdicts():
            continue
        head, dep, role = tree.heads[i], tree.deps[i], tree.deps[subject]
        tree.hang(verb, head, "ccomp" if dep == "dobj" else dep)
        tree.hang(i, verb, role)
        tree.hang(link, i, "prep")
        tree.hang(subject, link, "pobj")


def _inventing(tree: Tree, i: int) -> None:
    """The "fabricating" of "accused it of fabricating reports that", read as a noun."""
    gerund = tree.lower[i].endswith("ing") and tree.tags[i].startswith("NN")
    if not gerund or tree.lower[i - 1] != "of" or (tree.lower[i], "verb") not in verdicts():
        return
    noun = next((k for k in range(i + 1, _reach(tree, i)) if _opens_told(tree, k)), None)
    if noun is not None and i - 1 in (tree.heads[i], *tree.above(noun)):
        tree.tags[i], tree.heads[i], tree.deps[i] = "VBG", i - 1, "pcomp"
        tree.hang(noun, i, "dobj")
        _take_told(tree, noun)


def _take_told(tree: Tree, noun: int) -> None:
    """Hang what a noun tells on it, where the parser hung it on a verb: "claims by X that"."""
    that = next((k for k in range(noun + 1, _reach(tree, noun)) if tree.lower[k] == "that"), None)
    clause = noun if that is None else tree.heads[that]
    if that is None or clause < that or tree.heads[clause] not in tree.above(noun):
        return
    if tree.deps[clause] in ("ccomp", "advcl", "relcl"):
        tree.deps[that] = "mark"
        tree.hang(clause, noun, "acl")


def _called_after(tree: Tree, verb: int) -> None:
    """Mend "called reports that nine had died baseless", "described the claim as a lie"."""
    noun = next((k for k in range(verb + 1, _reach(tree, verb)) if _opens_told(tree, k)), None)
    if noun is None or any(tree.tags[k].startswith("VB") for k in range(verb + 1, noun)):
        return
    last = _end_of_clause(tree, noun) - 1
    if (tree.lower[last], "predicate") not in verdicts():
        return
    first = last
    while first > noun + 2 and tree.tags[first - 1] in _IN_VERDICT and not _is_date(tree, first):
        first -= 1
    first = _first_of(tree, first, last)
    named = tree.lower[first - 1] == "as"
    if tree.lower[first - 1] in words("be") | words("verdict-inside"):
        return
    begin = first - 1 if named else first
    _free(tree, last, begin)
    _gather(tree, last, first)
    if named:
        _free(tree, begin, begin)
        tree.hang(begin, verb, "prep")
        tree.hang(last, begin, "pobj")
    else:
        tree.hang(last, verb, "oprd")
    _report_of(tree, noun, verb)


def _first_of(tree: Tree, first: int, last: int) -> int:
    """Where the words of a verdict begin among those that may belong to it.

    At an article, else at an adjective or adverb right before it: "in a strike on Pell a lie".
    """
    article = next((k for k in range(last, first - 1, -1) if tree.tags[k] == "DT"), None)
    if article is not None:
        return article
    at = last
    while at > first and (tree.tags[at - 1][:2] in ("JJ", "RB") or tree.lower[at - 1] == "fairy"):
        at -= 1
    return at


def _is_date(tree: Tree, first: int) -> bool:
    return tree.tags[first - 1].startswith("NNP")


def _called_before(tree: Tree, verb: int) -> None:
    """Mend "dismissed as baseless reports that nine had died": the verdict comes first."""
    if tree.lower[verb + 1] != "as":
        return
    begin, reach = verb + 2, _reach(tree, verb)
    noun = next((k for k in range(begin + 1, reach) if _opens_told(tree, k)), None)
    if noun is None:
        return
    verdict = [k for k in range(begin, noun) if (tree.lower[k], "predicate") in verdicts()]
    if not verdict or any(tree.tags[k] in _FINITE for k in range(begin, noun)):
        return
    last = next((k for k in range(verdict[-1], noun) if tree.tags[k + 1] == "DT"), verdict[-1])
    if last + 1 < noun and (tree.lower[last], tree.lower[last + 1]) == ("fake", "news"):
        last += 1
    _report_of(tree, noun, verb)
    tree.hang(verb + 1, verb, "prep")
    tree.deps[verb + 1] = "prep"
    tree.heads[last], tree.deps[last] = verb + 1, "pobj"
    for k in range(begin, noun):
        inside = (begin, last) if k < last else (last + 1, noun)
        if k != last and not inside[0] <= tree.heads[k] <= inside[1]:
            tree.heads[k] = inside[1]
            tree.deps[k] = "amod" if tree.tags[k].startswith("JJ") else "compound"
            tree.deps[k] = "det" if tree.tags[k] == "DT" else tree.deps[k]


def _report_of(tree: Tree, noun: int, verb: int) -> None:
    """Let a noun for another's words be the object of a verb, and what they tell a clause of it."""
    if tree.tags[noun].startswith("VB"):
        tree.tags[noun] = "NNS"
    if tree.heads[noun] == verb or noun not in tree.above(verb):
        tree.heads[noun], tree.deps[noun] = verb, "dobj"
    _as_noun(tree, noun)
    _take_told(tree, noun)


def _free(tree: Tree, token: int, first: int) -> None:
    """Let what hangs on a token before its own words hang where the token did, by its link.

    In "on Monday baseless" the Monday was read as one of two nouns.
    """
    before = list(tree.below(token, max(0, first - _LONGEST_TOLD), first))
    if not before:
        return
    place = before[-1]
    tree.heads[place], tree.deps[place] = tree.heads[token], tree.deps[token]
    for k in before[:-1]:
        tree.heads[k] = place


def _gather(tree: Tree, last: int, first: int) -> None:
    for k in range(first, last):
        if not first <= tree.heads[k] <= last:
            tree.heads[k] = last
            tree.deps[k] = {"DT": "det", "RB": "advmod"}.get(tree.tags[k], "amod")


def _reach(tree: Tree, verb: int) -> int:
    return min(verb + _NEAR, len(tree.lower) - 1)


def _opens_told(tree: Tree, i: int) -> bool:
    """Whether a token is a noun for another's words with what they tell behind it."""
    return _is_report(tree, i) and tree.lower[i + 1] in words("report-of") | {"that"}


def _is_report(tree: Tree, i: int) -> bool:
    return tree.lower[i] in words("others-word") or tree.lower[i] in words("content-noun")


def _end_of_clause(tree: Tree, noun: int) -> int:
    """The token behind the last word of a clause, quotation marks aside."""
    end, last = noun + 1, min(noun + _LONGEST_TOLD, len(tree.lower))
    while end < last and tree.lower[end] not in _ENDS:
        end += 1
    while tree.lower[end - 1] in _MARKS:
        end -= 1
    return end
