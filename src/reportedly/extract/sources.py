"""Source mentions: the words beside a cue that name who reports."""

from __future__ import annotations

from reportedly.extract.cues import load_cues
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RAISING = frozenset({"conj", "xcomp", "advcl", "pcomp", "ccomp", "dep", "prep", "parataxis"})
_OBJECT_CONTROL = frozenset(
    "ask asked asking tell told telling urge urged urging order ordered force forced want "
    "wanted lead led leading cause caused prompt prompted allow allowed".split()
)
_EXPLETIVES = frozenset({"it", "there"})

Mention = tuple[int | None, str]
"""Head token of a source mention, or None, and the way it was found."""


def verb_source(parse: Parse, verb: int, *, depth: int = 0) -> Mention:
    """Whose word a verb reports: its subject, its agent, or the one it shares with a verb above."""
    passive = is_passive(parse, verb)
    if passive:
        agent = _agent(parse, verb)
        if agent is not None:
            return agent, "agent"
        subject = parse.child(verb, "nsubjpass")
        if subject is not None and is_feeling(parse, verb):
            return subject, "feeling"
        if parse.deps[verb] != "conj" or parse.child(verb, "auxpass", "nsubjpass") is not None:
            return None, "passive"
    subject = parse.child(verb, *SUBJECTS)
    if subject is not None and not passive:
        subject = _behind_dateline(parse, subject)
        if parse.tags[subject] in ("WP", "WDT"):
            others = [k for k in parse.kids[verb] if parse.deps[k] == "nsubj" and k < verb]
            subject = others[-1] if others else subject  # "whom many had backed"
        if parse.lower[subject] in _EXPLETIVES and is_impersonal(parse, verb):
            return None, "expletive"
        if parse.tags[subject] in ("WP", "WDT"):
            return subject, "relative"
        return subject, "subject"
    inverted = parse.child(verb, "expl")
    if inverted is not None:
        return None, "expletive"
    label, head = parse.deps[verb], parse.heads[verb]
    if label == "acomp" and depth < 5:
        return verb_source(parse, head, depth=depth + 1)
    if label == "acl" and parse.tags[verb] in ("VBG", "VB", "VBD", "VBZ", "VBP"):
        if parse.tags[verb] == "VB":
            return noun_source(parse, head)[0], "acl-to"
        owner = _behind_participle(parse, verb, head)
        if owner is not None:
            return owner, "participle"
        return head, "acl"
    if label == "relcl":
        if parse.is_infinitive(verb) and depth < 5:
            return _of_infinitive(parse, head, depth)
        return None, "relative-none"
    if label in _RAISING and depth < 5 and head != verb:
        return _from_above(parse, verb, label, head, depth)
    return None, "none"


def _of_infinitive(parse: Parse, noun: int, depth: int) -> Mention:
    """Who acts in "had reason to know", "was the first to endorse": the subject of the clause."""
    above = parse.heads[noun]
    if parse.deps[noun] in ("dobj", "attr") and parse.tags[above][:2] == "VB":
        found, how = verb_source(parse, above, depth=depth + 1)
        return found, "relative-to" if found is not None else how
    return None, "relative-none"


def _behind_dateline(parse: Parse, subject: int) -> int:
    """The subject without the place that stands before it: "LAKEVILLE - President Aram said"."""
    for k in parse.kids[subject]:
        if (
            parse.deps[k] == "appos"
            and subject < k <= subject + 8
            and parse.words[parse.left[k] - 1] in ("-", "–", "—", "--")
            and parse.left[subject] == parse.first[subject]
        ):
            return k
    return subject


def _behind_participle(parse: Parse, verb: int, noun: int) -> int | None:
    """Who says it when the noun that a participle hangs on is not who speaks.

    After a comma ("lost the vote, saying …") it is the subject of the clause; and "issued a
    statement saying …" is said by whoever issued it.
    """
    if parse.tags[verb] != "VBG":
        return None
    before = parse.words[parse.left[verb] - 1] if parse.left[verb] else ""
    above = parse.heads[noun]
    if before in (",", "—", "–", "--", "-"):
        clause = next((a for a in parse.ancestors(noun) if parse.tags[a][:2] == "VB"), None)
    elif parse.deps[noun] == "dobj" and parse.lower[above] in _ISSUING:
        clause = above
    elif parse.deps[noun] == "pobj" and parse.lower[above] in ("in", "at", "during", "to"):
        # "said in an article stating", "wrote to supporters urging"
        clause = parse.heads[above]
        if parse.tags[clause][:2] != "VB":
            return None
    else:
        return None
    if clause is None or parse.tags[noun].startswith("PRP"):
        return None
    return verb_source(parse, clause, depth=4)[0]


_ISSUING = frozenset(
    f"{stem}{ending}"
    for stem in ("issu", "releas", "publish", "post", "sign", "circulat", "produc", "distribut")
    for ending in ("e", "es", "ed", "ing", "")
) | frozenset(
    "send sends sent sending write writes wrote written writing put puts putting make makes made "
    "making give gave gives giving run ran runs running air aired airing plant planted".split()
)


def _from_above(parse: Parse, verb: int, label: str, head: int, depth: int) -> Mention:
    if label == "pcomp":
        head = parse.heads[head]
    if parse.tags[head][:2] not in ("VB", "MD"):
        if label in ("pcomp", "prep", "advcl") and parse.tags[head].startswith("NN"):
            owner, how = noun_source(parse, head)
            return owner, f"{label}-noun" if owner is not None else how
        climbing = next((a for a in parse.ancestors(head) if parse.tags[a].startswith("VB")), None)
        if climbing is None or climbing == verb:
            return None, "none"
        head = climbing
    if label == "xcomp" and parse.lower[head] in _OBJECT_CONTROL:
        controlled = parse.child(head, "dobj")
        if controlled is not None and not is_passive(parse, head):
            return controlled, "xcomp-object"
    if label in ("xcomp", "conj", "advcl", "pcomp") and is_passive(parse, head):
        subject = parse.child(head, "nsubjpass")
        if subject is not None:
            return subject, f"{label}-passive"
    if label == "conj":
        outer = outer_reporter(parse, verb)
        if outer is not None:
            return parse.child(outer, "nsubj"), "conj"
    found, how = verb_source(parse, head, depth=depth + 1)
    return found, how if how in ("passive", "none", "expletive") else label


def outer_reporter(parse: Parse, verb: int) -> int | None:
    """The verb that a further report goes on from: "said" in "said the fund was empty and warned".

    The parser hangs the second report on a verb within the first one. Both are words of speech in
    the same tense, and the verb that they meet at is none.
    """
    tag, head = parse.tags[verb], parse.heads[verb]
    if parse.deps[verb] != "conj" or tag not in ("VBD", "VBZ") or _reports(parse, head):
        return None
    if parse.child(verb, *SUBJECTS, "aux", "auxpass") is not None or not _reports(parse, verb):
        return None
    for above in parse.ancestors(head):
        if parse.tags[above] == tag and _reports(parse, above):
            subject = parse.child(above, "nsubj")
            plain = (
                subject is not None and subject < above and parse.child(above, "auxpass") is None
            )
            return above if plain and above < head else None
    return None


def _reports(parse: Parse, verb: int) -> bool:
    cue = load_cues().get((parse.lower[verb], "verb"))
    return cue is not None and cue.grade >= 4


def is_feeling(parse: Parse, verb: int) -> bool:
    """True for "were frustrated that": the subject of this passive is whose feeling it is."""
    return (parse.lower[verb], "adjective") in load_cues()


_ACTIVE = frozenset(
    "argued said spoken written promised vowed pledged claimed suggested warned insisted "
    "complained bragged boasted hinted joked railed".split()
)


def is_passive(parse: Parse, verb: int) -> bool:
    """True for a passive participle, with its auxiliary or bare ("a plan announced by …")."""
    auxiliary = parse.child(verb, "auxpass")
    if auxiliary is not None:
        short = parse.lower[auxiliary] in ("'s", "’s")
        return not (short and parse.lower[verb] in _ACTIVE)  # "who's argued" is "who has argued"
    if parse.child(verb, "nsubjpass") is not None:
        # "Two analysts found in May that …": a past tense that the parser took for a participle.
        return parse.child(verb, "ccomp", "dobj") is None or parse.tags[verb] != "VBN"
    if parse.tags[verb] != "VBN":
        return False
    if parse.child(verb, "aux", "nsubj") is not None:
        return False
    if (
        parse.deps[verb] in ("ROOT", "ccomp", "acl")
        and parse.child(verb, "ccomp", "dobj") is not None
    ):
        return False
    return parse.deps[verb] in ("acl", "amod", "advcl", "relcl", "ROOT", "conj") and (
        parse.deps[verb] != "conj" or parse.child(parse.heads[verb], "auxpass") is not None
    )


def is_impersonal(parse: Parse, verb: int) -> bool:
    """True where "it" or "there" stands for a clause that follows ("it seems that")."""
    lower = parse.lower[verb]
    return lower.startswith(("seem", "appear", "look", "sound", "turn")) or lower in (
        "is",
        "was",
        "'s",
        "’s",
        "be",
        "been",
        "remains",
        "remained",
        "'re",
        "are",
        "were",
    )


def _agent(parse: Parse, verb: int) -> int | None:
    by = parse.child(verb, "agent")
    if by is None:
        by = next(
            (k for k in parse.kids[verb] if parse.deps[k] == "prep" and parse.lower[k] == "by"),
            None,
        )
    return None if by is None else parse.child(by, "pobj")


# Prepositions by which a noun belongs to the subject: "clung to the hope that".
_SHARED = ("in", "with", "of", "at", "for", "to", "into", "on")


def noun_source(parse: Parse, noun: int) -> Mention:
    """Whose claim, plan or view a noun is."""
    owner = parse.child(noun, "poss")
    if owner is not None:
        return owner, "possessor"
    for k in parse.kids[noun]:
        if parse.deps[k] == "prep" and parse.lower[k] in ("by", "from", "among"):
            pobj = parse.child(k, "pobj")
            if pobj is not None:
                return pobj, f"noun-{parse.lower[k]}"
    label, head = parse.deps[noun], parse.heads[noun]
    if label == "dobj":
        if is_passive(parse, head):
            return None, "passive"
        if parse.lower[head].startswith(_RECEIVING):
            return None, "received"
        found, how = verb_source(parse, head)
        return found, "object-of" if found is not None else how
    if label == "attr":
        if parse.child(head, "expl") is not None:
            return None, "existential"
        subject = parse.child(head, "nsubj")
        if subject is not None and parse.lower[subject] not in _EXPLETIVES:
            return subject, "predicate"
        return None, "none"
    if label == "pobj":
        verb = parse.heads[head]
        if parse.lower[head] in _SHARED and parse.tags[verb][:2] == "VB":
            found, how = verb_source(parse, verb)
            return found, "adjunct-of" if found is not None else how
    for k in parse.kids[noun]:
        if parse.deps[k] not in ("compound", "nmod", "amod"):
            continue
        people = parse.tags[k] == "JJ" and parse.words[k][0].isupper() and k > parse.first[k]
        if people or parse.tags[k].startswith("NNP"):
            return k, "modifier"  # "Kovan claims that", "Republican calls for"
    return None, "none"


# Whoever faces, draws or investigates accusations has not made them.
_RECEIVING = tuple(
    "fac rais draw drew spark prompt trigger fuel stok driv drove undermin endur withst weather "
    "invit investigat review receiv hear address reject dismiss answer deflect counter rebut "
    "dispel quell eas forc beg entertain feed fed generat attract caus sens refut ignit rekindl "
    "reviv creat follow includ carr brush ignor fend duck contain silenc settl".split()
)


def adjective_source(parse: Parse, adjective: int) -> Mention:
    """Who is certain, worried or willing: the subject of the verb the adjective completes."""
    head = parse.heads[adjective]
    if parse.deps[adjective] in ("acomp", "oprd", "attr"):
        found, how = verb_source(parse, head)
        return found, "adjective" if found is not None else how
    if parse.deps[adjective] == "amod":
        return head, "amod"
    found = parse.child(adjective, "nsubj")
    made = parse.tags[head][:2] == "VB" and head != adjective
    if made and found is not None and parse.lower[found] == "it":
        # "made it clear that": whoever made it so
        return verb_source(parse, head)[0], "adjective"
    return (found, "adjective") if found is not None else (None, "none")


def mention_range(
    passage: Passage, head: int, cue: int, taken: list[tuple[int, int]]
) -> tuple[int, int]:
    """The tokens `[first, after last)` of the noun phrase that a source head heads.

    Apposition and relative clauses belong to it; the cue and the content do not.
    """
    parse = passage.parse
    begin, end = parse.left[head], parse.right[head] + 1
    if parse.tags[head] in ("PRP", "WP", "WDT", "PRP$"):
        return head, head + 1
    blocks = [(parse.left[cue], cue + 1) if cue > head else (cue, cue + 1), *taken]
    for first, after in blocks:
        if first <= head < after:
            continue
        if begin <= first < end and first > head:
            end = first
        elif begin < after <= head:
            begin = after
    for k in parse.kids[head]:
        aside = parse.deps[k] in ("parataxis", "dep", "advcl", "ccomp") or (
            parse.deps[k] == "prep" and parse.words[parse.left[k] - 1] == ","
        )
        if aside and k > head:
            end = min(end, parse.left[k])
    end = _without_time(passage, head, end)
    while end - 1 > head and not _closes(parse.words[end - 1]) and not passage.is_word(end - 1):
        end -= 1
    while begin < head and not passage.is_word(begin) and parse.words[begin] not in '([“"$':
        begin += 1
    if (
        begin < head
        and parse.lower[begin] in ("but", "and", "yet", "so")
        and parse.deps[begin]
        in (
            "cc",
            "preconj",
        )
    ):
        begin += 1
    return begin, end


_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tonight".split()
)


def _without_time(passage: Passage, head: int, end: int) -> int:
    """The phrase without the day of saying that the parser hung on its last noun."""
    parse = passage.parse
    last = end - 1
    while last > head and not passage.is_word(last):
        last -= 1
    if last > head + 1 and parse.lower[last] in _DAYS and parse.lower[last - 1] in ("on", "late"):
        return last - 1
    return end


def _closes(word: str) -> bool:
    return word in (")", "]", "%", "”", '"', "''")
