"""Standing: whether what is reported is asserted, denied, withheld or taken back, figure by figure.

A sentence that denies one figure may assert the next ("nine had drowned, not the 31 reported"). So
each number is followed up its parse to the words that report it; every word on the way may say how
what hangs on it stands: predicates ("was false"), verbs ("dismissed the report that"), negation,
contrast ("instead of"). What a clause only presupposes ("denied sinking the boat on which 31
drowned") no word above it can deny. The words are in `standing.txt`, beside the stances of cues.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile

from reportedly.extract.cues import Cue, find_cue, forms_of, load_cues
from reportedly.extract.parse import Parse
from reportedly.extract.passage import QUOTE_MARKS, Passage
from reportedly.extract.verdicts import verdicts
from reportedly.model import Act, Stance, Standing
from reportedly.text.lexicon import counts_people, measure_of, values, words

_COMPLEMENTS = (
    *(
        "dobj",
        "nsubjpass",
        "ccomp",
        "csubj",
        "csubjpass",
        "xcomp",
        "pcomp",
        "prep",
        "acl",
        "dative",
    ),
)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "ccomp", "xcomp", "advcl", "relcl", "ROOT")
_VERB_UP = ("xcomp", "pcomp", "prep")
_NOUN_UP = ("dobj", "nsubj", "nsubjpass", "pobj", "prep", "attr", "appos", "xcomp", "pcomp")
_REPORTED = ("ccomp", "xcomp", "advcl", "dobj", "prep")
_FILLED = ("nsubj", "nsubjpass", "dobj", "attr")
_PLAIN = 4  # the least grade of a plain word of reporting
_PHRASE = 6  # tokens of "without any foundation"
_PREDICATES = ("acomp", "attr", "oprd", "xcomp", "prep", "ccomp")

_TURNED = {
    Stance.ASSERTS: Stance.DENIES,
    Stance.DENIES: Stance.ASSERTS,
    Stance.RETRACTS: Stance.ASSERTS,
}
_LEADING = ("DT", "JJ", "VBN", "PRP$", "RB")  # tags of words between "not" and a number
_LEAD = 4


def may_turn_number(lowered: Sequence[str]) -> bool:
    """Whether words in lower case hold a number and what may say that it is not so."""
    if _turning().isdisjoint(lowered):
        return False
    return not words("cardinal").isdisjoint(lowered) or any(w[:1].isdigit() for w in lowered)


@cache
def _turning() -> frozenset[str]:
    one = {form.partition(" ")[0] for form, _ in verdicts()}
    negative = words("negation") | words("nobody") | words("nobody-before")
    return frozenset(one | negative | words("condition") | words("modal-ahead"))


def read_standing(
    passage: Passage,
    token: int,
    expected: Stance,
    cue: int = -1,
    usual: Stance = Stance.ASSERTS,
) -> Standing | None:
    """How the number at a token stands, None where it stands as expected and is no projection.

    Args:
        passage: the paragraph.
        token: the number.
        expected: how the words around it stand.
        cue: the head of the cue that reports it; -1 where nobody does.
        usual: how what the cue reports stands.
    """
    stance = _standing_of(passage, token, cue, usual)
    if stance is Stance.ASSERTS and _is_told_falsely(passage.parse, token, cue):
        stance = Stance.DENIES
    projected = _is_projected(passage, token, cue)
    parse = passage.parse
    untold = cue >= 0 and _is_negated(parse, cue) and _tells_known(parse, cue)
    if stance is expected and not (projected or untold):
        return None
    granted = cue >= 0 and stance is Stance.ASSERTS and _is_granted(parse, token, cue, usual)
    granted = granted or (untold and not _is_said_late(parse, cue))
    # "Nine died, not six as first reported": the parser takes the six for the subject.
    compared = parse.lower[token + 1 : token + 2] == ["as"]
    nobody = not compared and any(is_unsaid(parse, verb) for verb in _up_to(parse, token, cue))
    no_one = parse.lower[token] == "one" and token > 0 and parse.lower[token - 1] == "no"
    return Standing(parse.start[token - no_one], stance, projected, granted, nobody)


def _is_told_falsely(parse: Parse, token: int, cue: int) -> bool:
    """Whether a number stands in what is called false: "spread false reports that 17 had died".

    Those reports stay false whatever stands above them, as what must not be spread, or was.
    """
    below = token
    for head in parse.ancestors(token):
        told = parse.deps[below] in ("acl", "relcl", "prep") and not _is_of_thing(parse, below)
        said = _called_false(parse, head) if told else None
        if said is not None and parse.lower[head] in words("others-word"):
            return said is Stance.DENIES
        if head == cue or _is_apart(parse, below, head):
            return False
        below = head
    return False


def _up_to(parse: Parse, token: int, cue: int) -> Iterator[int]:
    """The words above a token that stand below a cue."""
    return takewhile(lambda head: head != cue, parse.ancestors(token))


def _standing_of(
    passage: Passage, token: int, cue: int = -1, usual: Stance = Stance.ASSERTS
) -> Stance:
    """How the number at a token stands, for who reports it.

    Args:
        passage: the paragraph.
        token: the number.
        cue: the head of the cue that reports it; -1 where nobody does.
        usual: how what the cue reports stands.
    """
    parse = passage.parse
    stance, below, counted = _by_itself(parse, token), token, -1
    restored = False
    while parse.heads[below] != below and below != cue:
        head = parse.heads[below]
        if _is_presupposed(parse, below) or _is_apart(parse, below, head):
            return stance
        if below == token and _is_set_against(parse, token, head):
            below = head  # "nine had drowned, not 31": the "not" is the number's
            continue
        content = below != counted and (_is_content(parse, below) or _is_made_up(parse, below))
        if below == token and parse.deps[below] in ("nummod", "amod", "compound"):
            counted = head
        if head == cue and parse.is_noun(cue):
            content = content or counted in parse.kids[below]  # "reports of 17 deaths are false"
        if head == cue and parse.lower[parse.left[below]] == "about":
            content = True  # "deleted its post about 12 dead": taken for "about 12"
        if head == cue and usual in (Stance.CANNOT_VERIFY, Stance.DECLINES):
            open_ = usual is Stance.CANNOT_VERIFY or with_neither(parse, cue)
            content = content or (below == counted and (open_ or not _is_definite(parse, below)))
        if head == cue and usual is not Stance.ASSERTS:
            return over(usual, stance) if content else stance
        if parse.child(head, "acomp", "attr") and _of_whoever(parse, parse.heads[head]):
            below = head  # the parser took "is wrong" for what they say: it is read there
            continue
        scorned = _of_whoever(parse, head) if head != cue else None
        if scorned is not None:
            stance, below = over(scorned, stance), _above_subject(parse, head)
            continue
        restored = restored or _is_behind_but(parse, below)
        if restored and negator(parse, head) is not None:
            restored, below = False, head  # "not 31 but 41": the "not" is of the first
            continue
        said = said_above(parse, head, below, content=content)
        stance = unmade(parse, head, over(said, stance), content=content)
        if stance is Stance.CANNOT_VERIFY and parse.lower[head] in words("asking"):
            stance = Stance.ASKS
        below = head
    if stance is Stance.ASSERTS and _is_question(parse, token):
        return Stance.DENIES if _is_answered_no(parse, token) else Stance.ASKS
    return over(usual, stance) if below != cue else stance


def statement_stands(parse: Parse, head: int) -> Stance:
    """How a statement without a figure stands: "no plane flew", "we deny that", "I cannot say".

    Args:
        parse: the paragraph.
        head: the head of the statement.
    """
    subject = parse.child(head, "nsubj", "nsubjpass")
    cue = find_cue(load_cues(), parse.lower[head], parse.tags[head])
    if cue is not None and subject is not None and parse.lower[subject] in words("speaker-self"):
        below = parse.child(head, "ccomp", "xcomp", "dobj", "prep", "advcl")
        plain = cue.lemma not in values("negated-verb") and _acts_on(parse, head, below)
        negated = _is_negated(parse, head)
        if cue.stance is not Stance.ASSERTS:
            return Stance.ASSERTS if negated else cue.stance
        if _is_unknown(parse, head):
            return Stance.CANNOT_VERIFY
        if not negated or cue.act is Act.BELIEF:
            return Stance.ASSERTS
        return Stance.DENIES if below is None or plain else withheld(parse, head, cue.lemma)
    unable = withheld_statement(parse, head, cue)
    if unable is not None:
        # Who says "no defect was reported to us" denies that it was.
        return Stance.DENIES if reaches_speaker(parse, head) else unable
    nothing = any(is_nobody(parse, k) for k in parse.children(head, *_FILLED))
    untrue = _predicated(parse, head, subject, content=True) if subject is not None else None
    if untrue is not None:
        return over(Stance.DENIES, untrue) if nothing or _is_negated(parse, head) else untrue
    return Stance.DENIES if nothing or _is_negated(parse, head) else Stance.ASSERTS


def reaches_speaker(parse: Parse, verb: int) -> bool:
    """True for what is said to who speaks: "reported to us"."""
    to = [k for k in parse.children(verb, "prep", "dative") if parse.lower[k] == "to"]
    heard = (parse.child(k, "pobj") for k in to)
    return any(k is not None and parse.lower[k] in words("speaker-heard") for k in heard)


def head_of(parse: Parse, begin: int, end: int) -> int:
    """The word of a stretch `[begin, end)` on which its other words hang."""
    inner = (
        i for i in range(begin, end) if not begin < parse.heads[i] < end or parse.heads[i] == i
    )
    return next((i for i in inner if parse.deps[i] != "punct"), begin)


def withheld_statement(parse: Parse, head: int, cue: Cue | None = None) -> Stance | None:
    """Where a statement says that nothing can be said: "it is not for us to say"."""
    if not _is_negated(parse, head):
        return None
    checks = cue is not None and values("negated-verb").get(cue.lemma) == Stance.CANNOT_VERIFY
    if checks or _is_unknown(parse, head):
        return Stance.CANNOT_VERIFY
    for k in parse.children(head, "advcl", "xcomp", "ccomp"):
        inner = find_cue(load_cues(), parse.lower[k], parse.tags[k])
        if inner is not None and parse.is_infinitive(k) and inner.lemma in values("negated-verb"):
            return Stance(values("negated-verb")[inner.lemma])
    return None


def _is_unknown(parse: Parse, head: int) -> bool:
    """Whether a negated verb leaves a question open: "does not know what happened"."""
    knowing = [
        k for k in (head, *parse.children(head, "acomp")) if parse.lower[k] in words("known")
    ]
    if not knowing or not _is_negated(parse, head):
        return False
    below = (k for above in (head, *knowing) for k in parse.kids[above] if k > head)
    opening = (parse.left[k] + n for k in below for n in range(2))
    return any(parse.lower[i] in words("question-word") for i in opening if i < len(parse))


def statements_in(
    parse: Parse, begin: int, end: int, *, judged: bool = False
) -> Iterator[tuple[int, Stance]]:
    """The first token and standing of each whole sentence among tokens that is not asserted.

    Args:
        parse: the paragraph.
        begin: the first of the tokens.
        end: the one behind the last.
        judged: only those that say so of something: "the story is not true", not "nobody came".
    """
    first = begin
    while first < end:
        after = parse.last[first] + 1
        root = next((i for i in range(first, after) if parse.heads[i] == i), None)
        if first == parse.first[first] and after <= end and root is not None:
            subject = parse.child(root, "nsubj", "nsubjpass")
            if parse.heads_clause(root) and subject is not None:
                stands = statement_stands(parse, root)
                wanted = not judged or _predicated(parse, root, subject, content=False) is not None
                if wanted and stands is not Stance.ASSERTS:
                    yield first, stands
        first = after


def _is_projected(passage: Passage, token: int, cue: int = -1) -> bool:
    """Whether the clause of a number says what may or will be: "could rise to 30", "if 50 die"."""
    parse, below = passage.parse, token
    for head in parse.ancestors(token):
        if below == cue or _is_apart(parse, below, head):
            return False
        below = head
        if head == cue:
            return False
        if parse.heads_clause(head):
            modal = {parse.lower[k] for k in parse.children(head, "aux")} & words("modal-ahead")
            if parse.deps[head] == "xcomp" and parse.lower[parse.heads[head]] in words(
                "likely-ahead"
            ):
                return not _is_negated(parse, parse.heads[head])
            if parse.mark(head) in words("condition") and parse.deps[head] == "advcl":
                return True
            return bool(modal) and not _is_negated(parse, head)
    return False


def _is_granted(parse: Parse, token: int, cue: int, usual: Stance) -> bool:
    """Whether a number stands in words that what is reported takes for granted.

    So does one in what can only be denied as a deed: "denied negligence in the deaths of four".
    """
    path = [token, *_up_to(parse, token, cue)]
    if any(_is_presupposed(parse, i) for i in path):
        return True
    return (
        usual is Stance.DENIES and parse.heads[path[-1]] == cue and not _is_content(parse, path[-1])
    )


def _is_question(parse: Parse, token: int) -> bool:
    """Whether the sentence of a token ends with a question mark, quotation marks aside."""
    ahead = range(token, min(len(parse), parse.last[token] + 2))
    mark = next((parse.words[i] for i in ahead if parse.words[i] in (".", "!", "?")), "")
    return mark == "?"


def _is_answered_no(parse: Parse, token: int) -> bool:
    """Whether the sentence behind a question denies it: "Eighty-four dead? That is invented"."""
    after = parse.last[token] + 1
    after += after < len(parse) and parse.words[after] == "?"
    if after >= len(parse):
        return False
    rest = range(after, parse.last[after] + 1)
    subject = next((i for i in rest if parse.deps[i] in ("nsubj", "nsubjpass")), None)
    if parse.lower[after] == "no":
        return True
    if subject is None or parse.lower[subject] not in words("taken-up"):
        return False
    head = parse.heads[subject]
    own = verdicts().get((parse.lower[head], "predicate"), Stance.ASSERTS)
    return Stance.DENIES in (own, statement_stands(parse, head))


def is_rebuffed(parse: Parse, noun: int) -> bool | None:
    """Whether quoted words deny what they are said of: "“Nonsense,” he said of a report that".

    Returns:
        None where a noun is not what something is said of.
    """
    preposition = parse.heads[noun]
    if parse.deps[noun] != "pobj" or parse.lower[preposition] not in words("said-of"):
        return None
    if not _holds_content(parse, noun):
        return None  # "“We lost,” said the minister of Orlo"
    verb = parse.heads[preposition]
    while parse.is_noun(verb) and parse.deps[verb] in ("appos", "nsubj"):
        verb = parse.heads[verb]
    cue = find_cue(load_cues(), parse.lower[verb], parse.tags[verb])
    first = parse.first[verb]
    quoted = any(
        parse.words[i] in QUOTE_MARKS and parse.tags[i] != "POS" for i in range(first, verb)
    )
    if cue is None or cue.pos != "verb" or cue.act is not Act.SPEECH or not quoted:
        return None
    said = (k for k in parse.kids[verb] if k < verb and parse.words[k] not in QUOTE_MARKS)
    return any(is_denial(parse, k) for k in said)


def is_denial(parse: Parse, head: int) -> bool:
    """Whether words deny what they are said of: "nonsense", "not at all", "it never happened".

    Only what speaks of truth does, or takes the words up and negates them: "this must never happen
    again", "it was not insured" and "nobody slept" deny nothing that was said before.
    """
    if not parse.heads_clause(head):
        own = verdicts().get((parse.lower[head], "predicate"))
        said = {w for w in parse.lower[parse.left[head] : parse.right[head] + 1] if w.isalpha()}
        opened = parse.lower[parse.left[head]] in words("negation")
        if own is None:
            return opened and said <= words("negation") | words("flat-denial")
        return (over(Stance.DENIES, own) if opened else own) is Stance.DENIES
    subject = parse.child(head, "nsubj", "nsubjpass")
    if subject is None:
        return False
    if parse.lower[subject] in words("speaker-self"):
        cue = find_cue(load_cues(), parse.lower[head], parse.tags[head])
        return cue is not None and cue.stance is Stance.DENIES and not _is_negated(parse, head)
    if _predicated(parse, head, subject, content=True) is not None:
        return statement_stands(parse, head) is Stance.DENIES
    opening = parse.lower[parse.left[subject] : parse.left[subject] + 2]
    return opening == ["no", "such"] or _is_bare_negation(parse, head)


def _is_bare_negation(parse: Parse, verb: int) -> bool:
    """Whether a verb says no more than that it is not so: "it did not happen", "they were not"."""
    negative = negator(parse, verb)
    modal = any(parse.tags[k] == "MD" for k in parse.children(verb, "aux"))
    if negative is None or modal or parse.tags[verb] == "MD":
        return False
    told = [k for k in parse.kids[verb] if k > max(verb, negative) and parse.words[k].isalnum()]
    return (parse.lower[verb] in words("pro-verb") | words("be") | words("taking-place")) and all(
        parse.lower[k] in words("flat-denial") for k in told
    )


def unmade(parse: Parse, verb: int, stance: Stance, *, content: bool = True) -> Stance:
    """How it stands where nothing is denied: "refused to withdraw", "made no attempt to deny"."""
    head, dep = parse.heads[verb], parse.deps[verb]
    to_do = parse.is_infinitive(verb)
    if (dep in _VERB_UP or (dep == "advcl" and to_do)) and not _is_negated(parse, head):
        above = parse.heads[head] if dep == "pcomp" and parse.deps[head] == "prep" else head
        undone = values("silence").get(parse.lower[above])
        undone = None if to_do and undone == Stance.RETRACTS else undone  # "stopped to say"
        if undone is not None and stance is Stance.ASSERTS:
            return _unsaid(parse, verb, Stance(undone), content=content)
        if undone is not None and stance in _TURNED:
            refused = stance is Stance.DENIES and undone == Stance.DECLINES
            return Stance.DECLINES if refused else Stance.ASSERTS
    none = dep == "acl" and any(parse.lower[k] == "no" for k in parse.children(head, "det"))
    return Stance.ASSERTS if none and stance in (Stance.DENIES, Stance.RETRACTS) else stance


def _unsaid(parse: Parse, verb: int, undone: Stance, *, content: bool) -> Stance:
    """How it stands where what a verb reports is left undone: "refused to say", "failed to"."""
    cue = find_cue(load_cues(), parse.lower[verb], parse.tags[verb])
    if cue is None or (cue.act is not Act.SPEECH and cue.lemma not in values("negated-verb")):
        return Stance.ASSERTS
    named = values("negated-verb").get(cue.lemma)
    if not content and named != Stance.CANNOT_VERIFY:
        return Stance.ASSERTS  # "refused to release the 31 men"
    if named == Stance.DENIES or (named is not None and undone is Stance.CANNOT_VERIFY):
        return Stance(named)
    return undone


def _is_apart(parse: Parse, below: int, head: int) -> bool:
    """Whether a semicolon or colon stands between the two: each side is said for itself."""
    between = parse.words[min(below, head) : max(below, head)]
    return ";" in between or ":" in between


def over(outer: Stance, inner: Stance) -> Stance:
    """What stands under two words: a denial denied is asserted, what is withheld stays so."""
    if outer is Stance.DENIES:
        return _TURNED[inner] if inner in (Stance.ASSERTS, Stance.DENIES) else inner
    return inner if outer is Stance.ASSERTS else outer


def said_of_cue(parse: Parse, cue: int, *, sourced: bool) -> Stance:
    """What the words above a cue say of all it reports: "has yet to confirm", "took back a claim".

    Args:
        parse: the paragraph.
        cue: the head of the cue.
        sourced: whether somebody is named whose words a noun tells; he stands by them whatever
            others say of them, unless he takes them back.
    """
    if is_rebuffed(parse, cue):
        return Stance.DENIES
    stance, below = Stance.ASSERTS, cue
    noun = parse.is_noun(cue)
    while parse.deps[below] == "conj" and not parse.children(below, "nsubj", "nsubjpass"):
        below = parse.heads[below]
    onward = _NOUN_UP if noun else _VERB_UP
    while parse.deps[below] in onward and not (below == cue and parse.deps[below] == "prep"):
        head = parse.heads[below]
        said = unmade(parse, head, said_above(parse, head, below))
        if not (noun and sourced) or said is Stance.RETRACTS:
            stance = over(said, stance)
        below = head
        onward = _NOUN_UP if parse.is_noun(below) else _VERB_UP
    return stance


def _by_itself(parse: Parse, token: int) -> Stance:
    """Denied by a "not" or a word of contrast before it: "not the 31", "instead of 31"."""
    at = token - 1
    while at > max(0, token - _LEAD) and parse.tags[at] in _LEADING and parse.deps[at] != "neg":
        at -= 1
    before = parse.lower[at] if at >= 0 else ""
    if before in ("not", "never"):
        verb = parse.heads[at] if parse.deps[at] == "neg" and parse.words[at - 1] != "," else at
        if verb < token and parse.heads_clause(verb):
            return Stance.ASSERTS  # the way up meets that verb
        return Stance.ASSERTS if parse.lower[at + 1] in words("no-denial") else Stance.DENIES
    if before == "from" and _is_taken_back(parse, token):
        return Stance.RETRACTS
    # Where the joint hangs on the word of contrast, the way up meets that word.
    joined = at > 0 and before in words("apart-joint") and parse.heads[at] != at - 1
    return (
        Stance.DENIES if joined and (parse.lower[at - 1], "apart") in verdicts() else Stance.ASSERTS
    )


def _is_behind_but(parse: Parse, below: int) -> bool:
    """Whether a number stands behind "but" beside another: "not 31 but 41"."""
    first = parse.heads[below]
    joints = [parse.lower[k] for k in parse.children(first, "cc") if k < below]
    return parse.deps[below] == "conj" and not parse.heads_clause(below) and joints[-1:] == ["but"]


def _is_taken_back(parse: Parse, token: int) -> bool:
    """Whether a number is one that is corrected: "corrected its count from 36 to 29"."""
    verb = next(filter(parse.is_verb, parse.ancestors(token)), token)
    onward = "to" in parse.lower[token : token + _LEAD]
    count = parse.child(verb, "dobj")
    counts = count is not None and parse.lower[count] in words("content-noun")
    return onward and counts and parse.lower[verb] in forms_of("taking-back")


def _is_set_against(parse: Parse, token: int, verb: int) -> bool:
    """Whether a "not" right before a number, behind a comma, was taken for the verb's."""
    negator = token - 1
    hangs = parse.deps[negator] == "neg" and parse.heads[negator] == verb
    return token > 1 and hangs and verb < negator and parse.words[negator - 1] == ","


def _is_presupposed(parse: Parse, i: int) -> bool:
    """Whether the clause of a token is taken for granted by what stands above it."""
    dep, head = parse.deps[i], parse.heads[i]
    if dep == "nummod":
        return _is_known(parse, head)
    if dep in ("relcl", "acl"):
        if parse.lower[head] in words("nobody"):
            return False  # "nothing to suggest that"
        return not (_holds_content(parse, head) and not _is_of_thing(parse, i))
    if dep == "advcl" and parse.mark(i) in words("taken-for-granted"):
        return True
    first = parse.left[i]
    asked = parse.lower[first] in words("asked-for") and parse.lower[first + 1] != "many"
    return asked and dep in ("ccomp", "advcl", "pcomp", "xcomp")


def _is_known(parse: Parse, noun: int) -> bool:
    """Whether those counted are taken for known: "denied firing on the 27 villagers who died"."""
    of_deed = parse.deps[noun] == "pobj" and parse.is_verb(parse.heads[parse.heads[noun]])
    held = of_deed and not _holds_content(parse, noun)
    return _is_definite(parse, noun) and held and parse.child(noun, "relcl", "acl") is not None


def _is_definite(parse: Parse, noun: int) -> bool:
    return any(parse.lower[k] == "the" for k in parse.children(noun, "det"))


def _is_content(parse: Parse, i: int) -> bool:
    """Whether what a token heads can be denied: a clause, a number, words about one.

    "Denied negligence in the deaths of four" denies no number, nor does "58 claims were denied".
    """
    of_content = parse.deps[i] == "prep" and parse.kids[i]
    if of_content:
        i = parse.kids[i][-1]
    if parse.tags[i] == "CD" and any(parse.lower[k] == "of" for k in parse.children(i, "prep")):
        return False  # "31 of the reports"
    return parse.heads_clause(i) or parse.tags[i] == "CD" or _holds_content(parse, i)


def _is_made_up(parse: Parse, noun: int) -> bool:
    """Whether it is deaths or the like that somebody is said to have invented."""
    if parse.deps[noun] not in ("dobj", "nsubjpass") or measure_of(parse.lower[noun]) is None:
        return False
    verb = parse.heads[noun]
    beside = (f"{parse.lower[verb]} {parse.lower[k]}" for k in parse.children(verb, "prt"))
    return any(form in forms_of("inventing") for form in (parse.lower[verb], *beside))


def _holds_content(parse: Parse, noun: int) -> bool:
    """Whether a noun is words or a number that can be right or wrong: "the report that"."""
    low = parse.lower[noun]
    cue = find_cue(load_cues(), low, parse.tags[noun])
    known = cue is not None and cue.pos == "noun"
    judges = verdicts().get((low, "predicate"))
    if judges is Stance.ASSERTS and parse.deps[noun] != "attr":
        judges = None  # "reviewed the case of 31 sailors"; "it is the case that" says so
    return (
        known or low in words("content-noun") or (low, "noun") in verdicts() or judges is not None
    )


def _is_of_thing(parse: Parse, clause: int) -> bool:
    """Whether a clause says which thing is meant: "the figure that was printed"."""
    relative = (k for k in parse.kids[clause] if parse.is_relative(k) or parse.lower[k] == "which")
    return any(parse.lower[k] != "that" or parse.deps[k][:5] == "nsubj" for k in relative)


def said_above(parse: Parse, head: int, below: int, *, content: bool = True) -> Stance:
    """What a word says of the one below it; only what is content can be denied or taken back."""
    if parse.deps[below] in ("conj", "cc", "punct"):
        return Stance.ASSERTS
    left = parse.left[below]
    open_ = parse.mark(below) == "whether" or (
        parse.mark(below) == "if" and parse.deps[below] in ("ccomp", "pcomp")
    )
    stance = Stance.CANNOT_VERIFY if open_ else Stance.ASSERTS
    if parse.lower[left] == "that" and left:  # often parsed as if it hung on the verb before
        stance = verdicts().get((parse.lower[left - 1], "noun"), stance)
    if with_neither(parse, head):
        return withheld(parse, head)
    if is_scorned(parse, head):
        return over(Stance.DENIES, stance)
    apart = verdicts().get((parse.lower[head], "apart")) if parse.deps[below] == "prep" else None
    own = _own(parse, head, below) if content else apart
    if own is None:
        own = _predicated(parse, head, below, content=content)
    negated = _negation(parse, head, below)
    doubted = own in (Stance.CANNOT_VERIFY, Stance.ASKS) and parse.is_noun(head)
    if doubted and negator(parse, head) is not None:
        return Stance.ASSERTS  # "no doubt that", "no question that"
    if own in _TURNED and (
        negated is not None or _is_negated(parse, head) or is_no_longer(parse, head)
    ):
        unable = (parse.lower[head], "before") in verdicts()  # "was not able to verify"
        return over(Stance.CANNOT_VERIFY if unable else _TURNED[own], stance)
    return over(negated or Stance.ASSERTS, over(own or Stance.ASSERTS, stance))


def rejects(parse: Parse, verb: int, below: int) -> bool:
    """Whether a verb says of what hangs on it that it is not so: "dismissed it", "denied by".

    Args:
        parse: the paragraph.
        verb: the verb, not negated.
        below: its object or passive subject; the verb itself where it stands in a clause about it.
    """
    if below != verb and said_above(parse, verb, below) is Stance.DENIES:
        return True
    low, cue = parse.lower[verb], find_cue(load_cues(), parse.lower[verb], parse.tags[verb])
    phrases = (f"{low} {parse.lower[k]}" for k in parse.children(verb, "prt", "advmod"))
    own = next((verdicts()[f, "verb"] for f in (*phrases, low) if (f, "verb") in verdicts()), None)
    return (own or (cue.stance if cue is not None else None)) is Stance.DENIES


def says_of_object(parse: Parse, verb: int, below: int) -> bool:
    """Whether a verb calls what hangs on it untrue by a name: "which the owner called a lie"."""
    names = (
        k for k in parse.children(verb, "dobj", "oprd", "attr", "acomp", "xcomp") if k != below
    )
    return any(verdicts().get((parse.lower[k], "predicate")) is Stance.DENIES for k in names)


def is_scorned(parse: Parse, verb: int) -> bool:
    """Whether a verb reports what nobody should believe: "whoever says 31 is lying"."""
    return _of_whoever(parse, verb) is Stance.DENIES


def _of_whoever(parse: Parse, verb: int) -> Stance | None:
    """What is said of all who say so: "anyone who says 31 is wrong", "… is right".

    Read off the words up to the next comma: the parser takes what follows for what they say.
    """
    subject = parse.child(verb, "nsubj")
    if subject is None or find_cue(load_cues(), parse.lower[verb], parse.tags[verb]) is None:
        return None
    anyone = parse.heads[verb] if parse.deps[verb] == "relcl" else subject
    if parse.lower[anyone] not in words("whoever"):
        return None
    rest = list(takewhile(lambda i: parse.words[i] != ",", range(verb + 1, parse.last[verb] + 1)))
    for i in reversed(rest):
        lying = parse.lower[i] in words("lying")
        said = Stance.DENIES if lying else verdicts().get((parse.lower[i], "predicate"))
        if said is not None:
            return over(Stance.DENIES, said) if _is_negated(parse, i) else said
        if (
            parse.lower[i] in words("be") | words("known")
            and parse.deps[i] != "auxpass"
            and _is_negated(parse, i)
        ):
            return Stance.DENIES  # "whoever says 31 has not been here"
    return None


def _above_subject(parse: Parse, verb: int) -> int:
    """The verb that says something of those whose clause is its subject: "whoever says so is"."""
    above = parse.heads[verb] if parse.deps[verb] == "relcl" else verb
    while parse.deps[above] in ("csubj", "csubjpass", "nsubj", "nsubjpass"):
        above = parse.heads[above]
    return above


def _own(parse: Parse, head: int, below: int) -> Stance | None:
    """What a word itself, or one before the clause that hangs on it, says of that clause."""
    forms, low, dep = verdicts(), parse.lower[head], parse.deps[below]
    if (low, "predicate") in forms and _is_judged(parse, head):
        return None  # "rumours that 31 drowned are false" is said of the rumours once
    if dep in _COMPLEMENTS or parse.mark(below) == "that":
        beside = [
            *parse.children(head, "prt", "advmod", "dobj"),
            *([below] if dep == "prep" else []),
        ]
        phrases = [f"{low} {parse.lower[k]}" for k in beside]
        found = next((forms[f, "verb"] for f in (*phrases, low) if (f, "verb") in forms), None)
        if found is not None and not _speaks_of_words(parse, below):
            return None
        cue = find_cue(load_cues(), low, parse.tags[head])
        found = found or (cue.stance if cue and cue.stance is not Stance.ASSERTS else None)
        found = found or forms.get((low, "apart")) or forms.get((low, "noun"))
        if found is Stance.RETRACTS and _is_bare_count(parse, below):
            return None
        if found is not None:
            return found
    # "The rumour that 31 drowned" leaves open what "it is a rumour that" denies.
    clause = dep in ("acl", "relcl", "ccomp") and parse.deps[head] != "attr"
    told = clause and parse.is_noun(head) and low in words("others-word")
    if not told and dep in ("acl", "relcl", *_SUBJECTS) and (low, "predicate") in forms:
        return forms[low, "predicate"]
    if dep in ("ccomp", "xcomp", "pcomp", "prep", "advcl"):
        before = [head, *(k for k in parse.kids[head] if k < below)]
        return next(
            (
                forms[w, "before"]
                for w in map(parse.lower.__getitem__, before)
                if (w, "before") in forms
            ),
            None,
        )
    return None


def _is_judged(parse: Parse, noun: int) -> bool:
    """Whether it is said of a noun for words that they are untrue or the like: "is false"."""
    judged = parse.is_noun(noun) and parse.deps[noun] in ("nsubj", "dobj")
    return judged and _predicated(parse, parse.heads[noun], noun, content=True) is not None


def _is_bare_count(parse: Parse, below: int) -> bool:
    """True for people told by their number alone, who are moved: "pulled 12 from the water"."""
    return parse.tags[below] == "CD" and not _is_definite(parse, below)


def _speaks_of_words(parse: Parse, below: int) -> bool:
    """False for a gerund of a deed: "apologised for killing 31", "warned against cutting jobs"."""
    gerund = parse.child(below, "pcomp") if parse.deps[below] == "prep" else None
    if (
        gerund is None
        or parse.tags[gerund] != "VBG"
        or parse.lower[gerund] in words("taken-for-true")
    ):
        return True
    return find_cue(load_cues(), parse.lower[gerund], "VBG") is not None


def _predicated(parse: Parse, head: int, below: int, *, content: bool) -> Stance | None:
    """What a predicate says of the subject or clause: "is false", "called it a lie"."""
    if parse.deps[below] not in (*_SUBJECTS, "dobj") and parse.mark(below) != "that":
        return None
    if _is_deed(parse, below):
        return None
    only_counts = not content and _is_count(parse, below, head)
    judged = not parse.is_finite(below) and parse.mark(below) != "that"
    for k in parse.children(head, *_PREDICATES, "advmod"):
        bare = parse.deps[k] == "advmod"
        said = parse.deps[k] in ("acomp", "attr") or (bare and _is_negated(parse, k))
        if k == below or not (content or said) or (only_counts and not bare):
            continue
        if parse.deps[k] == "prep" and parse.lower[k] in words("by-which"):
            continue  # "shelled it by mistake"
        story = _called_false(parse, k) if said else None
        if story is not None:
            return story
        near = said or bare or parse.right[k] - parse.left[k] >= _PHRASE
        for word in [k] if near else range(parse.left[k], parse.right[k] + 1):
            found = verdicts().get((parse.lower[word], "predicate"))
            if found is not None and (judged or parse.lower[word] not in words("unwelcome")):
                turned = (bare and said) or (k == word and negator(parse, k) is not None)
                return over(Stance.DENIES, found) if turned else found
    if content and (without := _without_basis(parse, head, below)) is not None:
        return without
    named = range(below, parse.right[below] + 1) if parse.deps[below] == "dobj" else ()
    # "called the figure of 31 a fantasy": the parser hung the name on what is named.
    loose = (k for k in named if parse.deps[k] == "appos")
    return next((f for k in loose if (f := verdicts().get((parse.lower[k], "predicate")))), None)


def _called_false(parse: Parse, noun: int) -> Stance | None:
    """What a word before a noun for words says of them: "fake news", "a false claim"."""
    if parse.lower[noun] not in words("others-word") | words("false-words"):
        return None
    said = (
        verdicts().get((parse.lower[k], "predicate"))
        for k in parse.children(noun, "amod", "compound")
    )
    found = next(filter(None, said), None)
    negated = found is not None and _is_negated(parse, noun)
    return over(Stance.DENIES, found) if negated and found is not None else found


def _without_basis(parse: Parse, verb: int, below: int) -> Stance | None:
    """Whether a verb says that its subject is without a basis: "lacked any", "had no basis"."""
    basis = parse.child(verb, "dobj")
    if basis is None or basis == below or parse.lower[basis] not in words("truth"):
        return None
    none = any(parse.lower[k] == "no" for k in parse.children(basis, "det", "neg"))
    lacking = parse.lower[verb] in words("lacking")
    owned = parse.lower[verb] in words("having")
    return Stance.DENIES if lacking or (owned and (none or _is_negated(parse, verb))) else None


def _is_count(parse: Parse, subject: int, verb: int) -> bool:
    """Whether a subject is things with their number: "31 calls were a hoax" denies none of them.

    "The 31 graves are a fairy tale" does, and so does "claims that 31 … are false" where the parser
    takes "are false" for what they say.
    """
    counted = parse.tags[subject] == "CD" or parse.child(subject, "nummod") is not None
    above = parse.heads[verb]
    if parse.tags[verb] == "VBZ" or parse.lower[verb] == "was":
        return False  # "31 dead is a lie"
    report = parse.lower[above] in words("content-noun") and parse.deps[above] not in _NOUN_UP
    return counted and not report and not _is_definite(parse, subject)


def _is_deed(parse: Parse, clause: int) -> bool:
    """Whether a clause names what is done, not what is said: "wrong to send 31 men"."""
    gerund = parse.tags[clause] == "VBG" and parse.deps[clause] in ("csubj", "csubjpass", "nsubj")
    if not (parse.is_infinitive(clause) or gerund):
        return False
    cue = find_cue(load_cues(), parse.lower[clause], parse.tags[clause])
    says = cue is not None and cue.act is Act.SPEECH and cue.grade >= _PLAIN
    return not says and parse.lower[clause] not in words("claiming")


def _acts_on(parse: Parse, verb: int, below: int | None) -> bool:
    """True for what is done to a thing and says nothing: "we did not attack the school"."""
    if below is None or parse.deps[below] not in ("dobj", "prep") or _is_content(parse, below):
        return False
    return not any(parse.lower[k] in words("disability") for k in parse.children(verb, "aux"))


def _negation(parse: Parse, head: int, below: int) -> Stance | None:
    """What a negated verb, or one whose subject is nobody, says of its complement."""
    if parse.lower[head] in words("nobody") and parse.deps[below] in ("acl", "relcl"):
        return Stance.CANNOT_VERIFY
    if parse.is_noun(head):
        no = any(parse.lower[k] in words("negation") for k in parse.children(head, "det", "neg"))
        if not no:
            return None
        if parse.lower[head] in words("truth"):
            reason = parse.lower[below] == "for" and not _is_content(parse, below)
            return None if reason else Stance.DENIES  # "no grounds for the arrest of 31"
        return Stance.CANNOT_VERIFY if parse.lower[head] in words("evidence") else None
    if not (parse.heads_clause(head) or parse.tags[head].startswith("JJ")):
        return None
    if parse.deps[below] == "prep" and parse.child(head, "expl") is not None:
        there = parse.child(head, "attr")  # "there was no substance to rumours that"
        return None if there is None else _negation(parse, there, below)
    subject = parse.child(head, "nsubj", "nsubjpass")
    nobody = subject is not None and subject != below and is_nobody(parse, subject)
    nobody = nobody or _at_no_time(parse, head)
    longer = is_no_longer(parse, head)
    if not (nobody or longer or _is_negated(parse, head)):
        return None
    dep, cue = parse.deps[below], _reporting(parse, head, below)
    if dep == "xcomp" and parse.lower[head] in values("silence"):
        return None  # "did not hesitate to say"
    claims = cue is not None and cue.lemma in words("claiming")
    if claims and not nobody and (_is_said_late(parse, head) or _tells_known(parse, head)):
        return None
    if cue is not None:
        if longer:
            return Stance.RETRACTS
        return Stance.CANNOT_VERIFY if nobody else withheld(parse, head, cue.lemma)
    if longer:
        return None
    if dep in ("nsubj", "nsubjpass"):
        if _is_rebuttal(parse, head) or _had_not(parse, head, below):
            return Stance.DENIES
        return Stance.CANNOT_VERIFY if _is_unconfirmed(parse, head) else None
    number = dep == "acomp" and parse.tags[below] == "CD"
    named = (number or dep == "attr") and (parse.lower[below], "predicate") not in verdicts()
    counts = named or (
        dep == "dobj" and (measure_of(parse.lower[head]) is not None or _has(parse, head, below))
    )
    first = parse.left[below]
    denied = first > 0 and negator(parse, head) == first - 1 and parse.tags[first] == "CD"
    if parse.lower[first] in words("no-denial"):
        return None  # "was not only 31"
    return Stance.DENIES if counts or denied else None


def _has(parse: Parse, verb: int, owned: int) -> bool:
    """Whether a verb says how many there are: "does not have 31 pupils"."""
    return parse.lower[verb] in words("having") and parse.tags[parse.left[owned]] == "CD"


def _reporting(parse: Parse, head: int, below: int) -> Cue | None:
    """The verb by which what hangs on it is reported, where it is one that reports."""
    cue = find_cue(load_cues(), parse.lower[head], parse.tags[head])
    if cue is None or cue.pos != "verb" or parse.deps[below] not in _REPORTED:
        return None
    speaks = cue.act is Act.SPEECH and cue.grade >= _PLAIN
    return cue if speaks or _is_content(parse, below) else None


def _is_unconfirmed(parse: Parse, verb: int) -> bool:
    """Whether what a negated verb speaks of is left open: "the figure could not be confirmed"."""
    cue = find_cue(load_cues(), parse.lower[verb], parse.tags[verb])
    known = cue is not None and values("negated-verb").get(cue.lemma) == Stance.CANNOT_VERIFY
    return known and parse.child(verb, "nsubjpass") is not None


def _had_not(parse: Parse, verb: int, subject: int) -> bool:
    """Whether what would have been counted did not happen: "31 people had not died"."""
    no = negator(parse, verb)
    denied = measure_of(parse.lower[verb]) in words("denied-when-not")
    contrasted = "but" in parse.lower[verb : parse.right[verb] + 1]
    return denied and not contrasted and no is not None and parse.right[subject] < no < verb


def _is_rebuttal(parse: Parse, verb: int) -> bool:
    """Whether a negated sentence answers somebody: "No, 50 did not lose their homes"."""
    first = parse.first[verb]
    opener = parse.lower[first] if parse.lower[first].isalpha() else parse.lower[first + 1]
    return opener == "no" or (opener, "apart") in verdicts() or _is_behind_denial(parse, verb)


def _is_behind_denial(parse: Parse, verb: int) -> bool:
    """Whether words before it deny what it goes on to deny: "That is false: 30 did not die"."""
    begin = parse.first[max(0, parse.first[verb] - 1)]
    subjects = (i for i in range(begin, verb) if parse.deps[i] in ("nsubj", "nsubjpass"))
    pronouns = (i for i in range(begin, verb) if parse.deps[i] == "dobj" and parse.tags[i] == "PRP")
    rejecting = (verdicts().get((parse.lower[parse.heads[i]], "verb")) for i in pronouns)
    if Stance.DENIES in rejecting:
        return True  # "dismissed it as gossip: 30 did not die"
    taken_up = (i for i in subjects if parse.lower[i] in words("taken-up"))
    return any(parse.heads[i] != verb and is_denial(parse, parse.heads[i]) for i in taken_up)


def withheld(parse: Parse, verb: int, lemma: str = "say") -> Stance:
    """Whether who does not say so declines or cannot: "would not say", "could not say"."""
    named = values("negated-verb").get(lemma)
    unable = any(parse.lower[k] in words("disability") for k in parse.children(verb, "aux"))
    return Stance.CANNOT_VERIFY if unable or named is None else Stance(named)


def is_unsaid(parse: Parse, verb: int) -> bool:
    """Whether what a verb reports was never said: "never said", "does not claim", "denied saying".

    Who "would not say" or "cannot say" keeps silent: that is something else.
    """
    cue = find_cue(load_cues(), parse.lower[verb], parse.tags[verb])
    if cue is None or cue.pos != "verb" or cue.lemma not in words("claiming"):
        return False
    if _asks(parse, verb):
        return False
    above = parse.heads[verb]
    denier = find_cue(load_cues(), parse.lower[above], parse.tags[above])
    if parse.deps[verb] in ("xcomp", "ccomp") and denier and denier.stance is Stance.DENIES:
        return not _is_negated(parse, above)
    subject = parse.child(verb, "nsubj")
    if subject is not None and is_nobody(parse, subject):
        return True
    modal = any(parse.tags[k] == "MD" for k in parse.children(verb, "aux"))
    above = parse.heads[verb] if parse.deps[verb] == "conj" else verb
    if _at_no_time(parse, above):
        return True
    if modal or _is_said_late(parse, verb) or _tells_known(parse, verb):
        return False
    return _is_negated(parse, verb)


def _tells_known(parse: Parse, verb: int) -> bool:
    """Whether what was claimed are things known anyway: "did not announce the 31 arrests"."""
    cue = find_cue(load_cues(), parse.lower[verb], parse.tags[verb])
    told = parse.child(verb, "dobj")
    if told is None or cue is None or cue.lemma not in words("claiming"):
        return False
    return _is_definite(parse, told) and not _is_content(parse, told)


def _is_said_late(parse: Parse, verb: int) -> bool:
    """Whether a "not" is of when it was said: "did not report it until Friday", "for a week"."""
    below = [
        i for i in range(verb + 1, parse.right[verb] + 1) if parse.lower[i] in ("until", "for")
    ]
    spans = (parse.child(i, "pobj") for i in below if parse.lower[i] == "for")
    lasting = (i is not None and parse.lower[i] in values("time-unit") for i in spans)
    return any(parse.lower[i] == "until" for i in below) or any(lasting)


def _asks(parse: Parse, verb: int) -> bool:
    """Whether a question hangs on a verb: "did not say whether", "why"."""
    opening = (parse.lower[parse.left[k]] for k in parse.children(verb, *_REPORTED))
    return any(o in words("asked-for") or o in words("complementiser") - {"that"} for o in opening)


def _at_no_time(parse: Parse, verb: int) -> bool:
    """Whether an adjunct says that it was never so: "at no time", not "12 on Monday, not 14"."""
    verbs = (verb, *parse.children(verb, "aux"))
    adjuncts = [parse.child(k, "pobj") for v in verbs for k in parse.children(v, "prep")]
    adjuncts += parse.children(verb, "npadvmod")
    plain = (n for n in adjuncts if n is not None and "CD" not in parse.tags[parse.left[n] : n + 1])
    return any(is_nobody(parse, noun) for noun in plain)


def _is_negated(parse: Parse, head: int) -> bool:
    """Whether a verb has a "not", or the verb whose predicate a word is: "was not able to"."""
    if parse.deps[head] in ("acomp", "attr") and _is_negated(parse, parse.heads[head]):
        return True
    return negator(parse, head) is not None


def negator(parse: Parse, head: int) -> int | None:
    """The word that negates another: "not", "hardly"; "no" before what says how things stand.

    "No lie" and "no doubt" are so; "no basis" and "no evidence" say how things stand themselves.
    """
    for k in parse.kids[head]:
        low, dep = parse.lower[k], parse.deps[k]
        if (dep == "neg" and low != "no") or (dep == "advmod" and low in words("barely")):
            return k
        if low == "no" and dep in ("det", "neg") and _says_so(parse, head):
            return k
    return None


def _says_so(parse: Parse, noun: int) -> bool:
    """Whether a noun says that something is so or not: "a lie", "doubt"."""
    low = parse.lower[noun]
    if not parse.is_noun(noun) or low in words("truth") | words("evidence"):
        return False
    return low in _sayers()


@cache
def _sayers() -> frozenset[str]:
    return frozenset(form for form, part in verdicts() if part not in ("before", "apart"))


def is_no_longer(parse: Parse, verb: int) -> bool:
    """Whether a verb says what is over: "no longer denies"."""
    return any(parse.lower[k] == "longer" for k in parse.children(verb, "advmod", "npadvmod"))


def with_neither(parse: Parse, head: int) -> bool:
    """Whether a verb is one of "neither confirm nor deny"."""
    first = parse.heads[head] if parse.deps[head] == "conj" else head
    pair = (first, *parse.children(first, "conj"))
    held = {parse.lower[k] for verb in pair for k in parse.kids[verb]}
    refused = "either" in held and parse.lower[parse.heads[first]] in values("silence")
    return len(pair) > 1 and (refused or not held.isdisjoint(("neither", "nor")))


def is_nobody(parse: Parse, noun: int) -> bool:
    """Whether a subject names that nobody does: "no one at the port", "neither side"."""
    low, first = parse.lower[noun], parse.lower[parse.left[noun]]
    opened = first in words("nobody-before") and noun != parse.left[noun]
    follows = parse.lower[min(noun, parse.left[noun] + 1)]
    return low in words("nobody") or (opened and follows not in words("no-denial"))


def numbers_in(passage: Passage, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """The tokens of ranges that are numbers, vague ones among them."""
    tags, lower = passage.parse.tags, passage.parse.lower
    numerals = words("vague-plural") | words("cardinal") | words("ten") | words("zero-alone")
    return [
        i
        for begin, end in ranges
        for i in range(begin, end)
        if tags[i] == "CD" or lower[i] in numerals or _is_no_people(passage.parse, i)
    ]


def _is_no_people(parse: Parse, i: int) -> bool:
    """Whether a word is the "no" of "no villagers died", which may be denied as a number may."""
    noun = parse.heads[i]
    counted = parse.lower[i] == "no" and parse.deps[i] == "det" and noun == i + 1
    return counted and parse.deps[noun] in _SUBJECTS[:2] and counts_people(parse.lower[noun])
