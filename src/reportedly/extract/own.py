"""A body's own statement: what it says without being cited.

"No tear gas was used" is what a newspaper knows, and what the police claim where they publish it.
Of its sentences those count that others may contradict: what was not so, who did it, what caused
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from reportedly.extract.deeds import FoundDeed, find_own_deed
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.standing import over, statement_stands
from reportedly.model import Document, Stance
from reportedly.text.lexicon import words
from reportedly.text.publishers import Publisher, body_publishing

_ENDS = (".", "!")


class OwnStatement(NamedTuple):
    """A sentence of a body's own statement.

    Attributes:
        first: its first token.
        head: the head of its main clause.
        stance: what the body does with it.
        deed: what it says of an act of violence, or None.
        judges: whether it says so of another's word: "its claim that nobody came is false".
    """

    first: int
    head: int
    stance: Stance
    deed: FoundDeed | None
    judges: bool = False


def publishing_body(document: Document) -> Publisher | None:
    """The body whose own statement a document is, by its publisher and headline; None for news.

    "Health Ministry" is one, and "Colortek" over "Colortek statement on the leak"; no newspaper is.
    """
    headline = document.title or document.text.strip().partition("\n")[0]
    return body_publishing(document.publisher or "", headline)


def own_statements(passage: Passage) -> Iterator[OwnStatement]:
    """The sentences of a paragraph by which a body says what was not so, who did it or why."""
    parse, first = passage.parse, 0
    while first < len(parse) and not passage.title:
        after = parse.last[first] + 1
        head = next((i for i in range(first, after) if parse.heads[i] == i), first)
        if _is_statement(passage, head):
            yield from _stated(passage, first, head)
        first = after


def _stated(passage: Passage, first: int, head: int) -> Iterator[OwnStatement]:
    parse = passage.parse
    stance, word = statement_stands(parse, head), _word_of_another(parse, head)
    if stance is Stance.DENIES and word is not None:
        yield OwnStatement(first, head, over(stance, statement_stands(parse, word)), None, True)
        return
    deed = find_own_deed(passage, head)
    against = stance is Stance.DENIES or deed is not None
    if against or _is_contrasted(parse, head) or _is_cause(parse, head):
        yield OwnStatement(first, head, stance, deed)


def _word_of_another(parse: Parse, head: int) -> int | None:
    """The head of what another says, where a sentence is about that: "its claim is false"."""
    subject = parse.child(head, "nsubj")
    if subject is None or parse.lower[subject] not in words("content-noun"):
        return None
    # "Its claim that …", "reports that …": "the report that" may be one's own.
    others = parse.child(subject, "poss") is not None
    bare = parse.lower[subject].endswith("s") and parse.child(subject, "det") is None
    return parse.child(subject, "acl", "ccomp", "relcl") if others or bare else None


def _is_statement(passage: Passage, head: int) -> bool:
    """True for a sentence in the indicative: no order, no wish, no question, no quotation."""
    parse = passage.parse
    subject = parse.child(head, "nsubj", "nsubjpass", "expl")
    if subject is None or not parse.heads_clause(head) or passage.inside[head] >= 0:
        return False
    if parse.lower[subject] in words("taken-up"):
        return False  # "That is a lie." answers the sentence before it
    modal = any(parse.tags[k] == "MD" for k in (head, *parse.children(head, "aux")))
    # Rows of lists have no full stop: "Civilians killed: 19".
    return not modal and parse.words[parse.last[head]] in _ENDS


def _is_contrasted(parse: Parse, head: int) -> bool:
    """True for what is set against another's word: "carried ammunition, and not flour"."""
    begin, end = parse.within(head)
    denied = (i for i in range(begin, end) if parse.deps[i] == "neg" and parse.lower[i] == "not")
    return any(not parse.heads_clause(parse.heads[i]) for i in denied)


def _is_cause(parse: Parse, head: int) -> bool:
    """True for what is said to be the cause: "the well is the source of the outbreak"."""
    clauses = (head, *parse.children(head, "conj"))
    causes = (parse.child(clause, "attr") for clause in clauses)
    return any(cause is not None and parse.lower[cause] in words("cause") for cause in causes)
