"""What a source mention says of itself: its heads, its kind, the body its bearer speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from reportedly.extract.names import (
    NAME,
    WITHIN_BODY,
    is_courtesy,
    name_kind,
    opens_body,
    owns_name,
    split_titles,
    without_possessive,
)
from reportedly.extract.parse import Parse
from reportedly.extract.passage import Passage
from reportedly.model import SourceKind
from reportedly.text.lexicon import full_names, is_within, values, words

OF_PRONOUN = {**values("personal-pronoun"), **values("possessive-pronoun")}
_SINGULAR = frozenset(word for word, whose in OF_PRONOUN.items() if whose in ("m", "f"))
_PRONOUNS = words("pronoun-of-speaker") | words("relative-pronoun") | OF_PRONOUN.keys()
_YEAR = re.compile(r"(?:19|20)\d\d")
_DETERMINERS = words("a-or-the") | words("demonstrative")
_BODY_LINKS = words("body-name-link")
_PERSON_ENDINGS = tuple(words("person-ending"))
_LONGEST_LETTERS = 6  # tokens of "(known as the KLF)"
_DATES = frozenset((*full_names("weekday"), *full_names("month")))


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
        body: the words that name the body its bearer belongs to ("its" among them), or None.
        speaks: whether its bearer speaks for that body, and not for himself.
        letters: those that stand for a body without a name, "SAF" of "the army (SAF)", or None.
        definite: True for "the group", "this report".
        antecedent: for a relative pronoun, the mention it stands for.
        opens_with_name: True for "Orlo state TV", whose first word has its capital everywhere.
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
    opens_with_name: bool = False
    speaks: bool = False
    letters: str | None = None


def read_mentions(passage: Passage, head: int, span: tuple[int, int]) -> list[Mention]:
    """The voices that a source mention names: one for each noun that "and" joins."""
    parse = passage.parse
    heads = [head]
    for h in heads:
        joined = [k for k in parse.children(h, "conj") if span[0] <= k < span[1]]
        heads += [k for k in joined if parse.tags[k].startswith(("NN", "PRP", "CD"))]
    mentions = []
    for number, h in enumerate(sorted(heads)):
        begin = span[0] if number == 0 else parse.left[h]
        end = span[1] if len(heads) == 1 else min(span[1], parse.right[h] + 1)
        joints = [parse.left[k] for k in parse.children(h, "cc", "conj", "preconj") if k > h]
        end = min([end, *joints])
        while end > h + 1 and not passage.is_word(end - 1) and parse.words[end - 1] != ")":
            end -= 1
        mentions.append(_read(passage, h, begin, end))
    return mentions


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A noun phrase: its tokens `begin` … `end - 1`, its head, and the proper noun in it.

    `name` is the head, or the name in apposition to it.
    """

    parse: Parse
    head: int
    begin: int
    end: int
    name: int

    def text(self, begin: int, end: int) -> str:
        """The words as they stand in the text, leading determiners left out."""
        parse, begin = self.parse, self.first(begin, end)
        out = parse.words[begin]
        for i in range(begin + 1, end):
            out += (" " if parse.start[i] > parse.end[i - 1] else "") + parse.words[i]
        return " ".join(out.split())

    def first(self, begin: int, end: int | None = None) -> int:
        """The first token behind the determiners of a stretch; by default of the phrase."""
        end = self.end if end is None else end
        parse = self.parse
        while begin < end - 1 and (
            parse.lower[begin] in _DETERMINERS or parse.deps[begin] == "preconj"  # "both the army"
        ):
            begin += 1
        return begin

    def is_role(self, i: int) -> bool:
        """True for a noun like "spokesman"."""
        return self.parse.lower[i] in words("role")


def _read(passage: Passage, head: int, begin: int, end: int) -> Mention:
    parse = passage.parse
    if begin + 1 < head and parse.tags[begin] == "RB" and parse.lower[begin + 1] in _DETERMINERS:
        begin += 1  # "even the army"
    phrase = _Phrase(parse, head, begin, end, _name_head(parse, head, begin, end))
    lower, opening = parse.lower[head], parse.lower[begin]
    antecedent = None
    if parse.is_relative(head) or (lower == "that" and parse.deps[head] == "nsubj"):
        antecedent = _antecedent(passage, head)
    proper, titles = _proper(phrase)
    kind = _kind(phrase, proper, titles)
    beside = dict.fromkeys(
        [head, *parse.children(head, "appos"), *parse.children(phrase.name, "appos")]
    )
    roles = [role for i in beside if i != phrase.name for role in _roles_of(parse, i)]
    headed = _heading(phrase) if kind is SourceKind.PERSON else None
    roles += ["head"] if headed else []
    body = headed or _belongs_to(phrase, kind)
    past = [i for i in beside if phrase.is_role(i) and _is_past(parse, i)]
    said_of = (*titles, *roles, *(["former"] if past else []))
    return Mention(
        start=parse.start[begin],
        end=parse.end[end - 1],
        words=without_possessive(phrase.text(begin, _core_end(phrase))),
        head=lower,
        pronoun=lower if lower in _PRONOUNS and antecedent is None else None,
        proper=proper,
        titles=said_of,
        kind=kind,
        body=body,
        definite=opening == "the" or opening in words("demonstrative"),
        antecedent=antecedent,
        opens_with_name=_opens_with_name(parse, phrase.first(begin)),
        speaks=kind is SourceKind.PERSON
        and body is not None
        and _speaks_for(body, {lower, *said_of}),
        letters=_letters(parse, head, begin),
    )


def _is_past(parse: Parse, role: int) -> bool:
    """True for a role that somebody has no longer: "once the director", "head from 2011 to"."""
    first = parse.left[role]
    before = {*parse.lower[max(0, first - 2) : first], parse.lower[first]}
    if not words("no-longer").isdisjoint(before):
        return True
    for k in parse.children(role, "prep"):
        behind = parse.lower[k : parse.right[k] + 1]
        dated = any(_YEAR.fullmatch(word) for word in behind)
        if behind[0] == "until" or (dated and behind[0] in words("held-then")):
            return True
    return False


def of_body(mention: Mention, body: str | None) -> Mention:
    """Somebody as one of another body, or of none that is known."""
    said_of = {mention.head, *mention.titles}
    if body is None and mention.body is not None:
        mention = replace(mention, words=mention.words.removeprefix(f"{mention.body} "))
    return replace(mention, body=body, speaks=body is not None and _speaks_for(body, said_of))


def _roles_of(parse: Parse, noun: int) -> list[str]:
    """The role that a noun is, with the word before it: "chief executive", "executive"."""
    if parse.lower[noun] not in words("role"):
        return []
    return [*([f"{parse.lower[noun - 1]} {parse.lower[noun]}"] if noun else []), parse.lower[noun]]


def _speaks_for(body: str, said_of: set[str]) -> bool:
    """True for a spokesman or a head of a body, and for somebody "of" it who is nothing else.

    A minister, a member, a doctor speaks for himself, and so does whoever was once its head; of
    a party or university its head alone speaks for it, of a state or town its spokesman.
    """
    if not words("former").isdisjoint(said_of):
        return False
    held = said_of & words("role")
    offices = {values("speaking-role")[role] for role in said_of & words("speaking-role")}
    if "any" in offices:
        return True
    named = set(body.lower().split())
    apart = {values("own-voice-body")[word] for word in named & words("own-voice-body")}
    if "spokesman" in apart or (words("body") | words("body-in-name")).isdisjoint(named):
        return False
    by_himself = held or not words("professional-title").isdisjoint(said_of)
    return bool(offices) if by_himself else not apart


def _opens_with_name(parse: Parse, first: int) -> bool:
    return parse.is_name(first) and parse.lower[first] not in words("body")


def _antecedent(passage: Passage, pronoun: int) -> Mention | None:
    parse = passage.parse
    for up in parse.ancestors(pronoun):
        noun = _whole_name(parse, parse.heads[up])
        if parse.deps[up] == "relcl" and parse.tags[noun].startswith(("NN", "PRP", "DT", "CD")):
            end = min(parse.left[up], parse.right[noun] + 1)
            while end > noun + 1 and not passage.is_word(end - 1):
                end -= 1
            return _read(passage, noun, parse.left[noun], max(end, noun + 1))
    return None


def _whole_name(parse: Parse, noun: int) -> int:
    """The Doctors of "Doctors for Orlo, which had counted 41", whose clause hangs on the place."""
    joint = parse.heads[noun]
    if parse.deps[noun] != "pobj" or parse.lower[joint] != "for" or not parse.is_name(noun):
        return noun
    owner = parse.heads[joint]
    named = parse.words[owner][:1].isupper() and not parse.tags[owner].startswith("V")
    return owner if named and parse.lower[owner] not in words("role") else noun


def _core_end(phrase: _Phrase) -> int:
    """Where the noun phrase proper ends: before apposition, relative clause or participle."""
    parse, head, end = phrase.parse, phrase.head, phrase.end
    for k in parse.children(head, "appos", "relcl", "acl", "punct", "advcl", "parataxis"):
        if k > head:
            end = min(end, max(head + 1, parse.left[k]))
            break
    for k in range(head + 1, end):
        if parse.deps[k] == "acl" and parse.lower[k] in words("carrying-verb"):
            return max(head + 1, k)  # "data from the monitor cited by Northern Wire"
        # "Doctors for Orlo, which had counted 41": the parser hung the clause on the place.
        if parse.deps[k] == "relcl" and parse.words[parse.left[k] - 1] == ",":
            return max(head + 1, min(end, parse.left[k] - 1))
    return end


# Proper names


def _name_head(parse: Parse, head: int, begin: int, end: int) -> int:
    """The proper noun of a phrase: its head, or the name in apposition to it."""
    if parse.is_name(head):
        return head
    beside = [k for k in parse.children(head, "appos") if parse.is_name(k)]
    if parse.lower[head] in words("role"):
        beside += _behind_body(parse, head)
    if parse.lower[head] in words("body"):
        beside += [k for k in parse.children(head, "appos") if _is_in_capitals(parse, k)]
    named = (k for k in beside if begin <= k < end)
    name = next(named, head)
    return head if _letters(parse, head, begin) is not None else name


def _letters(parse: Parse, head: int, begin: int) -> str | None:
    """The letters behind a certain body without a name: the "SAF" of "the army (SAF)"; or None.

    Of "a group (KLF)" nothing else is known, so that they are its name.
    """
    opens, closes = parse.words[head + 1 : head + 2], head + 2
    if parse.is_name(head) or opens != ["("] or parse.lower[begin] in words("article"):
        return None
    while closes < min(head + _LONGEST_LETTERS, len(parse)) and parse.words[closes] != ")":
        closes += 1
    within = parse.words[head + 2 : closes]
    told = words("a-or-the") | words("naming-participle") | {"as"}
    short = within and within[-1].isalpha() and within[-1].isupper() and len(within[-1]) > 1
    plain = closes < len(parse) and all(word.lower() in told for word in within[:-1])
    return within[-1] if short and plain else None


def _is_in_capitals(parse: Parse, noun: int) -> bool:
    """True for the "Inmates' Defence" of "a lawyers' association, Inmates' Defence"."""
    within = [parse.words[i] for i in range(parse.left[noun], noun + 1)]
    return all(word[:1].isupper() or not word.isalpha() for word in within)


def _behind_body(parse: Parse, role: int) -> list[int]:
    """The Thorpe of "the head of the NPS, Thorpe,", whom the parser hung on the body."""
    bodies = [parse.child(k, "pobj") for k in parse.children(role, "prep")]
    names = [k for body in bodies if body is not None for k in parse.children(body, "appos")]
    return [
        k
        for k in names
        if parse.is_name(k)
        and parse.is_name(parse.left[k])
        and parse.word_before(k) == ","
        and name_kind(parse.words[parse.left[k] : k + 1], False) is SourceKind.PERSON
    ]


def _proper(phrase: _Phrase) -> tuple[str | None, tuple[str, ...]]:
    """The proper name of a phrase, and the titles and role nouns before it."""
    parse = phrase.parse
    if not parse.is_name(phrase.name):
        if phrase.name == phrase.head:
            return None, ()
        return phrase.text(parse.left[phrase.name], phrase.name + 1), ()
    first, last = _first_of_name(phrase), _name_end(parse, phrase.name, phrase.end)
    titles, bare = split_titles(phrase.text(first, last).split())
    roles = [t.lower().strip(".") for t in titles] + _roles_before(phrase, first)
    for n, word in enumerate(bare[:-1]):
        if word.lower() in words("role") and not (is_courtesy(word) or opens_body(bare[n:])):
            roles.append(word.lower())
            bare = bare[n + 1 :]
            break
    name = " ".join(bare)
    if not name[:1].isupper():
        # Half of the name is tagged as common nouns: the capitals tell where it begins.
        if parse.words[phrase.name].islower():
            return None, tuple(roles)
        run = NAME.search(phrase.text(phrase.begin, last))
        name = run.group() if run else name
    return name or None, tuple(roles)


def _first_of_name(phrase: _Phrase) -> int:
    """The first token of a name, titles that are cut into "Maj", ".", "Gen." among them."""
    parse, first, begin = phrase.parse, phrase.name, phrase.begin
    while first > begin and (before := _before_name(parse, first)) >= begin:
        first = before
    while (first - 2 >= begin and parse.words[first] == ".") or (
        first - 1 >= begin and is_courtesy(parse.words[first - 1])
    ):
        first -= 1
    return first


def _before_name(parse: Parse, first: int) -> int:
    """The token by which a name goes on to the left of `first`; -1 where it begins there.

    Over a hyphen ("Al-Minbar") and the possessive of a plural in a body's name ("Nurses' Union").
    """
    if parse.is_name(first - 1) and parse.lower[first - 1] != "'s":
        return first - 1
    before, capital = first - 2, first >= 2 and parse.words[first - 2][:1].isupper()
    mark = parse.words[first - 1]
    glued = parse.end[before] == parse.start[first - 1]
    if not capital or not glued:
        return -1
    hyphen = mark in ("-", "–") and parse.end[first - 1] == parse.start[first]
    return before if hyphen or owns_name(parse.words[before] + mark, parse.lower[first]) else -1


def _roles_before(phrase: _Phrase, first: int) -> list[str]:
    """Role nouns before a name, the nearest first: "former mayor", "chief economist"."""
    parse, roles = phrase.parse, []
    for i in range(first - 1, max(phrase.begin, first - 6) - 1, -1):
        if phrase.is_role(i) or parse.lower[i] in words("former"):
            roles.append(parse.lower[i])
        elif not parse.tags[i].startswith(("NN", "JJ", "HYPH", "POS")):
            break
    return roles


def _name_end(parse: Parse, name: int, end: int) -> int:
    """Where a name ends that holds a proper noun; a body's goes on over "of", "for", "and"."""
    last = _capitals_end(parse, name + 1, end)
    while last + 1 < end and parse.lower[last] in _BODY_LINKS and parse.heads[last] <= name + 3:
        ahead = last + 1
        while ahead < end and parse.lower[ahead] in WITHIN_BODY:
            ahead += 1
        placed = parse.lower[last] in ("in", "on") and ahead != last + 1
        if (ahead != last + 1 or parse.lower[last] == "of") and _is_persons(parse, name, last):
            break  # "Ines Varga of the Orlo coastguard", "Rosa Quill of Justice Now"
        if ahead >= end or placed or not parse.is_name(ahead):
            break
        last = _capitals_end(parse, ahead, end)
    return last


def _is_persons(parse: Parse, name: int, end: int) -> bool:
    """True for a first name and a surname before `end`."""
    begin = name
    while begin and _is_capital(parse, begin - 1) and parse.is_name(begin - 1):
        begin -= 1
    _, bare = split_titles(list(parse.words[begin:end]))
    return len(bare) > 1 and name_kind(bare, False) is SourceKind.PERSON


def _capitals_end(parse: Parse, begin: int, end: int) -> int:
    for i in range(begin, end):
        if not parse.is_name(i) and not _is_capital(parse, i):
            return i
    return max(begin, end)


def _is_capital(parse: Parse, i: int) -> bool:
    """True for a word of a name that the tagger took for another: the "Today" of "Orlo Today"."""
    return parse.words[i][0].isupper() and parse.lower[i] not in _DATES


# What sort of voice


def _kind(phrase: _Phrase, proper: str | None, titles: Sequence[str]) -> SourceKind:
    lower = phrase.parse.lower[phrase.head]
    if lower == "who" or lower in _SINGULAR:
        return SourceKind.PERSON
    return _kind_of_noun(phrase) if proper is None else _kind_of_name(phrase, proper, titles)


def _kind_of_name(phrase: _Phrase, proper: str, titles: Sequence[str]) -> SourceKind:
    parse, head = phrase.parse, phrase.head
    beside = [] if phrase.name != head else parse.children(head, "appos")
    bodies = words("outlet") | words("body")
    if not bodies.isdisjoint(parse.lower[k] for k in (head, *beside) if k != phrase.name):
        return SourceKind.ORGANISATION
    if not words("document").isdisjoint((parse.lower[head], proper.split()[-1].lower())):
        return SourceKind.DOCUMENT
    apposed = phrase.name != head and phrase.is_role(head)
    if titles or apposed or any(map(phrase.is_role, parse.children(head, "appos"))):
        return SourceKind.PERSON
    determined = parse.lower[phrase.begin] == "the" or parse.tags[head] == "NNPS"
    return SourceKind.ORGANISATION if determined else name_kind(proper.split(), False)


def _kind_of_noun(phrase: _Phrase) -> SourceKind:
    lower, tag = phrase.parse.lower[phrase.head], phrase.parse.tags[phrase.head]
    opening = phrase.parse.lower[phrase.begin]
    if lower in words("document"):
        return SourceKind.DOCUMENT
    if lower in words("body"):
        return SourceKind.ORGANISATION
    if tag == "NNS" and opening == "the" and is_within(lower, "fighters"):
        return SourceKind.GROUP
    one = opening == "one" or opening in words("a-or-the")
    person = one and lower.endswith(_PERSON_ENDINGS) and lower not in words("partitive")
    is_person = tag == "NN" and (person or lower in words("role"))
    return SourceKind.PERSON if is_person else SourceKind.UNNAMED


# The body somebody speaks for


def _belongs_to(phrase: _Phrase, kind: SourceKind) -> str | None:
    """The body that a person speaks for, or that issued a document."""
    if kind is SourceKind.PERSON:
        return _body(phrase)
    return _issuer(phrase) if kind is SourceKind.DOCUMENT else None


def _issuer(phrase: _Phrase) -> str | None:
    parse = phrase.parse
    before = [k for k in parse.children(phrase.head, "compound") if phrase.begin <= k < phrase.head]
    bodies = [k for k in before if parse.words[k].isupper() or parse.lower[k] in words("body")]
    if bodies and before[-1] == bodies[-1] == phrase.head - 1:
        return phrase.text(parse.left[before[0]], phrase.head)  # "UN report", "ministry statement"
    for k in parse.kids[phrase.head]:
        if parse.deps[k] == "poss" and k >= phrase.begin and parse.is_noun(k):
            return phrase.text(max(phrase.begin, parse.left[k]), k + 1)
        if parse.deps[k] in ("prep", "agent") and parse.lower[k] in words("issuer-preposition"):
            pobj = parse.child(k, "pobj")
            if pobj is None or pobj >= phrase.end:
                continue
            named = parse.lower[parse.left[pobj] : pobj + 1]
            outlet = not (words("news-in-name") | words("known-outlet")).isdisjoint(named)
            if parse.is_name(pobj) and (outlet or parse.lower[k] != "in"):
                return phrase.text(parse.left[pobj], _name_end(parse, pobj, phrase.end))
            if parse.lower[pobj] in words("body") and parse.lower[k] != "in":
                return phrase.text(parse.left[pobj], pobj + 1)
    return None


def _body(phrase: _Phrase) -> str | None:
    """The body a person speaks for: "IRW spokesman …", "…, head of the bank"."""
    parse, head = phrase.parse, phrase.head
    for noun in dict.fromkeys([head, phrase.name, *parse.children(head, "appos")]):
        role = phrase.is_role(noun)
        for k in parse.children(noun, "poss"):
            if role and parse.tags[k] == "WP$":
                return _whose(phrase, noun)
            owns = parse.is_noun(k) or parse.lower[k] in words("body-owner")
            if k >= phrase.begin and owns and (role or noun != phrase.name):
                own = [
                    c for c in parse.children(noun, "compound") if parse.lower[c] in words("body")
                ]
                return phrase.text(parse.left[k], max([k, *own]) + 1)  # "teachers' union leader"
        inner = list(filter(phrase.is_role, parse.children(noun, "compound", "nmod", "amod")))
        for k in (k for role in inner for k in parse.children(role, "poss")):
            if k >= phrase.begin and parse.lower[k] in words("body-owner"):
                return parse.lower[k]  # "its manager Ora Pell": the parser hung it on the role
        if inner and not role:
            first = next(filter(parse.is_name, range(phrase.begin, min(inner))), min(inner))
            named = [k for k in range(first, min(inner)) if _may_name_body(parse, k)]
            if not _are_titles(parse, named, min(inner)):
                return phrase.text(named[0], named[-1] + 1)
        for owner in [noun, *inner] if role or noun == phrase.name else inner:
            found = _body_of_role(phrase, owner)
            if found:
                return found
    return None


def _heading(phrase: _Phrase) -> str | None:
    """The body in "Ines Varga, who heads the health office"."""
    parse = phrase.parse
    clauses = parse.children(phrase.name, "relcl") or parse.children(phrase.head, "relcl")
    for verb in clauses:
        subject, body = parse.child(verb, "nsubj"), parse.child(verb, "dobj")
        if subject is None or body is None or parse.lower[subject] != "who":
            continue
        within = parse.lower[parse.left[body] : body + 1]
        is_body = not (words("body") | words("body-in-name")).isdisjoint(within)
        is_body = is_body or parse.words[body].isupper()  # "who leads the UPF"
        if parse.lower[verb] in words("heading-verb") and is_body:
            return phrase.text(parse.left[body], _name_end(parse, body, phrase.end))
    return None


def _whose(phrase: _Phrase, role: int) -> str | None:
    """The body in "the commission, whose head"."""
    parse = phrase.parse
    clause = next((a for a in parse.ancestors(role) if parse.deps[a] == "relcl"), None)
    noun = None if clause is None else parse.heads[clause]
    if noun is None or not (parse.is_name(noun) or parse.lower[noun] in words("body")):
        return None
    return phrase.text(parse.left[noun], noun + 1)


def _body_of_role(phrase: _Phrase, role: int) -> str | None:
    """The body behind a role or name ("head of the bank"), or before a role ("bank spokesman")."""
    parse = phrase.parse
    for k in parse.children(role, "prep"):
        pobj = parse.child(k, "pobj") if k > role else None
        if pobj is not None and pobj < phrase.end and _is_body_behind(parse, pobj, parse.lower[k]):
            return phrase.text(parse.left[pobj], _name_end(parse, pobj, phrase.end))
    before = parse.children(role, "compound", "nmod", "poss") if phrase.is_role(role) else ()
    names = [
        k
        for k in before
        if phrase.is_role(role)
        and phrase.begin <= k < role
        and _may_name_body(parse, k)
        and not phrase.is_role(k)
    ]
    if _are_titles(parse, names, role):
        return None
    told = {parse.lower[k] for k in names}
    if (words("body") | words("body-in-name")).isdisjoint(told):
        plain = [k for k in before if names[-1] < k < role and parse.tags[k] == "NN"]
        names += [k for k in plain if not phrase.is_role(k)]  # "Coast guard spokesman"
    return phrase.text(max(parse.left[names[0]], phrase.begin), names[-1] + 1)


def _may_name_body(parse: Parse, k: int) -> bool:
    """True for a word of a body's name; not for the "Lt" between "police" and who is one."""
    named = parse.is_name(k) or parse.lower[k] in words("body")
    return named and parse.lower[k].strip(".") not in words("abbreviated-title")


def _are_titles(parse: Parse, names: Sequence[int], role: int) -> bool:
    """True for no words, and for the "Interior" of "Interior Minister", which names no body."""
    portfolio = parse.lower[role] == "minister"
    return portfolio or words("title").issuperset(parse.lower[k] for k in names)


def _is_body_behind(parse: Parse, noun: int, preposition: str) -> bool:
    """True for "of the bank", "for Nour Relief"; "of Orlo" may be a place and does not count."""
    if preposition not in words("body-preposition"):
        return False
    if parse.lower[noun] in words("body") or parse.words[noun].isupper():
        return True
    owners = [parse.words[k] for k in parse.children(noun, "poss")]
    if any(owner.endswith("s") and owner[:1].isupper() for owner in owners):
        return parse.words[noun][:1].isupper()  # "of Inmates' Defence"
    within = parse.lower[parse.left[noun] : noun + 1]
    named = preposition in ("for", "with") or not words("body-in-name").isdisjoint(within)
    return named and parse.is_name(noun)
