"""Source mentions: the words beside a cue that name who reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from reportedly.extract.credits import is_outlet
from reportedly.extract.cues import forms_of, load_cues
from reportedly.extract.parse import DASHES, Parse
from reportedly.extract.passage import Passage
from reportedly.extract.standing import is_rebuffed, is_scorned
from reportedly.text.lexicon import full_names, who, words
from reportedly.text.nouns import plural

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_DEEPEST = 5  # clauses that a source is looked for above its cue
_EXPLETIVES = frozenset({"it", "there"})
_IMPERSONAL = tuple(words("impersonal-verb"))
BE = words("be") | words("contracted-be")
_RECEIVING = tuple(words("receiving-verb"))
_DAYS = words("time-of-saying").union(full_names("weekday"))
_DATES = frozenset((*full_names("weekday"), *full_names("month")))
_LONGEST_DATELINE = 8  # tokens

SourceHead = tuple[int | None, str]
"""Head token of a source mention, or None, and the way it was found."""


def verb_source(parse: Parse, verb: int, *, depth: int = 0) -> SourceHead:
    """Whose word a verb reports: its subject, its agent, or the one it shares with a verb above."""
    if is_scorned(parse, verb):
        return _from_above(parse, verb, depth)
    found = _of_passive(parse, verb) if is_passive(parse, verb) else _subject(parse, verb)
    if found is not None:
        return found
    if parse.child(verb, "expl") is not None:
        return None, "expletive"
    look_above = _BY_LABEL.get(parse.deps[verb])
    return (None, "none") if look_above is None else look_above(parse, verb, depth)


def _of_passive(parse: Parse, verb: int) -> SourceHead | None:
    """The agent, or who is "frustrated"; None where it shares the subject of a passive before."""
    agent = _agent(parse, verb)
    if agent is not None:
        return agent, "agent"
    subject = parse.child(verb, "nsubjpass")
    if subject is not None and is_feeling(parse, verb):
        return subject, "feeling"
    if parse.deps[verb] == "conj" and parse.child(verb, "auxpass", "nsubjpass") is None:
        return None
    return None, "passive"


def _agent(parse: Parse, verb: int) -> int | None:
    by = parse.child(verb, "agent")
    if by is None:
        by = next((k for k in parse.children(verb, "prep") if parse.lower[k] == "by"), None)
    return None if by is None else parse.child(by, "pobj")


def _subject(parse: Parse, verb: int) -> SourceHead | None:
    subject = parse.child(verb, *SUBJECTS)
    if subject is None:
        taken = taken_for_object(parse, verb)
        return None if taken is None else (taken, "subject")
    speaker = second_subject(parse, verb)
    if speaker is not None:
        return speaker, "subject"
    if parse.deps[subject] == "csubj":
        return _who_knows(parse, subject)
    subject = _behind_quoted(parse, verb, _beside_part(parse, verb, subject))
    subject = _behind_part(parse, subject)
    subject = _behind_dateline(parse, verb, subject)
    if parse.is_relative(subject):
        before = [k for k in parse.children(verb, "nsubj") if k < verb]
        subject = before[-1] if before else subject  # "whom many had backed"
    if parse.lower[subject] in _EXPLETIVES and _is_impersonal(parse, verb):
        return None, "expletive"
    return subject, "relative" if parse.is_relative(subject) else "subject"


def taken_for_object(parse: Parse, verb: int) -> int | None:
    """The Post of "the agency says the Post, citing police, put it at nine", hung on "says"."""
    above = parse.heads[verb]
    if parse.deps[verb] != "ccomp" or not parse.is_finite(verb) or above > verb:
        return None
    taken = parse.child(above, "dobj")
    if taken is None or not above < taken < verb or parse.child(verb, "mark", "expl") is not None:
        return None
    aside = parse.words[verb - 1] == "," and parse.words[taken + 1] == ","
    return taken if aside and may_speak(parse, taken) else None


def _who_knows(parse: Parse, clause: int) -> SourceHead:
    """Who speaks in "what I can tell you is that": its own subject; else no clause does."""
    told = parse.lower[parse.left[clause]] == "what"
    knower = parse.child(clause, "nsubj") if told else None
    return (None, "none") if knower is None else (knower, "subject")


def second_subject(parse: Parse, verb: int) -> int | None:
    """Who speaks where the parser has two subjects, the first being what is said.

    "Four buses burnt out, said Ketch", "A fire swept through the mill, killing nine, police said".
    """
    first, *others = parse.children(verb, "nsubj") or [verb]
    behind = [k for k in others if k > verb]
    if behind and parse.words[verb - 1] == ",":
        return behind[0]
    if others and not behind and parse.child(first, "acl", "relcl") is not None:
        speaker = others[-1]
        return speaker if parse.word_before(speaker) == "," else None
    return None


def _behind_quoted(parse: Parse, verb: int, subject: int) -> int:
    """The Courier of "Quoting police, the Courier reported": who is quoted is no subject."""
    opening = parse.left[subject]
    if parse.tags[opening] != "VBG" or opening != parse.first[subject]:
        return subject
    behind = [k for k in parse.children(verb, "nsubj") if subject < k < verb]
    return behind[-1] if behind else subject


def _beside_part(parse: Parse, verb: int, subject: int) -> int:
    """The spokesman of "17 were hurt, three of them badly, when it fell, spokesman Menk told"."""
    of = parse.lower[subject + 1 : subject + 3]
    if parse.tags[subject] != "CD" or of[:1] != ["of"] or of[-1] not in words("those-told"):
        return subject
    others = [k for k in parse.children(verb, "nsubj") if k > subject and may_speak(parse, k)]
    return others[-1] if others else subject


def _behind_part(parse: Parse, subject: int) -> int:
    """The director of "…, five of them rescuers, its director says": a part is no speaker."""
    begin, end = parse.within(subject)
    number, of = next(((i, i + 1) for i in range(begin, end) if parse.tags[i] == "CD"), (end, end))
    if number > begin + 1 or parse.lower[of : of + 1] != ["of"]:
        return subject
    if parse.lower[of + 1 : of + 2] and parse.lower[of + 1] not in words("those-told"):
        return subject
    behind = (
        i
        for i in range(of + 2, end)
        if parse.left[i] > of and parse.words[parse.left[i] - 1] == ","
    )
    return next((i for i in behind if may_speak(parse, i)), subject)


def _behind_dateline(parse: Parse, verb: int, subject: int) -> int:
    """The subject without the place that stands before it: "LAKEVILLE - President Aram said".

    No more is a heading who speaks: "(Correction: A Gazette report said".
    """
    if parse.lower[subject] in words("rubric") and parse.words[subject + 1] == ":":
        return next(iter(parse.children(subject, "appos")), subject)
    if parse.left[subject] == parse.first[subject]:
        behind = [k for k in parse.children(verb, "nsubj") if subject < k < verb]
        if behind and parse.words[parse.left[behind[0]] - 1] in (":", *DASHES):
            return behind[0]
        for k in parse.children(subject, "appos"):
            near = subject < k <= subject + _LONGEST_DATELINE
            if near and parse.word_before(k) in DASHES:
                return k
    return subject


def _is_impersonal(parse: Parse, verb: int) -> bool:
    """True where "it" or "there" stands for a clause that follows ("it seems that")."""
    return parse.lower[verb].startswith(_IMPERSONAL) or parse.lower[verb] in BE


# A verb without a subject of its own


def _of_quality(parse: Parse, verb: int, depth: int) -> SourceHead:
    if depth >= _DEEPEST:
        return None, "none"
    return verb_source(parse, parse.heads[verb], depth=depth + 1)


def _of_participle(parse: Parse, verb: int, depth: int) -> SourceHead:
    """The noun that a participle hangs on, its owner, or who is at work in the clause."""
    head, tag = parse.heads[verb], parse.tags[verb]
    if tag == "VB":
        return noun_source(parse, head)[0], "acl-to"
    if tag != "VBG" and not parse.is_finite(verb):
        return None, "none"
    owner = _behind_participle(parse, verb, head) if tag == "VBG" else None
    return (head, "acl") if owner is None else (owner, "participle")


def _behind_participle(parse: Parse, verb: int, noun: int) -> int | None:
    """Who says it when the noun that a participle hangs on is not who speaks.

    After a comma ("lost the vote, saying …") it is the subject of the clause; "issued a statement
    saying …" is said by whoever issued it, and "wrote to supporters urging" by who wrote.
    """
    above = parse.heads[noun]
    while parse.lower[above] == "of" and parse.deps[noun] == "pobj":  # "a series of tweets saying"
        noun, above = parse.heads[above], parse.heads[parse.heads[above]]
    clause: int | None = None
    if parse.word_before(verb) in (",", *DASHES):
        clause = next(filter(parse.is_verb, parse.ancestors(noun)), None)
    elif parse.deps[noun] == "dobj" and parse.lower[above] in words("issuing-verb"):
        clause = above
    elif parse.deps[noun] == "pobj" and parse.lower[above] in words("medium-preposition"):
        clause = parse.heads[above] if parse.is_verb(parse.heads[above]) else None
    if clause is None or parse.tags[noun].startswith("PRP"):
        return None
    return verb_source(parse, clause, depth=_DEEPEST - 1)[0]


def _of_relative(parse: Parse, verb: int, depth: int) -> SourceHead:
    """Who acts in "had reason to know", "was the first to endorse": the subject of the clause."""
    noun = parse.heads[verb]
    above = parse.heads[noun]
    shared = parse.deps[noun] in ("dobj", "attr") and parse.is_verb(above)
    if not shared or not parse.is_infinitive(verb) or depth >= _DEEPEST:
        return None, "relative-none"
    found, how = verb_source(parse, above, depth=depth + 1)
    return found, "relative-to" if found is not None else how


def _from_above(parse: Parse, verb: int, depth: int) -> SourceHead:
    """The source of the verb or noun that a verb depends on."""
    label = parse.deps[verb]
    if depth >= _DEEPEST:
        return None, "none"
    head = parse.heads[parse.heads[verb]] if label == "pcomp" else parse.heads[verb]
    if not parse.heads_clause(head):
        if label in ("pcomp", "prep", "advcl") and parse.is_noun(head):
            owner, how = noun_source(parse, head)
            return owner, f"{label}-noun" if owner is not None else how
        climbing = next(filter(parse.is_verb, parse.ancestors(head)), None)
        if climbing is None or climbing == verb:
            return None, "none"
        head = climbing
    controlled = _quoted(parse, verb) or _controlled(parse, verb, head)
    if controlled is not None:
        return controlled
    found, how = verb_source(parse, head, depth=depth + 1)
    if label == "advcl" and depth == 0 and found is not None:
        found = _who_can_add(parse, verb, found)
    return found, label if how not in _NOBODY else how


def _quoted(parse: Parse, verb: int) -> SourceHead | None:
    """The mayor of "quoted the mayor as saying", "cited a man as having said"."""
    quoting = quoting_verb(parse, verb)
    if quoting is None or is_passive(parse, quoting):
        return None
    quoted = parse.child(quoting, "dobj")
    return None if quoted is None else (quoted, "pcomp-passive")


def quoted_speaker(parse: Parse, verb: int) -> SourceHead | None:
    """Whose words a quotation gives: the mayor of "Northern Wire quoted the mayor: “…”"."""
    if parse.lower[verb] not in words("quoting-verb") or is_passive(parse, verb):
        return None
    quoted = parse.child(verb, "dobj")
    if quoted is None or quoted < verb:
        return None
    named = any(parse.is_name(k) for k in parse.children(quoted, "appos"))
    speaks = named or whose_word(parse, quoted) == quoted
    return (quoted, "subject") if speaks else None


def quoting_verb(parse: Parse, verb: int) -> int | None:
    """The "quoted" of "quoted the mayor as saying", where the verb is "saying"; or None."""
    above = parse.heads[verb]
    if parse.deps[verb] != "pcomp" or parse.lower[above] != "as":
        return None
    quoting = next((v for v in parse.ancestors(above) if parse.is_verb(v)), None)
    quotes = quoting is not None and parse.lower[quoting] in words("quoting-verb")
    return quoting if quotes else None


def _who_can_add(parse: Parse, verb: int, subject: int) -> int:
    """Who says in "The find brought the toll to 9, adding that …, police said": nobody's find.

    Nor do the killed say in "He withdrew a claim that 12 had been killed, saying it was eight".
    """
    clause = parse.heads[verb]
    counted = parse.child(subject, "nummod") is not None or parse.tags[subject] == "CD"
    if counted and parse.deps[subject] == "nsubjpass" and parse.tags[verb] == "VBG":
        above = (a for a in parse.ancestors(clause) if parse.is_verb(a))
        speakers = (parse.child(a, "nsubj") for a in above)
        return next((k for k in speakers if k is not None and may_speak(parse, k)), subject)
    if not may_report(parse, verb) or parse.tags[verb] != "VBG" or may_speak(parse, subject):
        return subject
    clauses = (a for a in parse.ancestors(verb) if parse.deps[a] == "ccomp")
    outer = next((parse.heads[a] for a in clauses if may_report(parse, parse.heads[a])), None)
    speaker = None if outer is None else parse.child(outer, "nsubj")
    return subject if speaker is None else speaker


def may_speak(parse: Parse, noun: int) -> bool:
    """True for a pronoun, a name, and a noun for people, bodies or documents."""
    if parse.is_name(noun) or parse.tags[noun].startswith(("PRP", "W")):
        return True
    return parse.lower[noun] in _SPEAKERS


_SPEAKERS = words("body") | words("role") | words("speaking-people") | words("document")


_NOBODY = frozenset({"passive", "none", "expletive"})


def _controlled(parse: Parse, verb: int, head: int) -> SourceHead | None:
    """What fills in for the subject of a verb below another one: an object, a passive's subject."""
    label, passive = parse.deps[verb], is_passive(parse, head)
    if label == "xcomp" and not passive and parse.lower[head] in words("object-control-verb"):
        controlled = parse.child(head, "dobj")
        if controlled is not None:
            return controlled, "xcomp-object"
    outer = outer_reporter(parse, verb)
    if outer is not None:
        return parse.child(outer, "nsubj"), "conj"
    if passive and label in ("xcomp", "conj", "advcl", "pcomp"):
        subject = parse.child(head, "nsubjpass")
        if subject is not None:
            return _who_can_add(parse, verb, subject), f"{label}-passive"
    return None


_BY_LABEL: Mapping[str, Callable[[Parse, int, int], SourceHead]] = {
    "acomp": _of_quality,
    "acl": _of_participle,
    "relcl": _of_relative,
    **dict.fromkeys(
        ("conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "prep", "parataxis"), _from_above
    ),
}


def outer_reporter(parse: Parse, verb: int) -> int | None:
    """The verb that a further report goes on from: "said" in "said the fund was empty and warned".

    The parser hangs the second report on a verb within the first one. Both are words of speech in
    the same tense, and the verb that they meet at is none.
    """
    tag, head = parse.tags[verb], parse.heads[verb]
    if parse.deps[verb] != "conj" or tag not in ("VBD", "VBZ") or may_report(parse, head):
        return None
    if parse.child(verb, *SUBJECTS, "aux", "auxpass") is not None or not may_report(parse, verb):
        return None
    reporting = (
        a for a in parse.ancestors(head) if parse.tags[a] == tag and may_report(parse, a, least=3)
    )
    above = next(reporting, None)
    if above is None or above >= head or parse.child(above, "auxpass") is not None:
        return None
    subject = parse.child(above, "nsubj")
    return above if subject is not None and subject < above else None


def may_report(parse: Parse, verb: int, *, least: int = 4) -> bool:
    """True for a verb of the cue list that introduces what is said often enough."""
    cue = load_cues().get((parse.lower[verb], "verb"))
    return cue is not None and cue.grade >= least


def is_feeling(parse: Parse, verb: int) -> bool:
    """True for "were frustrated that": the subject of this passive is whose feeling it is."""
    return (parse.lower[verb], "adjective") in load_cues()


def is_passive(parse: Parse, verb: int) -> bool:
    """True for a passive participle, with its auxiliary or bare ("a plan announced by …")."""
    auxiliary = parse.child(verb, "auxpass")
    if auxiliary is not None:
        short = parse.lower[auxiliary] in ("'s", "’s")
        return not (short and parse.lower[verb] in words("has-participle"))
    active = parse.child(verb, "ccomp", "dobj") is not None
    if parse.child(verb, "nsubjpass") is not None:
        # "Two analysts found in May that …": a past tense that the parser took for a participle.
        return not active or parse.tags[verb] != "VBN"
    if parse.tags[verb] != "VBN" or parse.child(verb, "aux", "nsubj") is not None:
        return False
    label = parse.deps[verb]
    if label == "conj":
        return parse.child(parse.heads[verb], "auxpass") is not None
    return label in ("amod", "advcl", "relcl") or (label in ("acl", "ROOT") and not active)


# Nouns and adjectives


def noun_source(parse: Parse, noun: int) -> SourceHead:
    """Whose claim, plan or view a noun is."""
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner, "possessor"
    for k in parse.children(noun, "prep"):
        author = parse.child(k, "pobj")
        if author is not None and parse.lower[k] in words("author-preposition"):
            return author, f"noun-{parse.lower[k]}"
    label, head = parse.deps[noun], parse.heads[noun]
    rebuffed = is_rebuffed(parse, noun)
    if rebuffed is not None:
        return _rebuffing(parse, head) if rebuffed else (None, "said-of")
    judged = label == "dobj" and parse.lower[noun] in words("others-word")
    if judged and parse.lower[head] in forms_of("calling-verb"):
        return None, "judged"  # "denounced as fake news a claim that": another's
    if label == "dobj":
        return _of_object(parse, head)
    if label == "attr":
        return _of_predicate(parse, head)
    shared = label == "pobj" and parse.lower[head] in words("sharing-preposition")
    if shared and parse.is_verb(parse.heads[head]):
        return _shared(parse, parse.heads[head], "adjunct-of")
    for k in parse.children(noun, "compound", "nmod", "amod"):
        if parse.is_name(k) or _is_of_people(parse, k):
            return k, "modifier"  # "Kovan claims that", "Republican calls for"
    return None, "none"


def _rebuffing(parse: Parse, preposition: int) -> SourceHead:
    """Who says that it is nonsense: "“Nonsense,” said the mine of a report that"."""
    speaker = parse.heads[preposition]
    if parse.is_verb(speaker):
        found = parse.children(speaker, "nsubj")
        return (found[-1] if found else None), "rebuffed"
    return (parse.heads[speaker] if parse.deps[speaker] == "appos" else speaker), "rebuffed"


def _is_of_people(parse: Parse, k: int) -> bool:
    """True for an adjective with a capital, in mid-sentence."""
    return parse.tags[k] == "JJ" and parse.words[k][0].isupper() and k > parse.first[k]


def _shared(parse: Parse, verb: int, name: str) -> SourceHead:
    found, how = verb_source(parse, verb)
    return found, name if found is not None else how


def _of_object(parse: Parse, verb: int) -> SourceHead:
    if is_passive(parse, verb):
        return None, "passive"
    if parse.lower[verb].startswith(_RECEIVING):
        return None, "received"
    return _shared(parse, verb, "object-of")


def _of_predicate(parse: Parse, verb: int) -> SourceHead:
    if parse.child(verb, "expl") is not None:
        return None, "existential"
    subject = parse.child(verb, "nsubj")
    if subject is not None and parse.lower[subject] not in _EXPLETIVES:
        return subject, "predicate"
    return None, "none"


def adjective_source(parse: Parse, adjective: int) -> SourceHead:
    """Who is certain, worried or willing: the subject of the verb the adjective completes."""
    head = parse.heads[adjective]
    if parse.deps[adjective] in ("acomp", "oprd", "attr"):
        return _shared(parse, head, "adjective")
    if parse.deps[adjective] == "amod":
        return head, "amod"
    found = parse.child(adjective, "nsubj")
    if found is None:
        return None, "none"
    if parse.lower[found] == "it" and parse.is_verb(head) and head != adjective:
        found = verb_source(parse, head)[0]  # "made it clear that": whoever made it so
    return found, "adjective"


# The words of a mention


def called(parse: Parse, head: int) -> int:
    """The name in "a group called the Black Kestrels", else the head itself.

    Of "a Tarn Herald tally" it is the Herald, who made it.
    """
    low = parse.lower[head]
    if low in words("outlet") and (letters := _letters_behind(parse, head)) is not None:
        return letters
    if low in words("tally-made"):
        makers = parse.children(head, "compound", "poss")
        maker = makers[-1] if makers else None
        return maker if maker is not None and _may_tally(parse, maker, head) else head
    if low in words("figures-made") and (by := compiled_by(parse, head)) is not None:
        return by
    plain = low in words("body") or low in words("role") or low in words("speaking-people")
    clauses = parse.children(head, "acl") if plain else ()
    naming = (k for k in clauses if parse.lower[k] in words("naming-participle"))
    named = (n for k in naming for n in parse.children(k, "oprd", "attr", "dobj", "ccomp"))
    return next((n for n in named if parse.is_name(n)), head)


def _letters_behind(parse: Parse, outlet: int) -> int | None:
    """The KNA of "state news agency KNA", which the parser did not always hang on the noun."""
    name = outlet + 1
    if name >= len(parse) or not parse.is_name(name) or parse.deps[name] == "compound":
        return None
    word = parse.words[name]
    return name if word.isupper() and word.isalpha() and len(word) > 1 else None


def _beside_compound(parse: Parse, noun: int) -> int:
    """Where a name before a noun begins, whose words were each hung on that noun."""
    begin = parse.left[noun]
    while begin and parse.deps[noun] == "compound" and parse.is_name(begin - 1):
        if parse.deps[begin - 1] != "compound" or parse.heads[begin - 1] != parse.heads[noun]:
            break
        begin -= 1
    return begin


def _may_tally(parse: Parse, maker: int, count: int) -> bool:
    """True for an outlet or a body right before its count: no place, and no other noun between."""
    beside = parse.deps[maker] == "poss" or maker == count - 1
    within = parse.words[_beside_compound(parse, maker) : maker + 1]
    name = " ".join(word for word in within if word.lower() not in words("a-or-the"))
    known = parse.lower[maker] in words("body") or (parse.is_name(maker) and is_outlet(name))
    return beside and known and name != ""


def mention_range(
    passage: Passage, head: int, cue: int, taken: Iterable[tuple[int, int]]
) -> tuple[int, int]:
    """The tokens `[first, after last)` of the noun phrase that a source head heads.

    Apposition and relative clauses belong to it; the cue and the content do not.
    """
    parse = passage.parse
    if parse.tags[head] in ("PRP", "WP", "WDT", "PRP$"):
        return head, head + 1
    of_cue = (parse.left[cue] if cue > head else cue, cue + 1)
    whole = (_beside_compound(parse, head), parse.within(head)[1])
    begin, end = _apart(whole, head, [of_cue, *taken])
    end = min([end, *(parse.left[k] for k in parse.kids[head] if k > head and _is_aside(parse, k))])
    end = _with_capitals(parse, _without_time(passage, head, end), cue)
    while end - 1 > head and not _closes(parse.words[end - 1]) and not passage.is_word(end - 1):
        end -= 1
    while begin < head and not passage.is_word(begin) and parse.words[begin] not in '([“"$':
        begin += 1
    begin = _behind_date(parse, begin, head)
    joins = parse.lower[begin] in words("coordinator") and parse.deps[begin] in ("cc", "preconj")
    return begin + (joins and begin < head), end


def _behind_date(parse: Parse, begin: int, head: int) -> int:
    """Where a phrase begins behind a day hung on it: "On 8 June officers of the army attacked"."""
    after = begin
    while after < head and (parse.lower[after] in _DATES or parse.tags[after] == "CD"):
        after += 1
    named = any(parse.lower[i] in _DATES for i in range(begin, after))
    before = parse.lower[begin - 1] if begin else ""
    return after if named and before in words("adjunct-opener") else begin


def _apart(
    within: tuple[int, int], head: int, blocks: Iterable[tuple[int, int]]
) -> tuple[int, int]:
    """A stretch around `head` cut off where a block on either side of it begins."""
    begin, end = within
    for first, after in blocks:
        if head < first < end:
            end = first
        elif begin < after <= head:
            begin = after
    return begin, end


def _is_aside(parse: Parse, k: int) -> bool:
    label = parse.deps[k]
    loose = label in ("parataxis", "dep", "advcl", "ccomp")
    if label == "prep" and (spoken_of := parse.child(k, "pobj")) is not None:
        loose = is_rebuffed(parse, spoken_of) is not None
    return loose or (label == "prep" and parse.word_before(k) == ",")


def _without_time(passage: Passage, head: int, end: int) -> int:
    """The phrase without the day of saying that the parser hung on its last noun."""
    lower, last = passage.parse.lower, end - 1
    while last > head and not passage.is_word(last):
        last -= 1
    if last > head + 1 and lower[last] in _DAYS and lower[last - 1] in ("on", "late"):
        return last - 1
    return end


def _with_capitals(parse: Parse, end: int, cue: int) -> int:
    """The phrase with a last word of its name that was hung on the cue: "Orlo Today said"."""
    while end < cue and parse.is_name(end - 1) and parse.words[end][0].isupper():
        if parse.heads[end] != cue or parse.lower[end] in _DATES:
            break
        end += 1
    return end


def _closes(word: str) -> bool:
    return word in (")", "]", "%", "”", '"', "''")


def whose_word(parse: Parse, noun: int) -> int | None:
    """The noun where it may speak, else who its document or figure is of; or None.

    The "ministry" of "citing the ministry", "citing figures from the ministry".
    """
    low = parse.lower[noun]
    if _is_own_people(parse, noun):
        return None
    people = who(low) is not None or plural(low) in words("speaking-people")
    speaks = may_speak(parse, noun) or people
    if speaks and low not in words("document"):
        return noun
    owners = [k for k in parse.children(noun, "poss", "compound") if may_speak(parse, k)]
    owners += filter(None, (compiled_by(parse, noun),))
    for k in parse.children(noun, "prep", "acl"):
        if parse.lower[k] in words("author-preposition") | {"of"}:
            owners += parse.children(k, "pobj")
    others = (k for k in owners if may_speak(parse, k) and not parse.tags[k].startswith("PRP"))
    return next(others, None)


def _is_own_people(parse: Parse, noun: int) -> bool:
    """True for those through whom a body hears of things, who are no voice beside it.

    "Its network of sources", "their own correspondents", "sources on the ground".
    """
    of = [parse.child(k, "pobj") for k in parse.children(noun, "prep") if parse.lower[k] == "of"]
    among = [noun, *(k for k in of if k is not None)]
    if words("own-informant").isdisjoint(parse.lower[k] for k in among):
        return False
    owners = (parse.lower[k] for n in among for k in parse.children(n, "poss"))
    behind = (" ".join(parse.lower[n + 1 : n + 4]) for n in among)
    on_spot = any(phrase in words("on-the-spot") for phrase in behind)
    return parse.lower[noun] == "network" or on_spot or any(o in _OWNERS for o in owners)


_OWNERS = words("possessive-pronoun")


def compiled_by(parse: Parse, noun: int) -> int | None:
    """Who made figures, by a participle below them: "figures compiled by the monitor"."""
    for k in parse.children(noun, "acl"):
        if parse.lower[k] in words("compiling"):
            by = parse.child(k, "agent", "prep")
            return None if by is None else parse.child(by, "pobj")
    return None
