"""Deeds: whether something happened, and who is held responsible for it.

"Rebels accused the army of the attack", "the army denied that it had shelled the school" and "the
shells were fired by rebels, a colonel said" are about one question, whatever their words.

To name the wrong one is worse than to name nobody: who did it must stand in the clause itself, or
behind a pronoun that nobody else can be meant by. What may be, will be or is asked for is no deed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from reportedly.extract.antecedents import agrees
from reportedly.extract.candidate import Candidate
from reportedly.extract.cues import forms_of, verb_forms, ways_of
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.stances import find_act
from reportedly.extract.standing import is_nobody, negator, said_above, statement_stands
from reportedly.model import Act, Aspect, Stance
from reportedly.text.lexicon import (
    counts_people,
    event_kind,
    values,
    wider_kinds,
    words,
)
from reportedly.text.nouns import plural

_OBJECTS = ("dobj", "nsubjpass")
_HARM = "violence"
MAIN = ""
"""The kind of a deed that is the document's main event: "He blamed the rebels."."""

_ATTACK = "attack"
_ACTORS = words("body") | words("body-in-name") | words("role") | words("speaking-people")
_PERSON_ENDINGS = tuple(words("person-ending"))
_PLACED = values("place-preposition").keys()


class FoundDeed(NamedTuple):
    """What a content says of an event.

    Attributes:
        aspect: whether it happened, or who did it.
        kind: the kind of event, `MAIN` where that is the document's.
        actor: head of the words that name who did it; None where it is the source.
        beyond: the word behind them that names the deed, where the parser hung it on them.
        pronoun: by which the source is said to have done it: "it", "we".
        denied: True where the source says by its verb that it was not: "rejected responsibility".
    """

    aspect: Aspect
    kind: str
    actor: int | None = None
    beyond: int | None = None
    pronoun: str | None = None
    denied: bool = False


def find_deed(candidate: Candidate) -> FoundDeed | None:
    """What an attribution says of an act of violence; None where it is about something else."""
    parse, cue = candidate.passage.parse, candidate.cue
    if not _is_told(parse, cue) or parse.child(cue, "neg") is not None:
        return None
    blamed = None if _is_left_open(parse, cue) else _laid_by_verb(candidate)
    if blamed is not None:
        return blamed
    head = candidate.head
    turned_down = parse.is_noun(head) and said_above(parse, cue, head) is Stance.DENIES
    if parse.is_noun(head) and not turned_down and parse.lower[head] in words("others-word"):
        return None  # "called reports that it had shelled the school baseless"
    if parse.deps[head] in ("det", "punct") or not parse.heads_clause(head):
        begin, end = candidate.content[0]
        clauses = (i for i in range(begin, end) if parse.heads_clause(i))
        head = next((i for i in clauses if parse.deps[i] not in ("aux", "auxpass")), head)
    spoken = turned_down or find_act(candidate) in (Act.SPEECH, Act.DOCUMENT)
    if not spoken or not _is_told(parse, head):
        return None
    found = _told_of(candidate, head) or _brought_about(candidate, head)
    return found._replace(denied=True) if found is not None and turned_down else found


def _brought_about(candidate: Candidate, head: int) -> FoundDeed | None:
    """Who did what something came of: "four were wounded after the army shelled the market".

    Nothing where the whole is denied or doubted, since the deed is taken for granted there.
    """
    parse, entry = candidate.passage.parse, candidate.entry
    if (entry is not None and entry.stance is not Stance.ASSERTS) or negator(parse, head):
        return None
    for clause in parse.children(head, "advcl"):
        opened = parse.mark(clause) in words("opens-what-led-to-it") or any(
            parse.lower[k] in words("opens-what-led-to-it")
            for k in parse.children(clause, "advmod")
        )
        if opened and parse.is_finite(clause) and _is_told(parse, clause):
            found = _done(candidate, clause) or _by_means(parse, clause)
            if found is not None:
                return found
    return None


def find_own_deed(passage: Passage, head: int) -> FoundDeed | None:
    """What a sentence that nobody is cited for says of an act of violence.

    Args:
        passage: the paragraph.
        head: the head of the sentence; "we" in it is whoever published it.
    """
    if not _is_told(passage.parse, head):
        return None
    return _told_of(of_sentence(passage, head), head)


def of_sentence(passage: Passage, head: int) -> Candidate:
    """A sentence as a candidate that nobody is cited for."""
    whole = [passage.parse.within(head)]
    return Candidate(passage, "own", "own", head, (head,), None, head, whole, None, "own")


def _told_of(candidate: Candidate, head: int) -> FoundDeed | None:
    """What a clause says of an act: that it happened, or who did it."""
    parse = candidate.passage.parse
    return (
        _happened(parse, head)
        or _done(candidate, head)
        or _by_means(parse, head)
        or _answers_for(candidate, head)
        or _called_untrue(candidate, head)
    )


def _called_untrue(candidate: Candidate, head: int) -> FoundDeed | None:
    """The deed of which others speak untruly: "reports that it had shelled the school were false".

    `head` is that of the clause that says so.
    """
    parse = candidate.passage.parse
    subject = parse.child(head, "nsubj")
    if subject is None or parse.lower[subject] not in words("content-noun") | words("others-word"):
        return None
    told = parse.child(subject, "acl", "ccomp", "relcl")
    if told is None or statement_stands(parse, head) is not Stance.DENIES:
        return None
    found = _told_of(candidate, told) if _is_told(parse, told) else None
    return None if found is None else found._replace(denied=True)


def _is_told(parse: Parse, verb: int) -> bool:
    """False for what may be, will be, or is under a condition: "could attack", "if it shelled"."""
    if any(parse.tags[k] == "MD" for k in (verb, *parse.children(verb, "aux"))):
        return False
    clauses = (verb, *parse.children(verb, "advcl"))
    marks = (m for clause in clauses for m in parse.children(clause, "mark"))
    return not any(parse.lower[m] in words("condition") for m in marks)


def _is_left_open(parse: Parse, verb: int) -> bool:
    """True for what is not said to be done: "declined to blame", "without accusing"."""
    return parse.is_infinitive(verb) or parse.deps[verb] == "pcomp"


def _laid_by_verb(candidate: Candidate) -> FoundDeed | None:
    """On whom the cue itself lays it: "blamed the army", "claimed responsibility"."""
    parse, cue = candidate.passage.parse, candidate.cue
    return _blamed(parse, cue) or _held(parse, cue) or _claimed(parse, cue)


def _blamed(parse: Parse, cue: int) -> FoundDeed | None:
    """Whom a verb lays it on: "accused the army of the attack", "blamed the raid on rebels"."""
    way = ways_of("blaming-verb").get(parse.lower[cue])
    blamed = parse.child(cue, *_OBJECTS)
    unnamed = parse.deps[blamed or 0] == "nsubjpass" and parse.child(cue, "agent") is None
    if way is None or blamed is None or unnamed:
        return None  # "the army was blamed": by whom?
    around = (*parse.kids[cue], *parse.kids[blamed], *_below(parse, parse.kids[blamed]))
    for k in around:
        deed = parse.child(k, "pobj", "pcomp") if parse.lower[k] in (*way.split(), "on") else None
        if deed is None:
            continue
        if parse.lower[k] == "on" and (kind := _kind_or_taken_up(parse, blamed)):
            return _laid_on(parse, kind, deed)
        kind = _kind_of_these(parse, _accused_of(parse, deed))
        if parse.lower[k] != "on" and kind is not None:
            return _laid_on(parse, kind, blamed, k)
    bare = parse.lower[cue] in _blames() and not parse.children(blamed, "prep", "acl", "relcl")
    if bare and not parse.children(cue, "prep", "agent", "dative"):
        kind = _kind_before(parse, cue)
        return None if kind is None else _laid_on(parse, kind, blamed)
    return None


def _accused_of(parse: Parse, deed: int) -> Iterator[int]:
    """The words for what somebody is accused of: "the raid", "launching it", "being behind it"."""
    yield deed
    if parse.lower[deed] in words("carrying-out"):
        yield from parse.children(deed, "dobj")
    yield from _answered_for(parse, deed)


@cache
def _blames() -> frozenset[str]:
    """The forms by which somebody is blamed, for what need not be said."""
    return frozenset(verb_forms("blame"))


def _kind_before(parse: Parse, verb: int) -> str | None:
    """The kind of the one sort of violence that the sentences before a verb are about.

    "Three died in the ambush, the governor said. He blamed the rebels." Where they name none it is
    what the document is about; None where they name several.
    """
    first = parse.first[verb]
    kinds = {kind for i in range(first) if (kind := _kind(parse, i)) is not None}
    narrow = {k for k in kinds if not any(k in wider_kinds(other) for other in kinds)}
    if len(narrow) > 1:
        return None
    return narrow.pop() if narrow else MAIN


def _held(parse: Parse, cue: int) -> FoundDeed | None:
    """Whom a verb holds to be responsible: "hold the army responsible for the raid"."""
    judged = parse.child(cue, "ccomp", "oprd", "xcomp", "acomp")
    if parse.lower[cue] not in verb_forms("hold") or judged is None:
        return None
    if parse.lower[judged] not in words("answerable"):
        return None
    blamed = parse.child(judged, "nsubj") or parse.child(cue, "dobj")
    if blamed is None:
        return None
    deeds = [d for k in (*parse.kids[judged], *parse.kids[cue]) for d in parse.children(k, "pobj")]
    kind = _kind_of_these(parse, deeds) if deeds else _kind_before(parse, cue)
    return None if kind is None else _laid_on(parse, kind, blamed)


def _kind_of_these(parse: Parse, deeds: Iterable[int]) -> str | None:
    """The kind of the first of some words that names a deed, or stands for one."""
    return next((k for deed in deeds if (k := _kind_or_taken_up(parse, deed)) is not None), None)


def _kind_or_taken_up(parse: Parse, deed: int) -> str | None:
    """The kind of a deed; "it" and "this" stand for an attack."""
    pronoun = parse.tags[deed] in ("PRP", "DT") and parse.lower[deed] in words("taken-up")
    return _ATTACK if pronoun else _kind(parse, deed)


def _laid_on(parse: Parse, kind: str, blamed: int, beyond: int | None = None) -> FoundDeed | None:
    """The deed of whom is blamed: of the source itself ("blamed itself"), or who is named."""
    if parse.lower[blamed] in words("reflexive"):
        return FoundDeed(Aspect.RESPONSIBLE, kind)
    deed = blamed if beyond is None else parse.child(beyond, "pobj", "pcomp")
    stopped_work = parse.lower[blamed] in words("striker") and deed is not None
    if not _is_named(parse, blamed) or (stopped_work and parse.lower[deed or 0] in words("strike")):
        return None
    return FoundDeed(Aspect.RESPONSIBLE, kind, blamed, beyond)


def _below(parse: Parse, tokens: list[int]) -> Iterator[int]:
    return (k for token in tokens for k in parse.kids[token])


def _claimed(parse: Parse, cue: int) -> FoundDeed | None:
    """The source itself: "claimed responsibility for the attack", "denied any role in it"."""
    noun = parse.child(cue, "dobj")
    if noun is None or parse.lower[noun] not in words("responsibility"):
        return None
    way = ways_of("owning-up").get(parse.lower[cue])
    owner = parse.child(noun, "poss")
    if way is None or (owner is not None and parse.tags[owner] != "PRP$"):
        return None  # "denied the army's role"
    deeds = (parse.child(k, "pobj") for k in (*parse.kids[noun], *parse.kids[cue]))
    about = [deed for deed in deeds if deed is not None]
    kind = _kind_of_these(parse, about) if about else MAIN
    denied = way == "denies" or any(parse.lower[k] == "no" for k in parse.kids[noun])
    return None if kind is None else FoundDeed(Aspect.RESPONSIBLE, kind, denied=denied)


def owns_up(candidate: Candidate) -> bool:
    """True for responsibility that is claimed or denied with no word on for what."""
    parse, noun = candidate.passage.parse, candidate.head
    if candidate.frame != "object" or parse.children(noun, "prep"):
        return False
    return _claimed(parse, candidate.cue) is not None


def _happened(parse: Parse, head: int) -> FoundDeed | None:
    """Whether it took place at all: "no such strike happened", "there was no attack"."""
    existing = parse.child(head, "expl") is not None
    happens = parse.lower[head] in words("taking-place")
    subject = parse.child(head, "attr") if existing else parse.child(head, "nsubj")
    kind = _kind(parse, subject) if subject is not None and (existing or happens) else None
    return None if kind is None else FoundDeed(Aspect.HAPPENED, kind)


def _done(candidate: Candidate, head: int) -> FoundDeed | None:
    """Who did it, by a clause: "the army shelled the school", "shells were fired by rebels"."""
    parse = candidate.passage.parse
    passive = parse.child(head, "auxpass") is not None
    struck = parse.child(head, "nsubjpass" if passive else "dobj")
    kind = _kind(parse, head) if struck is not None else None
    if kind is None and struck is not None and parse.lower[head] in words("carrying-out"):
        kind = _kind(parse, struck) or (_ATTACK if _is_weapon(parse, struck) else None)
    if struck is not None and _opens_fire(parse, head, struck):
        kind = _ATTACK
    elif struck is None and parse.lower[head] in words("shooting"):
        kind = _ATTACK  # "no guard had fired"
    elif kind is None and struck is not None and _is_killing(parse, head, struck):
        kind = _ATTACK
    elif kind is None or struck is None or _is_attacked_in_words(parse, head, struck):
        return None
    plain = parse.tags[head] in ("VB", "VBP") and not parse.children(head, "aux")
    if plain and not candidate.passage.title:
        return None  # "urged that rebels attack the base"
    if struck is not None and _is_denied(candidate, head) and _is_narrowed(parse, struck):
        return None
    agent = parse.child(head, "agent")
    actor = parse.child(head, "nsubj")
    if passive:
        actor = parse.child(agent, "pobj") if agent is not None else None
    if actor is None:
        own = not passive and _is_own(parse, candidate.cue, head)
        return FoundDeed(Aspect.RESPONSIBLE, kind) if own else None
    return _by(candidate, kind, actor)


def _opens_fire(parse: Parse, verb: int, object_: int) -> bool:
    return parse.lower[object_] == "fire" and parse.lower[verb] in {"open", *verb_forms("open")}


def _is_denied(candidate: Candidate, head: int) -> bool:
    entry, parse = candidate.entry, candidate.passage.parse
    return negator(parse, head) is not None or (entry is not None and entry.stance is Stance.DENIES)


def _is_narrowed(parse: Parse, struck: int) -> bool:
    """True for people of one sort alone: who denies shooting "anyone unarmed" may have shot."""
    low = parse.lower[struck]
    anyone = low in words("indefinite-person") or counts_people(low) or counts_people(plural(low))
    known = parse.child(struck, "nummod", "poss") is not None or any(
        parse.lower[k] in words("definite-before") for k in parse.children(struck, "det")
    )
    behind = parse.tags[struck + 1 : struck + 2] in (["JJ"], ["VBN"])  # "anyone unarmed"
    sort = behind or parse.child(struck, "amod", "acl", "relcl") is not None
    return anyone and not known and sort


def _is_killing(parse: Parse, verb: int, struck: int) -> bool:
    """True for people killed by people or a body: "its soldiers had killed nine", by no storm."""
    subject, agent = parse.child(verb, "nsubj"), parse.child(verb, "agent")
    actor = parse.child(agent, "pobj") if agent is not None else subject
    if actor is None or parse.lower[verb] not in words("killing"):
        return False
    if parse.lower[struck] in words("attacking-people"):
        return False  # "three attackers were killed by our officers"
    low = parse.lower[actor]
    armed = low in _ACTORS or counts_people(low) or (parse.tags[actor] == "PRP" and low != "it")
    somebody = parse.tags[struck] in ("CD", "PRP") or parse.is_name(struck)
    return armed and (somebody or counts_people(parse.lower[struck]))


def _by(candidate: Candidate, kind: str, actor: int) -> FoundDeed | None:
    """The deed of whom a noun or pronoun names; None where that stays open."""
    parse = candidate.passage.parse
    owned = parse.child(actor, "poss")
    if owned is not None and parse.tags[owned] == "PRP$":
        if values("possessive-pronoun").get(parse.lower[owned]) == "":
            return FoundDeed(Aspect.RESPONSIBLE, kind, pronoun="we")
        doer = _whose(parse, actor, owned)
        return None if doer is None else FoundDeed(Aspect.RESPONSIBLE, kind, doer)
    doer = _doer(parse, actor)
    if doer is not None:
        return FoundDeed(Aspect.RESPONSIBLE, kind, doer, _behind(parse, doer))
    ours = candidate.entry is None and values("source-word").get(parse.lower[actor]) == "first"
    if not _is_source(candidate, actor) and not ours:
        return None
    return FoundDeed(Aspect.RESPONSIBLE, kind, pronoun=parse.lower[actor])


def _whose(parse: Parse, actor: int, pronoun: int) -> int | None:
    """Whose soldiers "its soldiers" are: of the one subject above that the pronoun fits.

    "The army rejected the rebels' claim that its soldiers had fired": the army's.
    """
    above = [a for a in parse.ancestors(actor) if a != parse.heads[actor]]
    near = [k for a in above for k in parse.children(a, "nsubj", "nsubjpass", "poss", "agent")]
    fitting = [k for k in near if _may_own(parse, k, parse.lower[pronoun]) and _is_named(parse, k)]
    return fitting[0] if len(fitting) == 1 else None


def _may_own(parse: Parse, noun: int, pronoun: str) -> bool:
    """True where a pronoun may be a noun's: "its" also of bodies that are many, the police."""
    is_body = pronoun == "its" and parse.lower[noun] in words("body")
    return is_body or agrees(parse, noun, pronoun)


def _answers_for(candidate: Candidate, head: int) -> FoundDeed | None:
    """Who is said to answer for it: "was behind the raid", "had no part in it", "is to blame"."""
    parse = candidate.passage.parse
    subject = parse.child(head, "nsubj")
    if subject is None:
        own = _is_own(parse, candidate.cue, head)
        kind = _kind_of_these(parse, _answered_for(parse, head)) if own else None
        return None if kind is None else FoundDeed(Aspect.RESPONSIBLE, kind)
    if _is_work_of(parse, head) and (kind := _kind_or_taken_up(parse, subject)) is not None:
        link = parse.child(parse.child(head, "attr") or head, "prep")
        doer = None if link is None else parse.child(link, "pobj")
        named = doer is not None and _is_named(parse, doer)
        return FoundDeed(Aspect.RESPONSIBLE, kind, doer) if named else None
    kind = _kind_of_these(parse, _answered_for(parse, head))
    return None if kind is None else _by(candidate, kind, subject)


def _is_work_of(parse: Parse, head: int) -> bool:
    return parse.lower[parse.child(head, "attr") or head] in words("doing-of")


def _answered_for(parse: Parse, head: int) -> Iterator[int]:
    """What its subject is said to be behind, responsible for, or to have (no) part in."""
    about = [k for k in parse.children(head, "prep") if parse.lower[k] in words("behind-it")]
    having = parse.lower[head] in words("having") | words("taking-part")
    for said in parse.children(head, "acomp", "attr", "dobj", "oprd"):
        low = parse.lower[said]
        if low in words("answerable"):
            about += parse.children(said, "prep")
        elif having and low in words("responsibility"):
            about += parse.children(said, "prep") + parse.children(head, "prep")
        elif having and low in words("no-part"):
            doing = parse.child(said, "relcl", "acl")
            about += () if doing is None else parse.children(doing, "prep")
    yield from (deed for k in about for deed in parse.children(k, "pobj"))


def _by_means(parse: Parse, head: int) -> FoundDeed | None:
    """Whose weapon it was: "a rebel rocket fell on the market", "it was the army's planes"."""
    subject = parse.child(head, "nsubj")
    if subject is None:
        return None
    means = parse.child(head, "attr") if parse.lower[subject] == "it" else subject
    blamed = parse.child(head, "xcomp")
    to_blame = blamed is not None and parse.lower[blamed] == "blame"
    if means is None or not (means != subject or to_blame or _strikes(parse, head, subject)):
        return None
    doer = _owner(parse, means)
    if doer is None and to_blame and _is_named(parse, subject):
        doer = subject
    return None if doer is None else FoundDeed(Aspect.RESPONSIBLE, _ATTACK, doer)


def _strikes(parse: Parse, head: int, means: int) -> bool:
    """Whether a weapon came down, or none flew: "fell short and struck", "no plane flew"."""
    said = {parse.lower[k] for k in (head, *parse.children(head, "conj"))}
    denied = is_nobody(parse, means) or parse.child(head, "neg") is not None
    flew = denied and not words("flying").isdisjoint(said)
    return flew or not words("coming-down").isdisjoint(said)


def _doer(parse: Parse, noun: int) -> int | None:
    """Who did what a noun is said to have done: it, or whose weapon it is; not "no drone".

    Of "army soldiers" and "the army's men" the army.
    """
    if counts_people(parse.lower[noun]) and not is_nobody(parse, noun):
        bodies = (k for k in parse.children(noun, "compound", "poss") if _has_people(parse, k))
        return next(bodies, noun if _is_named(parse, noun) else None)
    return noun if _is_named(parse, noun) else _owner(parse, noun)


def _has_people(parse: Parse, noun: int) -> bool:
    """True for a body whose people act for it: "army", "the Free Hills Army"; no "prison"."""
    return parse.lower[noun] in words("body") and parse.is_noun(noun)


def _owner(parse: Parse, noun: int) -> int | None:
    """Whose a weapon is: "the army's planes", "rebel rockets", "a rocket fired by the group"."""
    if parse.lower[noun] not in words("weapon") | words("craft"):
        return None
    fired = (parse.child(k, "agent") for k in parse.children(noun, "acl"))
    linked = [k for k in parse.children(noun, "prep") if parse.lower[k] == "of"]
    linked += [k for k in fired if k is not None]
    owners = [*parse.children(noun, "compound", "poss", "amod", "nmod")]
    owners += [k for link in linked for k in parse.children(link, "pobj")]
    return next((k for k in owners if _owns(parse, k)), None)


def _owns(parse: Parse, noun: int) -> bool:
    """True for a body or people before their weapon, one of them for all: "a rebel rocket"."""
    return _is_named(parse, noun) or counts_people(parse.lower[noun] + "s")


def _behind(parse: Parse, actor: int) -> int | None:
    """What stands behind who did it and is no part of the name: "the army from the hills"."""
    links = (k for k in parse.children(actor, "prep") if k > actor)
    return next((k for k in links if parse.lower[k] not in ("of", "for")), None)


def _is_attacked_in_words(parse: Parse, verb: int, struck: int) -> bool:
    """True for "attacked the budget", "assailed the minister", where no place is attacked."""
    hit = _is_target(parse.lower[struck]) or _kind(parse, struck) is not None
    return parse.lower[verb] in forms_of("verbal-attack") and not hit


def _is_on_words(parse: Parse, noun: int) -> bool:
    """True for "the attack on the budget"; not on a place, on people or on who has a name."""
    on = (k for k in parse.children(noun, "prep") if parse.lower[k] in words("against"))
    struck = (parse.child(k, "pobj") for k in on)
    return any(
        not (parse.is_name(k) or _is_target(parse.lower[k]) or counts_people(parse.lower[k]))
        for k in struck
        if k is not None
    )


def _is_target(word: str) -> bool:
    targets = words("target") | words("weapon")
    return word in targets or word.removesuffix("s") in targets


def _is_own(parse: Parse, cue: int, head: int) -> bool:
    """True for the gerund of who denies or admits: "denied shelling the school"."""
    gerund = parse.tags[head] == "VBG" or any(
        parse.tags[k] == "VBG" for k in parse.children(head, "aux")
    )
    return gerund and parse.heads[head] == cue and parse.lower[cue] in ways_of("owning-up")


def _is_named(parse: Parse, noun: int) -> bool:
    """True for a name, people or a body that can do it: no drone, no "nobody", no pronoun."""
    low = parse.lower[noun]
    none = is_nobody(parse, noun) and parse.lower[parse.left[noun]] != "no"
    if not parse.is_noun(noun) or none or low in words("nobody"):
        return False
    if low in words("indefinite-person"):
        return False
    return parse.is_name(noun) or low in _ACTORS or counts_people(low)


def _is_source(candidate: Candidate, pronoun: int) -> bool:
    """True where a pronoun of the content can only be who speaks: "the army said it had shelled".

    Nobody else that it may stand for is named in the sentence before it, or in the one before that.
    Of "reports that it had shelled the school" whoever calls them false is the one.
    """
    passage, source = candidate.passage, candidate.source
    parse, low = passage.parse, passage.parse.lower[pronoun]
    if source is None or parse.tags[pronoun] != "PRP":
        return False
    if values("source-word").get(low) == "first":
        return passage.inside[pronoun] >= 0
    if not agrees(parse, source, low):
        return False
    first = parse.first[candidate.cue]
    others = any(parse.lower[a] in words("others-word") for a in parse.ancestors(pronoun))
    begin = parse.first[first - 1] if first and not others else first
    return not any(_is_rival(parse, i, source, low) for i in range(begin, pronoun))


def _is_rival(parse: Parse, noun: int, source: int, pronoun: str) -> bool:
    """True for another than the source whom a pronoun may stand for."""
    if parse.lower[noun] == parse.lower[source] or parse.deps[noun] in ("compound", "appos"):
        return False
    if parse.deps[noun] == "pobj" and parse.lower[parse.heads[noun]] in _PLACED:
        return False
    person = parse.tags[noun] == "NN" and parse.lower[noun].endswith(_PERSON_ENDINGS)
    return (person or _is_named(parse, noun)) and agrees(parse, noun, pronoun)


def _is_weapon(parse: Parse, noun: int) -> bool:
    return parse.lower[noun] in words("weapon")


def _kind(parse: Parse, token: int) -> str | None:
    """The kind of violence that a word names, with the word before it: "air strike"."""
    low = parse.lower[token]
    if parse.is_noun(token) and low in forms_of("verbal-attack") and _is_on_words(parse, token):
        return None
    forms = sorted(verb_forms(low)) if parse.tags[token] in ("VB", "VBP") else ()
    for phrase in (" ".join(parse.lower[max(0, token - 1) : token + 1]), low, *forms):
        kind = event_kind(phrase)
        if kind is not None and is_violence(kind.name):
            return kind.name
    return None


def is_violence(kind: str | None) -> bool:
    """True for a kind of event of which somebody may be guilty: an attack, a riot; no storm."""
    return kind is not None and _HARM in (kind, *wider_kinds(kind))
