"""Features of a candidate: the configuration it stands in, as short readable names.

No feature names a word; what words give comes only through the cue list (grade, frames, act) and
through small closed classes (pronouns, modals, negation).
"""

from __future__ import annotations

from reportedly.extract.candidates import Candidate
from reportedly.extract.cues import Lexicon, load_cues
from reportedly.extract.names import BODIES, COLLECTIVES, DOCUMENTS, PEOPLE, ROLES
from reportedly.extract.parse import Parse

_FIRST_SECOND = frozenset("i we you me us".split())
_PERSONAL = frozenset("he she they him her them".split())
_GENERIC = frozenset("one you anyone everyone everybody nobody somebody someone people who".split())
_MODALS = frozenset("would could should might may must can 'd ’d will 'll ’ll".split())
_NEGATIONS = frozenset("not n't n’t never no".split())
_CONDITIONS = frozenset("if unless whether when once until before after while because".split())


def features(candidate: Candidate) -> list[str]:
    """Names of the features that hold of a candidate; each counts as 1."""
    passage, parse = candidate.passage, candidate.passage.parse
    cue, entry = candidate.cue, candidate.entry
    link = candidate.rule.split(":")[0]
    grade = entry.grade if entry is not None else 0
    licensed = entry is not None and (
        candidate.frame in entry.frames or candidate.frame in ("main", "mark")
    )
    tag = parse.tags[cue]
    quoted, words = passage.quoted_share(candidate.content)
    share = 2 if quoted == words else 1 if quoted else 0
    cue_inside = passage.inside[cue] >= 0
    who = source_class(parse, candidate.source)
    names = [
        "bias",
        f"link={link}",
        f"rule={candidate.rule}",
        f"grade={grade}",
        f"link={link} grade={grade}",
        f"licensed={licensed}",
        f"licensed={licensed} link={link}",
        f"licensed={licensed} grade={grade}",
        f"quoted={share}",
        f"quoted={share} link={link}",
        f"quoted={share} grade={grade}",
        f"source={who}",
        f"source={who} link={link}",
        f"source={who} grade={grade}",
        f"how={candidate.how}",
        f"how={candidate.how} link={link}",
        f"tag={tag}",
        f"tag={tag} link={link}",
        f"length={_bucket(words)}",
        f"length={_bucket(words)} link={link}",
        f"pieces={min(len(candidate.content), 3)}",
    ]
    if entry is not None:
        names += [f"act={entry.act}", f"act={entry.act} link={link}", f"pos={entry.pos}"]
    if cue_inside:
        names += ["cue-quoted", f"cue-quoted link={link}", f"cue-quoted source={who}"]
    if passage.title:
        names.append("title")
        names.append(f"title link={link}")
    names += _cue_context(candidate, parse)
    names += _content_context(candidate, parse)
    return names


def _cue_context(candidate: Candidate, parse: Parse) -> list[str]:
    cue = candidate.cue
    names = []
    label = parse.deps[cue]
    names.append(f"dep={label}")
    negated = modal = False
    for k in parse.kids[cue]:
        lower = parse.lower[k]
        if parse.deps[k] == "neg" or lower in _NEGATIONS:
            negated = True
        elif parse.deps[k] == "aux":
            if lower in _MODALS:
                modal = True
            elif lower == "to":
                names.append("cue-infinitive")
                names.append(f"cue-infinitive frame={candidate.frame}")
            elif lower in ("have", "has", "had", "'ve", "’ve"):
                names.append("cue-perfect")
            elif lower.startswith(("do", "did")):
                names.append("cue-do")
        elif parse.deps[k] == "mark":
            if lower in _CONDITIONS:
                names.append("cue-subordinate")
            if lower == "if":
                names.append("cue-if")
        elif parse.deps[k] == "advmod" and parse.tags[k] == "WRB":
            names.append("cue-wh")
        elif parse.deps[k] == "prt":
            names.append("cue-particle")
        elif parse.deps[k] == "dative":
            names.append("cue-dative")
    if negated:
        names += ["negated", f"negated modal={modal}"]
    if modal:
        names += ["modal", f"modal frame={candidate.frame}"]
    head = parse.heads[cue]
    if head != cue:
        names.append(f"above={parse.tags[head][:2]}")
        if label in ("ccomp", "xcomp", "acl", "relcl", "advcl", "conj", "pcomp"):
            names.append(f"above={parse.tags[head][:2]} dep={label}")
    position = cue - parse.first[cue]
    names.append("cue-first" if position < 2 else "cue-early" if position < 8 else "cue-late")
    return names


def _content_context(candidate: Candidate, parse: Parse) -> list[str]:
    names = []
    head = candidate.head
    first = candidate.content[0][0]
    after = candidate.content[-1][1]
    cue = candidate.cue
    link = candidate.rule.split(":")[0]
    names.append(f"head={parse.tags[head][:2]}")
    names.append(f"head={parse.tags[head][:2]} link={link}")
    names.append("content-before" if after <= cue else "content-after" if first > cue else "around")
    names.append(f"{names[-1]} link={link}")
    lower = parse.lower[first]
    if lower in ("that", "whether", "if", "how", "why", "what", "who", "when", "where"):
        opening = "that" if lower == "that" else "wh"
        names.append(f"opening={opening}")
        names.append(f"opening={opening} link={link}")
    elif link in ("ccomp", "^ccomp"):
        names.append("opening=none")
    if first > cue:
        gap = first - cue
        names.append(f"gap={min(gap, 4)}")
        names.append(f"gap={min(gap, 4)} link={link}")
        if parse.words[first - 1] in (",", ":"):
            names.append(f"opens-after={parse.words[first - 1]}")
    if parse.tags[head].startswith("VB"):
        subject = parse.child(head, "nsubj", "nsubjpass", "expl")
        names.append(f"content-subject={subject is not None}")
        names.append(f"content-subject={subject is not None} link={link}")
    elif parse.tags[head].startswith("NN"):
        names.append(f"content-noun={parse.tags[head]}")
        lower = parse.lower[head]
        if (lower, "noun") in _lexicon():
            names.append("content-cue-noun")
        elif lower in DOCUMENTS:
            names.append("content-document")
        det = parse.child(head, "det", "poss")
        names.append("content-determined" if det is not None else "content-bare")
    elif parse.tags[head].startswith(("PRP", "DT", "W")):
        names.append("content-pronoun")
        names.append(f"content-pronoun link={link}")
    sentence_end = parse.last[cue]
    names.append(f"to-end={after >= sentence_end}")
    if any(parse.tags[i] == "CD" for b, e in candidate.content for i in range(b, e)):
        names.append("content-number")
    if parse.first[cue] != parse.first[head]:
        names.append("other-sentence")
    words = parse.words
    if words[parse.last[cue]] == "?":
        names.append("question")
    return names


def source_class(parse: Parse, source: int | None) -> str:
    """A small closed class for who is named, such as "none", "first", "name", "plural"."""
    if source is None:
        return "none"
    lower, tag = parse.lower[source], parse.tags[source]
    if lower in _FIRST_SECOND:
        return "first"
    if lower in _PERSONAL:
        return "personal"
    if lower in ("who", "which", "that"):
        return "relative"
    if tag in ("NNP", "NNPS"):
        return "name"
    if lower in _GENERIC:
        return "generic"
    if lower in ("it", "this", "these", "those", "there"):
        return "it"
    if tag == "PRP$":
        return "possessive"
    if tag in ("NNS", "NN"):
        return _common_class(parse, source)
    return "other"


def _common_class(parse: Parse, source: int) -> str:
    """Whether a common noun names people, a body, a document, or something that cannot speak."""
    lower = parse.lower[source]
    if any(parse.deps[k] == "appos" and parse.tags[k] == "NNP" for k in parse.kids[source]):
        return "name"
    singular = lower[:-1] if parse.tags[source] == "NNS" and lower.endswith("s") else lower
    if singular in ROLES or lower in PEOPLE:
        return "person" if parse.tags[source] == "NN" else "people"
    if singular in COLLECTIVES or singular in BODIES:
        return "body"
    if singular in DOCUMENTS or lower in DOCUMENTS:
        return "document"
    return "plural" if parse.tags[source] == "NNS" else "common"


def _lexicon() -> Lexicon:
    return load_cues()


def _bucket(words: int) -> str:
    for limit in (1, 2, 4, 8, 16, 32):
        if words <= limit:
            return f"<={limit}"
    return ">32"
