"""What a source mention says of itself: its heads, its kind, the body its bearer speaks for."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.names import (
    BODIES,
    COLLECTIVES,
    DOCUMENTS,
    NAME,
    ROLES,
    is_courtesy,
    name_kind,
    split_titles,
)
from reportedly.extract.passage import Passage
from reportedly.model import SourceKind

_SINGULAR = frozenset("he she him her his".split())
_PRONOUNS = _SINGULAR | frozenset(
    "it its they them their who which that whom we our i my us".split()
)
_SMALL = frozenset("the a an this that these those".split())
_BODY_PREPOSITIONS = frozenset("for of at with".split())
_PARTITIVE = frozenset("some many several most all one both few others two three".split())


@dataclass(frozen=True, slots=True)
class Mention:
    """One voice as the text names it at one place.

    Attributes:
        start, end: offsets of the whole phrase into the document.
        words: the phrase, determiner left out.
        head: its head noun in lower case.
        pronoun: the pronoun in lower case, or None.
        proper: the proper name in it, titles left out ("Mustafa Bali"), or None.
        titles: titles and role nouns that stand with the name, in lower case.
        kind: what sort of voice it is, from its form.
        body: the words that name the body its bearer belongs to, or None.
        definite: True for "the group", "this report".
        antecedent: for a relative pronoun, the mention it stands for.
    """

    start: int
    end: int
    words: str
    head: str
    pronoun: str | None
    proper: str | None
    titles: tuple[str, ...]
    kind: SourceKind
    body: str | None
    definite: bool
    antecedent: Mention | None = None


def read_mentions(passage: Passage, head: int, span: tuple[int, int]) -> list[Mention]:
    """The voices that a source mention names: one for each noun that "and" joins."""
    parse = passage.parse
    heads = [head]
    for h in heads:
        heads += [
            k
            for k in parse.kids[h]
            if parse.deps[k] == "conj"
            and span[0] <= k < span[1]
            and parse.tags[k].startswith(("NN", "PRP", "CD"))
        ]
    mentions = []
    for number, h in enumerate(sorted(heads)):
        begin = span[0] if number == 0 else parse.left[h]
        end = span[1] if len(heads) == 1 else min(span[1], parse.right[h] + 1)
        for k in parse.kids[h]:
            if parse.deps[k] in ("cc", "conj", "preconj") and k > h:
                end = min(end, parse.left[k])
        while end > h + 1 and not passage.is_word(end - 1) and parse.words[end - 1] != ")":
            end -= 1
        mentions.append(_read(passage, h, begin, end))
    return mentions


def _read(passage: Passage, head: int, begin: int, end: int) -> Mention:
    parse = passage.parse
    lower = parse.lower[head]
    antecedent = None
    if parse.tags[head] in ("WP", "WDT") or (lower == "that" and parse.deps[head] == "nsubj"):
        antecedent = _antecedent(passage, head)
    name_head = _name_head(passage, head, begin, end)
    proper, titles = _proper(passage, name_head, begin, end)
    core_end = _core_end(passage, head, end)
    words = _joined(passage, begin, core_end)
    kind = _kind(passage, head, name_head, proper, titles, begin)
    if kind is SourceKind.PERSON and proper is None and parse.tags[head] == "NNS":
        kind = SourceKind.UNNAMED
    return Mention(
        start=parse.start[begin],
        end=parse.end[end - 1],
        words=words,
        head=lower,
        pronoun=lower if lower in _PRONOUNS and antecedent is None else None,
        proper=proper,
        titles=(*titles, *_apposed_roles(passage, head, name_head)),
        kind=kind,
        body=_belongs_to(passage, kind, head, name_head, begin, end),
        definite=parse.lower[begin] in ("the", "this", "that", "these", "those"),
        antecedent=antecedent,
    )


def _apposed_roles(passage: Passage, head: int, name_head: int) -> list[str]:
    """Role nouns beside the name: "Mira Holt, a teacher", "the group's chief, Mira Holt"."""
    lower = passage.parse.lower
    beside = [head, *_appositions(passage, head), *_appositions(passage, name_head)]
    return [lower[i] for i in dict.fromkeys(beside) if lower[i] in ROLES and i != name_head]


def _joined(passage: Passage, begin: int, end: int) -> str:
    """The words as they stand in the text, a leading determiner left out."""
    parse = passage.parse
    while begin < end - 1 and parse.lower[begin] in _SMALL:
        begin += 1
    out = parse.words[begin]
    for i in range(begin + 1, end):
        out += (" " if parse.start[i] > parse.end[i - 1] else "") + parse.words[i]
    return " ".join(out.split())


def _antecedent(passage: Passage, pronoun: int) -> Mention | None:
    parse = passage.parse
    for up in parse.ancestors(pronoun):
        if parse.deps[up] == "relcl":
            noun = parse.heads[up]
            if parse.tags[noun].startswith(("NN", "PRP", "DT", "CD")):
                end = min(parse.left[up], parse.right[noun] + 1)
                while end > noun + 1 and not passage.is_word(end - 1):
                    end -= 1
                return _read(passage, noun, parse.left[noun], max(end, noun + 1))
    return None


def _core_end(passage: Passage, head: int, end: int) -> int:
    """Where the noun phrase proper ends: before apposition, relative clause or participle."""
    parse = passage.parse
    for k in parse.kids[head]:
        if k > head and parse.deps[k] in ("appos", "relcl", "acl", "punct", "advcl", "parataxis"):
            return min(end, max(head + 1, parse.left[k]))
    return end


def _name_head(passage: Passage, head: int, begin: int, end: int) -> int:
    """The proper noun of a phrase: its head, or the name in apposition to it."""
    parse = passage.parse
    if parse.tags[head].startswith("NNP"):
        return head
    for k in parse.kids[head]:
        if parse.deps[k] == "appos" and parse.tags[k].startswith("NNP") and begin <= k < end:
            return k
    return head


def _proper(
    passage: Passage, name_head: int, begin: int, end: int
) -> tuple[str | None, tuple[str, ...]]:
    """The proper name that ends in `name_head`, and the titles and role nouns before it."""
    parse = passage.parse
    if not parse.tags[name_head].startswith("NNP"):
        return None, ()
    first = name_head
    while (
        first > begin and parse.tags[first - 1].startswith("NNP") and parse.lower[first - 1] != "'s"
    ):
        first -= 1
    last = name_head + 1
    while last < end and parse.tags[last].startswith("NNP"):
        last += 1
    last = _through_of(passage, name_head, last, end)
    while (first - 2 >= begin and parse.words[first] == ".") or (
        first - 1 >= begin and is_courtesy(parse.words[first - 1])
    ):
        first -= 1  # "Maj. Gen." is cut into "Maj", ".", "Gen."
    words = [w for w in parse.words[first:last] if w != "."]
    titles, bare = split_titles(words)
    before = []
    for i in range(first - 1, max(begin, first - 6) - 1, -1):
        if parse.lower[i] in ROLES:
            before.append(parse.lower[i])
        elif not parse.tags[i].startswith(("NN", "JJ", "HYPH", "POS")):
            break
    for n in range(len(bare) - 1):
        if bare[n].lower() in ROLES and not is_courtesy(bare[n]):
            before.append(bare[n].lower())
            bare = bare[n + 1 :]
            break
    roles = [t.lower().strip(".") for t in titles] + before
    text = _glued(bare)
    if not text[:1].isupper():
        # Half of the name is tagged as common nouns: the capitals tell where it begins.
        run = NAME.search(_joined(passage, begin, last))
        text = run.group() if run else text
    return text or None, tuple(roles)


def _through_of(passage: Passage, name_head: int, last: int, end: int) -> int:
    """A body's name goes on over "of", "for", "and" when another capital follows."""
    parse = passage.parse
    while (
        last + 1 < end
        and parse.lower[last] in ("of", "for", "and", "the", "&", "on", "in")
        and parse.heads[last] <= name_head + 3
    ):
        ahead = last + 1
        while ahead < end and parse.lower[ahead] in ("the", "of", "for"):
            ahead += 1
        if ahead >= end or not parse.tags[ahead].startswith("NNP"):
            break
        if parse.lower[last] in ("in", "on") and ahead != last + 1:
            break
        last = ahead
        while last < end and parse.tags[last].startswith("NNP"):
            last += 1
    return last


def _glued(words: list[str]) -> str:
    text = " ".join(words)
    for mark in ("-", "–", "'", "’"):
        text = text.replace(f" {mark} ", mark)
    return text.replace(" 's", "'s").strip()


def _kind(
    passage: Passage,
    head: int,
    name_head: int,
    proper: str | None,
    titles: tuple[str, ...],
    begin: int,
) -> SourceKind:
    parse = passage.parse
    lower, tag = parse.lower[head], parse.tags[head]
    if lower in _SINGULAR or lower == "who":
        return SourceKind.PERSON
    if proper is not None:
        if lower in DOCUMENTS or proper.split()[-1].lower() in DOCUMENTS:
            return SourceKind.DOCUMENT
        if titles or (name_head != head and lower in ROLES):
            return SourceKind.PERSON
        if any(parse.deps[k] == "appos" and parse.lower[k] in ROLES for k in parse.kids[head]):
            return SourceKind.PERSON
        kind = name_kind(proper.split(), False)
        determined = parse.lower[begin] == "the" and kind is SourceKind.PERSON
        return SourceKind.ORGANISATION if determined or tag == "NNPS" else kind
    if lower in DOCUMENTS:
        return SourceKind.DOCUMENT
    if lower in COLLECTIVES:
        return SourceKind.ORGANISATION
    if tag == "NN" and lower in ROLES:
        return SourceKind.PERSON
    if (
        tag == "NNS"
        and parse.lower[begin] == "the"
        and lower in ("rebels", "militants", "insurgents")
    ):
        return SourceKind.GROUP
    if tag == "NN" and lower not in _PARTITIVE and parse.lower[begin] in ("a", "an", "the", "one"):
        return (
            SourceKind.PERSON
            if lower.endswith(("man", "woman", "er", "or", "ist"))
            else (SourceKind.UNNAMED)
        )
    return SourceKind.UNNAMED


def _belongs_to(
    passage: Passage, kind: SourceKind, head: int, name_head: int, begin: int, end: int
) -> str | None:
    """The body that a person speaks for, or that issued a document."""
    if kind is SourceKind.PERSON:
        return _body(passage, head, name_head, begin, end)
    if kind is not SourceKind.DOCUMENT:
        return None
    parse = passage.parse
    for k in parse.kids[head]:
        if parse.deps[k] == "poss" and k >= begin and parse.tags[k].startswith("NN"):
            return _phrase(passage, max(begin, parse.left[k]), k + 1)
        if parse.deps[k] in ("prep", "agent") and parse.lower[k] in ("by", "from"):
            pobj = parse.child(k, "pobj")
            if pobj is not None and pobj < end and parse.tags[pobj].startswith("NNP"):
                return _phrase(passage, parse.left[pobj], _name_end(passage, pobj, end))
    return None


def _body(passage: Passage, head: int, name_head: int, begin: int, end: int) -> str | None:
    """The body a person speaks for: "IRW spokesman …", "…, head of the bank"."""
    parse = passage.parse
    for noun in dict.fromkeys([head, name_head, *_appositions(passage, head)]):
        for k in parse.kids[noun]:
            owned = parse.deps[k] == "poss" and parse.tags[k].startswith("NN") and begin <= k
            if owned and (noun != name_head or parse.lower[noun] in ROLES):
                return _phrase(passage, parse.left[k], k + 1)
        role = noun if parse.lower[noun] in ROLES else None
        inner = [k for k in parse.kids[noun] if parse.deps[k] in ("compound", "nmod", "amod")]
        roles = [k for k in inner if parse.lower[k] in ROLES]
        if roles and role is None:
            before = [i for i in range(begin, min(roles)) if parse.tags[i].startswith("NNP")]
            if before:
                return _phrase(passage, before[0], before[-1] + 1)
        for owner in [r for r in (role, *roles) if r is not None]:
            found = _role_body(passage, owner, begin, end)
            if found:
                return found
    return None


def _role_body(passage: Passage, role: int, begin: int, end: int) -> str | None:
    parse = passage.parse
    for k in parse.kids[role]:
        if parse.deps[k] == "prep" and parse.lower[k] in _BODY_PREPOSITIONS and k > role:
            pobj = parse.child(k, "pobj")
            if pobj is not None and pobj < end and _is_body(passage, pobj, parse.lower[k]):
                return _phrase(passage, parse.left[pobj], _name_end(passage, pobj, end))
    names = [
        k
        for k in parse.kids[role]
        if parse.deps[k] in ("compound", "nmod", "poss")
        and k < role
        and k >= begin
        and (parse.tags[k].startswith("NNP") or parse.lower[k] in COLLECTIVES)
        and parse.lower[k] not in ROLES
    ]
    if names:
        first = min(parse.left[names[0]], names[0])
        return _phrase(passage, max(first, begin), names[-1] + 1)
    return None


def _is_body(passage: Passage, noun: int, preposition: str) -> bool:
    """True for "of the bank", "for Nour Relief"; "of Orlo" may be a place and does not count."""
    parse = passage.parse
    if parse.lower[noun] in COLLECTIVES or parse.words[noun].isupper():
        return True
    if not parse.tags[noun].startswith("NNP"):
        return False
    words = parse.words[parse.left[noun] : noun + 1]
    return preposition in ("for", "with") or any(w.lower() in BODIES for w in words)


def _name_end(passage: Passage, noun: int, end: int) -> int:
    parse = passage.parse
    last = noun + 1
    while last < end and parse.tags[last].startswith("NNP"):
        last += 1
    return min(_through_of(passage, noun, last, end), end)


def _appositions(passage: Passage, head: int) -> list[int]:
    parse = passage.parse
    return [k for k in parse.kids[head] if parse.deps[k] == "appos"]


def _phrase(passage: Passage, begin: int, end: int) -> str:
    parse = passage.parse
    while begin < end - 1 and parse.lower[begin] in _SMALL:
        begin += 1
    return _joined(passage, begin, end)
