"""Antecedents: who a pronoun takes up that has not spoken itself, read off the syntax before it.

"The port turned 30 boats away. It said …": the subject of the clause before, where it is somebody
who can speak. "The port repeated its claim that …": the subject of the same clause. "The port will
pay them, it said", "…, its director said": the subject of the clause that is told.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.extract.cues import Cue, find_cue, forms_of, load_cues
from reportedly.extract.mentions import OF_PRONOUN
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import verb_source
from reportedly.extract.verbs import phrasal_cue
from reportedly.model import Stance
from reportedly.text.happenings import find_happenings
from reportedly.text.lexicon import full_names, words

_SPEAKERS = words("body") | words("body-in-name") | words("role") | words("document")
_REACH = 80  # tokens that a pronoun looks back over
_DATES = frozenset((*full_names("weekday"), *full_names("month")))
_ONE = frozenset(OF_PRONOUN.values()) - {"", "they"}  # sorts of pronoun that stand for one
_CLIMB = ("pobj", "prep", "dobj", "nsubjpass")


def possessor(parse: Parse, pronoun: int) -> int | None:
    """Whose claim it is in "repeated its claim that": the subject of that verb.

    Nobody's where the verb denies: who "dismissed their claim" dismissed another's.
    """
    if parse.tags[pronoun] != "PRP$":
        return None
    noun = parse.heads[pronoun]
    while parse.deps[noun] in _CLIMB and not parse.is_verb(parse.heads[noun]):
        noun = parse.heads[noun]
    verb = parse.heads[noun]
    if parse.deps[noun] not in _CLIMB or not parse.is_verb(verb) or _denies(parse, verb):
        return None
    found, _ = verb_source(parse, verb)
    fits = found is not None and found != pronoun and not parse.is_relative(found)
    return found if fits and agrees(parse, found or 0, parse.lower[pronoun]) else None


def _cue(parse: Parse, verb: int) -> Cue | None:
    """The listed cue that a verb is, with its particle or alone."""
    phrasal = phrasal_cue(parse, load_cues(), verb)
    return phrasal or find_cue(load_cues(), parse.lower[verb], parse.tags[verb])


def _denies(parse: Parse, verb: int) -> bool:
    cue = _cue(parse, verb)
    return cue is not None and cue.stance is Stance.DENIES


def subjects_before(passage: Passage, pronoun: int) -> Iterator[int]:
    """Heads of the subjects before a pronoun that it may take up, the nearest first."""
    parse = passage.parse
    for i in range(pronoun - 1, max(-1, pronoun - _REACH), -1):
        if parse.deps[i] in ("nsubj", "nsubjpass") and passage.inside[i] < 0:
            verb = parse.heads[i]
            if parse.deps[pronoun] == "dobj" and parse.heads[pronoun] == verb:
                continue  # "the agency quoted him as saying": another
            main = parse.deps[verb] in ("ROOT", "conj", "parataxis")
            if main and agrees(parse, i, parse.lower[pronoun]) and _can_speak(parse, i):
                if _has_rival(parse, verb, parse.lower[pronoun]):
                    return  # "Petrov met Dane. He said …"
                yield i


def subject_told(passage: Passage, clause: int, pronoun: int) -> int | None:
    """The body of which a clause tells before a pronoun: "The port will pay, it said".

    What has a director is a body, whatever it is called: "The mine employs 400, its manager said".
    None where the clause is quoted, or another body in it may be meant.

    Args:
        passage: where both stand.
        clause: the verb of the clause that is told.
        pronoun: "it", or the "its" of "its director".
    """
    parse = passage.parse
    subject = parse.child(clause, "nsubj")
    if subject is None or not subject < clause < pronoun or parse.last[clause] < pronoun:
        return None
    fits = _names_body(parse, subject) or (
        _is_of_speaker(parse, pronoun) and _may_be_headed(parse, subject)
    )
    if passage.inside[subject] >= 0 or not fits:
        return None
    if not agrees(parse, subject, parse.lower[pronoun]):
        return None
    others = (
        i
        for i in range(parse.right[subject] + 1, parse.left[parse.heads[pronoun]])
        if parse.deps[i] in ("dobj", "pobj", "nsubj", "conj") and _names_body(parse, i)
    )
    return subject if next(others, None) is None else None


def undertakes(parse: Parse, verb: int) -> bool:
    """True for what a body does of which it speaks itself: "will pay", "has recalled".

    What it had done others tell as well: "The army had shelled the town, it said".
    """
    if parse.lower[verb] not in forms_of("undertaking") or parse.child(verb, "neg") is not None:
        return False
    now = words("undertaking-auxiliary")
    return any(parse.lower[k] in now for k in parse.children(verb, "aux"))


def _names_body(parse: Parse, noun: int) -> bool:
    """True for a noun for bodies, and for a name of one word or with "the" or such a noun in it."""
    if parse.lower[noun] in words("body"):
        return True
    if not parse.is_name(noun) or parse.lower[noun] in _DATES:
        return False
    named = [i for i in range(parse.left[noun], noun + 1) if parse.is_name(i)]
    in_names = words("body-in-name") | words("company-in-name")
    determined = parse.lower[parse.left[noun]] == "the"
    return len(named) == 1 or determined or not in_names.isdisjoint(parse.lower[i] for i in named)


def _is_of_speaker(parse: Parse, pronoun: int) -> bool:
    """True for the "its" of "its director" and "its chief executive": a body has such people."""
    behind = range(pronoun + 1, parse.heads[pronoun] + 1)
    return not words("speaking-role").isdisjoint(parse.lower[i] for i in behind)


def _may_be_headed(parse: Parse, noun: int) -> bool:
    """True for a common noun for one thing that is no event: a mine, a museum, a line."""
    return parse.tags[noun] == "NN" and not find_happenings(parse.lower[noun])


def introduced(passage: Passage, pronoun: int) -> int | None:
    """Who stands before the colon of a sentence in which "he said" comes behind it.

    "Varga disagreed: nobody was warned, he said". A name, and alone there.
    """
    parse = passage.parse
    first = parse.first[pronoun]
    colon = next((i for i in range(first, pronoun) if parse.words[i] == ":"), None)
    if colon is None or OF_PRONOUN.get(parse.lower[pronoun]) not in _ONE:
        return None
    before = range(first, colon)
    subjects = [
        i
        for i in before
        if parse.deps[i] == "nsubj"
        and parse.deps[parse.heads[i]] != "relcl"
        and passage.inside[i] < 0
    ]
    if len(subjects) != 1 or not parse.is_name(subjects[0]):
        return None
    rival = _has_rival(parse, parse.heads[subjects[0]], parse.lower[pronoun])
    return None if rival or not agrees(parse, subjects[0], parse.lower[pronoun]) else subjects[0]


def _has_rival(parse: Parse, verb: int, pronoun: str) -> bool:
    """True where somebody else in the same clause may be meant."""
    objects = parse.children(verb, "dobj", "dative")
    below = (parse.child(k, "pobj") for k in parse.children(verb, "prep", "agent"))
    named = (*objects, *(k for k in below if k is not None))
    return any(parse.tags[k] == "NNP" and agrees(parse, k, pronoun) for k in named)


def agrees(parse: Parse, noun: int, pronoun: str) -> bool:
    """True where number and sort of a noun are those of a pronoun."""
    tag, lower, whose = parse.tags[noun], parse.lower[noun], OF_PRONOUN.get(pronoun)
    if tag == "PRP":
        return OF_PRONOUN.get(lower) == whose
    person = lower in words("role") or lower in words("speaking-people")
    if whose == "it":
        return tag in ("NN", "NNP", "NNPS") and not person
    if whose in ("m", "f"):
        return tag in ("NN", "NNP") and lower not in words("body")
    plural = tag in ("NNS", "NNPS") or lower in words("speaking-people")
    return whose is not None and (plural or lower in words("body"))


def _can_speak(parse: Parse, noun: int) -> bool:
    """True for a name, a body, a person, and for whose verb is one of reporting; for no count."""
    lower, cue = parse.lower[noun], _cue(parse, parse.heads[noun])
    return lower not in words("count-word") and (
        parse.is_name(noun) or lower in _SPEAKERS or (cue is not None and parse.tags[noun] != "PRP")
    )
