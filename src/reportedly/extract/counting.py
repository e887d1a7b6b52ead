"""Candidates of counting: "the clinic lists 2 dead", "put the toll at 12" make a figure theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from reportedly.extract.candidate import Candidate, Occurrence
from reportedly.extract.contents import merged
from reportedly.extract.credits import is_outlet
from reportedly.extract.cues import Cue, find_cue, forms_of, load_cues, ways_of
from reportedly.extract.gapped import is_put_at_figure
from reportedly.extract.nearby import ENDS
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.extract.sources import is_passive, may_speak, verb_source
from reportedly.model import Act, Stance
from reportedly.text.lexicon import is_counted_measure, words

_COUNT = Cue("count", "verb", Act.SPEECH, Stance.ASSERTS, 5, frozenset({"count"}))
_SHOWN = replace(_COUNT, act=Act.DOCUMENT)
_WRITTEN = words("document") | words("message") | words("own-count") | words("counting-document")
_BODIES = words("body") | words("role") | words("speaking-people")
_FIGURES = words("content-noun") | words("count-word")
_PLAIN = 4  # grade from which a verb says plainly that somebody speaks
_GIVEN = "as at"  # "gave the number as 30", and of a document or a body "gave 1,150 deaths"
_DEEPEST = 3  # steps from an object or preposition to its number: "the deaths of at least 14"
_REACH = 8  # words from a verb to the last in which its number may begin
_ENDED = ([], *([mark] for mark in ".,;!?"))  # behind "the minister says 37"
_THE = words("a-or-the")
_HARMED = words("harmed")
_LONGEST_LISTED = 8  # tokens of "and the number of the wounded at"
_NUMERALS = words("small") | words("ten")
_BEHIND = frozenset(("dobj", "dative", "prep", "npadvmod", "attr", "prt"))  # one after another


def gives_figure(lowered: Sequence[str]) -> bool:
    """True for words in lower case in which a number stands right behind a verb of counting.

    And for those of what somebody's number is made up of: "the hospital's 12 includes the driver".
    """
    ways, made_up = ways_of("counting-verb"), words("made-up-of")
    return any(
        (word in ways and any(map(_is_number, lowered[n + 1 : n + _REACH])))
        or (word in made_up and any(map(_is_number, lowered[max(0, n - 3) : n])))
        for n, word in enumerate(lowered)
    )


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _NUMERALS


def counting_candidates(passage: Passage, verb: int) -> Iterator[Candidate]:
    """The figure that a verb of counting ascribes to its subject."""
    parse = passage.parse
    share = _share(parse, verb)
    way = "share" if share else ways_of("counting-verb").get(parse.lower[verb])
    if way is None or is_passive(parse, verb):
        return
    source, how = verb_source(parse, verb)
    content = share or _counted(parse, verb, way)
    if source is None:
        return
    if not content:
        yield from _named_behind(Occurrence(passage, verb, _COUNT, (source, how)))
        return
    # In "the Front, which counts 14 dead," it is the Front that counts.
    counting = parse.heads[verb] if how == "relative" and parse.deps[verb] == "relcl" else source
    if parse.lower[verb] in forms_of("keeping-count"):
        way = "object"  # "prices stay at 400"
    if _may_count(parse, counting, way, content) and not _is_itself_a_count(parse, source):
        cue = _SHOWN if _is_one_of(parse.lower[source], _WRITTEN) else _COUNT
        at = Occurrence(passage, verb, cue, (source, how))
        held = [parse.within(k) for k in content]
        ranges = merged([*held, *_listed_behind(parse, verb, held)])
        yield from at.reports("count", "count", content[-1], ranges)


def _listed_behind(
    parse: Parse, verb: int, held: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """What else is put at a figure in a list: ", the dead at 9 and the missing at 4".

    It is read by its words, since the parser hangs it anywhere.
    """
    numbers = (i for i in range(verb + 1, parse.last[verb] + 1) if parse.tags[i] == "CD")
    number = next(numbers, None)
    if number is None or not any(begin <= number < end for begin, end in held):
        return
    link, end = parse.lower[number - 1], number + 1
    if link not in words("put-at-link"):
        return
    while (listed := _listed(parse, end, link)) is not None:
        if not any(begin < listed <= after for begin, after in held):
            yield end, listed
        end = listed


def _listed(parse: Parse, begin: int, link: str) -> int | None:
    """The token behind ", the missing at 4" or ", with 4 missing" that begins at one, or None."""
    at, last = begin, parse.last[begin - 1]
    while at <= last and (parse.words[at] == "," or parse.lower[at] == "and"):
        at += 1
    if at == begin:
        return None
    if parse.lower[at : at + 1] == ["with"]:
        return at + 3 if _counts_harmed(parse, at + 1, last) else None
    stop = min(at + _LONGEST_LISTED, last)
    told = next((n for n in range(at, stop) if parse.lower[n] == link), at)
    named = any(is_put_at_figure(parse.lower[n]) for n in range(at, told))
    acts = any(parse.tags[n] in ("VBD", "VBZ", "VBP") for n in range(at, told))
    counted = told < last and parse.tags[told + 1] == "CD"
    return told + 2 if named and counted and not acts else None


def _counts_harmed(parse: Parse, number: int, last: int) -> bool:
    """True for "three missing" at a token."""
    return number < last and parse.tags[number] == "CD" and parse.lower[number + 1] in _HARMED


def _named_behind(at: Occurrence) -> Iterator[Candidate]:
    """The figure behind a colon: "corrected its figure: 12, not 14".

    The parser hangs it anywhere, so it is read up to the end, or to what says who says so.
    """
    parse, verb = at.passage.parse, at.cue
    object_, source = parse.child(verb, "dobj"), at.source[0]
    if object_ is None or "to" not in ways_of("counting-verb").get(parse.lower[verb], "").split():
        return
    if source is None or not source < verb:
        return
    owned = parse.child(object_, "poss") is not None and parse.lower[object_] in _FIGURES
    colon = object_ + 1
    if not owned or parse.words[colon : colon + 1] != [":"]:
        return
    stop = next((i for i in range(colon, len(parse)) if parse.words[i] in ENDS), len(parse))
    cue = next((i for i in range(colon, stop) if _says_plainly(parse, i)), None)
    if cue is not None:
        stop = max((i for i in range(colon, cue) if parse.words[i] == ","), default=stop)
    if any(parse.tags[i] == "CD" for i in range(colon, stop)):
        ranges = [(parse.left[object_], stop)]
        yield from at.reports("count", "count", object_, ranges)


def _says_plainly(parse: Parse, verb: int) -> bool:
    cue = find_cue(load_cues(), parse.lower[verb], "VBD")
    return cue is not None and cue.grade >= _PLAIN


def _is_itself_a_count(parse: Parse, source: int) -> bool:
    """True for "the number of 140 given on Wednesday": a count has no voice."""
    within = parse.tags[source : parse.right[source] + 1]
    return parse.lower[source] in words("count-word") and "CD" in within


def gapped_candidates(passage: Passage) -> Iterator[Candidate]:
    """Figures whose verb is left out: "the mayor put the toll at 9, the rebels at 100"."""
    for gap in passage.gaps:
        if passage.parse.lower[gap.cue] == "according":
            continue
        at = Occurrence(passage, gap.cue, _COUNT, (gap.source, "subject"))
        yield from at.reports("count", "count", gap.after - 1, [(gap.first, gap.after)])


def owned_candidates(passage: Passage) -> Iterator[Candidate]:
    """Figures of somebody's that others speak of: "more than the hospital's 10".

    So is "the hospital's 12 does not include the driver".

    A place's toll and anybody's 14 trucks are no figures of theirs, and "the union's 40 is wrong"
    is said by who says so.
    """
    parse = passage.parse
    for owner, dep in enumerate(parse.deps):
        head = parse.heads[owner]
        if dep != "poss" or parse.lower[owner] not in _BODIES:
            continue
        over = parse.lower[parse.heads[head]]
        beside = parse.deps[head] == "pobj" and over in words("beside-anothers")
        made_up = parse.deps[head] == "nsubj" and over in words("made-up-of")
        if (
            parse.tags[head] == "CD"
            and (beside or made_up)
            and not (head + 1 < len(parse) and parse.tags[head + 1][0] in "NJ")
        ):
            at = Occurrence(passage, owner + 1, _COUNT, (owner, "subject"))
            yield from at.reports("count", "count", head, [(head, head + 1)])


def tallied_candidates(passage: Passage) -> Iterator[Candidate]:
    """Figures of somebody's count: "the union's own count stands at 9", "a tally by the Post is 9".

    A place has a toll and no count of its own, so a name must be an outlet's or "own" stand with
    it.
    """
    parse = passage.parse
    for verb, low in enumerate(parse.lower):
        count = parse.child(verb, "nsubj") if low in words("count-is") else None
        if count is None or parse.lower[count] not in words("count-of-ones-own"):
            continue
        found = _who_tallied(parse, count)
        held = [k for k in parse.children(verb, "prep", "attr") if k > verb and _number(parse, k)]
        if found is None or not held:
            continue
        cue, owner = found
        at = Occurrence(passage, cue, _COUNT, (owner, "subject"))
        ranges = merged([(count, count + 1), (verb, verb + 1), *map(parse.within, held)])
        yield from at.reports("count", "count", held[0], ranges)


def _who_tallied(parse: Parse, count: int) -> tuple[int, int] | None:
    """What ties a count to whoever made it, "'s" or "by", and that one; or None."""
    owner = parse.child(count, "poss")
    if owner is not None and not parse.tags[owner].startswith("PRP"):
        own = "own" in parse.lower[owner + 1 : count]
        body = _is_one_of(parse.lower[owner], _BODIES) or _is_outlet(parse, owner)
        made = body or (own and may_speak(parse, owner))
        return (owner + 1, owner) if made else None
    for by in parse.children(count, "prep", "agent"):
        maker = parse.child(by, "pobj") if parse.lower[by] == "by" else None
        if maker is not None and may_speak(parse, maker):
            return by, maker
    return None


def _is_outlet(parse: Parse, name: int) -> bool:
    within = [w for w in parse.words[parse.left[name] : name + 1] if w.lower() not in _THE]
    return parse.is_name(name) and bool(within) and is_outlet(" ".join(within))


def given_candidates(passage: Passage) -> Iterator[Candidate]:
    """Figures of which it is said who gave them: "the toll of 31 given by the charity".

    So is "the 12 dead of whom the Observatory speaks".
    """
    parse = passage.parse
    for verb, dep in enumerate(parse.deps):
        noun = parse.heads[verb]
        gives = dep in ("acl", "relcl") and parse.lower[verb] in words("giving-figure")
        if not gives or noun > verb or (who := _giver(parse, verb)) is None:
            continue
        before = range(parse.left[noun], parse.left[verb])
        held = parse.lower[noun] in _FIGURES or is_counted_measure(parse.lower[noun])
        if held and any(parse.tags[i] == "CD" for i in before):
            at = Occurrence(passage, verb, _COUNT, (who, "subject"))
            yield from at.reports("count", "count", noun, [(before.start, before.stop)])


def _giver(parse: Parse, verb: int) -> int | None:
    """Who gives a figure: "given by the charity", "of whom the Observatory speaks"."""
    by = parse.child(verb, "agent")
    who = parse.child(verb, "nsubj") if by is None else parse.child(by, "pobj")
    if who is None or (parse.deps[verb] == "acl") != (by is not None):
        return None
    named = not parse.is_relative(who) and not parse.tags[who].startswith("PRP")
    return who if named and may_speak(parse, who) else None


def counts(parse: Parse, verb: int) -> bool:
    """True for a verb that puts something at a figure: "while the Front put the toll at 54"."""
    way = ways_of("counting-verb").get(parse.lower[verb])
    return way is not None and way != "object" and bool(_counted(parse, verb, way))


def _counted(parse: Parse, verb: int, way: str) -> list[int]:
    """Heads of the words that hold the figure, or none."""
    behind = _behind(parse, verb)
    object_ = parse.child(verb, "dobj", "npadvmod")
    if object_ is not None and object_ not in behind:
        object_ = None
    if way == "object":
        counted = object_ is not None and _number(parse, object_)
        return behind[behind.index(object_) :] if counted and object_ is not None else []
    if way == "number":
        alone = object_ is not None and parse.tags[object_] == "CD" and not parse.kids[object_]
        counted = object_ is not None and parse.child(object_, "nummod") == object_ - 1
        ends = object_ is not None and parse.words[object_ + 1 : object_ + 2] in _ENDED
        return [object_] if (alone or counted) and ends and object_ is not None else []
    if way == "own":
        return behind if any(_is_figure(parse, k) for k in behind) else []
    if object_ is not None and _is_done(parse, verb, object_):
        return []
    named = object_ is not None and parse.lower[object_] in words("content-noun")
    if named and object_ is not None and _holds_number(parse, object_):
        return behind[behind.index(object_) :]
    if way == _GIVEN and any(_number(parse, k) for k in behind):
        return behind
    plain = object_ is not None and (
        parse.tags[object_] == "CD" or parse.child(object_, "nummod") is not None
    )
    if plain and object_ is not None and parse.lower[verb] in forms_of("estimating"):
        return [object_]  # "Fair Vote estimated 46 percent"
    for k in behind:
        if parse.deps[k] == "prep" and _holds_number(parse, k) and _leads(parse, k, way, named):
            held = [k, *_and_more(parse, verb, k)]
            return held if object_ is None else [object_, *held]
    return []


def _and_more(parse: Parse, verb: int, link: int) -> list[int]:
    """What else is put at a figure: "the toll at 9 and the number of injured at 40"."""
    kids = [k for k in parse.kids[verb] if k > link]
    # "spoke of 18 dead on Monday, on Tuesday of 63": what is left out is the verb.
    more = [
        k
        for k in kids
        if parse.deps[k] == "prep"
        and any(
            parse.lower[i] == parse.lower[link] and _holds_number(parse, i)
            for i in range(k + 1, parse.right[k] + 1)
            if parse.deps[i] == "prep"
        )
    ]
    for noun in (k for k in kids if parse.deps[k] == "conj" and parse.is_noun(k)):
        links = (k for k in (*parse.children(noun, "prep"), *kids) if k > noun)
        same = (k for k in links if parse.lower[k] == parse.lower[link] and _holds_number(parse, k))
        found = next(same, None)
        if found is not None:
            more += [noun] if found in parse.kids[noun] else [noun, found]
    return more


def _is_done(parse: Parse, verb: int, object_: int) -> bool:
    """True for what is changed itself, no count of it: "cut 31 posts", "the number of buses".

    A toll is a count, whatever it is of: "raised the toll of the riot to 13".
    """
    changes = parse.lower[verb] in forms_of("changing-number")
    if not changes or is_counted_measure(parse.lower[object_]):
        return False
    if parse.child(object_, "nummod") is not None:
        return True
    of = next((k for k in parse.children(object_, "prep") if parse.lower[k] == "of"), None)
    counted = None if of is None else parse.child(of, "pobj")
    if counted is None or parse.child(counted, "acl") is not None:
        return False
    return not is_counted_measure(parse.lower[counted])


def _behind(parse: Parse, verb: int) -> list[int]:
    """What stands behind a verb with nothing between: objects, prepositions, particles."""
    found: list[int] = []
    for k in (k for k in parse.kids[verb] if k > verb):
        if parse.deps[k] not in _BEHIND:
            break
        found.append(k)
    return found


def _is_figure(parse: Parse, head: int) -> bool:
    """True for a number by itself or of what happened: "up to 600", "11 dead", "at 400 a week"."""
    if _number_alone(parse, head):
        return True
    inner = parse.child(head, "pobj") if parse.deps[head] == "prep" else head
    counted = inner is not None and is_counted_measure(parse.lower[inner])
    return inner is not None and counted and _number(parse, inner, _DEEPEST - 1)


def _number_alone(parse: Parse, head: int) -> bool:
    inner = parse.child(head, "pobj") if parse.deps[head] == "prep" else head
    return inner is not None and parse.tags[inner] == "CD"


def _leads(parse: Parse, preposition: int, way: str, named: bool) -> bool:
    """Whether a phrase leads to a figure, by way of another too: "down to 12", "from 14 to 12"."""
    within = parse.lower[preposition : parse.right[preposition] + 1]
    if within[0] in way.split():
        return True
    return named and within[0] in words("on-the-way") and not set(way.split()).isdisjoint(within)


def _share(parse: Parse, verb: int) -> list[int]:
    """What a poll gives somebody: "had Marr at 46 percent", "shows Marr ahead by 4 points"."""
    object_ = parse.child(verb, "dobj")
    if object_ is None or parse.lower[verb] not in words("giving-share"):
        return []
    behind = [k for k in parse.kids[verb] if k > verb and parse.deps[k] in _BESIDE]
    at = [k for k in parse.kids[object_] if parse.lower[k] == "at"]
    below = [i for k in (*behind, *at) for i in range(parse.left[k], parse.right[k] + 1)]
    given = any(parse.lower[i] in words("share-unit") and _number(parse, i) for i in below)
    return [k for k in behind if k != object_] + [object_] if given else []


_BESIDE = ("dobj", "dative", "prep", "advmod", "acomp", "oprd")


def _number(parse: Parse, head: int, depth: int = 0) -> bool:
    if parse.tags[head] == "CD":
        return True
    kids = (k for k in parse.kids[head] if not parse.heads_clause(k))
    return depth < _DEEPEST and any(_number(parse, k, depth + 1) for k in kids)


def _holds_number(parse: Parse, head: int) -> bool:
    return any(parse.tags[k] == "CD" for k in range(*parse.within(head)))


def _may_count(parse: Parse, source: int, way: str, content: Iterable[int]) -> bool:
    """True for a body, an official, a text or a name; for anybody who puts a toll at a number."""
    if parse.is_relative(source):
        return False
    lower = parse.lower[source]
    if way == "share":
        return lower in words("poll") or parse.is_name(source)
    if way == "own" and any(_number_alone(parse, k) for k in content):
        return _is_one_of(lower, _WRITTEN)  # "the union has up to 600": members
    if way == _GIVEN and any(parse.lower[k] == "as" for k in content):
        return True
    if way in ("own", _GIVEN):
        return _is_one_of(lower, _WRITTEN | words("body"))
    if way != "object" or _is_who_published(parse, source):
        return True
    named = any(parse.tags[k] in ("NNP", "NNPS") for k in range(parse.left[source], source + 1))
    return named or _is_one_of(lower, _BODIES | _WRITTEN)


def _is_who_published(parse: Parse, source: int) -> bool:
    """True for the "it" of "Ember Watch published a study. It documented 13 deaths. It counted …".

    Every sentence between has the same subject.
    """
    if parse.lower[source] not in words("body-pronoun"):
        return False
    first = parse.first[source]
    while first:
        first = parse.first[first - 1]
        head = next((i for i in range(first, parse.last[first] + 1) if parse.heads[i] == i), first)
        subject = parse.child(head, "nsubj")
        if subject is None:
            return False
        if parse.lower[subject] != parse.lower[source]:
            issued = parse.lower[head] in words("issuing-verb")
            body = parse.is_name(subject) or parse.lower[subject] in _BODIES
            return issued and body and parse.child(head, "dobj") is not None
    return False


def _is_one_of(noun: str, nouns: frozenset[str]) -> bool:
    return noun in nouns or noun.removesuffix("s") in nouns
