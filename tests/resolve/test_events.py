"""Claims of events, joined by links: entries to what they resolve to."""

from decimal import Decimal

import pytest

from reportedly.model import (
    Behaviour,
    ClaimEntry,
    DocumentEntry,
    Entries,
    EventEntry,
    Link,
    LinkEntry,
    LinkKind,
    Role,
    SourceEntry,
    Status,
    SubjectEntry,
    words_hash,
)
from reportedly.resolve import Resolver, join_ids

EVENTS = (
    EventEntry(
        "market", title="the shelling", when="2031-03-03", topics=(("gas", "gas was used"),)
    ),
    EventEntry("siege", part_of="war"),
    EventEntry("again", title="Velora", topics=(("flares", "flares fell"),)),
    EventEntry("war"),
)
SOURCES = (
    SourceEntry("army", "Halar Army", kind="organisation"),
    SourceEntry("forces", "The Forces"),
)


def claim(subject=None, id_="c", document="d", **fields):
    return ClaimEntry(id_, document, fields.pop("source", "army"), subject, **fields)


def resolver(*claims, links=(), subjects=(), tell=lambda _: None, **more):
    documents = (
        DocumentEntry("d", event="market", published="2031-03-04T18:10+02:00"),
        DocumentEntry("e", event="again"),
    )
    entries = Entries(
        documents, claims, SOURCES, subjects, events=EVENTS, links=tuple(links), **more
    )
    return Resolver(entries, lambda _: None, tell)


def resolved(*claims, **more):
    problems = []
    found = resolver(*claims, tell=problems.append, **more).resolve(claims)
    assert problems == []
    return found


def test_a_subject_is_derived_from_its_event() -> None:
    (found,) = resolved(claim("market/killed/children", figure="six", population="boys"))
    assert (found.event, found.subject.measure, found.subject.population) == (
        "market",
        "killed",
        "children",
    )
    assert found.subject.behaviour is Behaviour.ACCUMULATING
    assert found.subject.title == "children killed: the shelling"
    assert (found.figure.unit, found.figure.population) == ("person", "boys")
    assert found.when.iso() == "2031-03-03"
    assert (found.said.iso(), found.said.clock) == ("2031-03-04", "18:10+02:00")
    assert found.status is Status.REVIEWED


def test_an_own_measure_behaves_as_it_is_declared() -> None:
    own = (
        SubjectEntry("pumps", behaviour="level", unit="pump"),
        SubjectEntry("market/killed", title="The dead", relations=("market/killed = 3",)),
    )
    pumps, killed = resolved(
        claim("market/pumps", figure="3"), claim("market/killed", "k", figure="3"), subjects=own
    )
    assert (pumps.subject.behaviour, pumps.figure.unit) == (Behaviour.LEVEL, "pump")
    assert (killed.subject.title, killed.subject.relations) == ("The dead", ("market/killed = 3",))


def test_what_is_open_between_events_shares_its_subject_with_nothing() -> None:
    a, b = resolved(
        claim("market|siege/killed", "a", event=("market", "siege"), figure="3"),
        claim("market|siege/killed", "b", event=("market", "siege"), figure="4"),
    )
    assert (a.event, a.events) == (None, ("market", "siege"))
    assert a.subject.id != b.subject.id
    assert a.subject.event is None


def test_a_statement_without_a_subject_is_of_its_event() -> None:
    (found,) = resolved(claim(quote=("We saw it.",)))
    assert (found.event, found.subject.id, found.subject.title) == ("market", "c", "We saw it.")


def test_a_part_names_the_claim_it_is_part_of_by_its_short_key() -> None:
    whole, part, half = resolved(
        claim("market/killed", "w", figure="14"),
        claim("market/killed/children", "p", figure="6", of="killed", role="part"),
        claim("market/killed/women", "h", figure="half", of="killed"),
    )
    assert (part.part_of, part.role, part.figure.of) == ("w", Role.PART, None)
    assert (half.part_of, half.whole) == (None, "w")
    assert half.implied.interval.low == Decimal(7)
    assert whole.part_of is None


def test_events_that_are_one_have_one_name_and_all_topics() -> None:
    link = LinkEntry("l", "event", "again", "market")
    made = resolver(
        claim("market/killed", "a", figure="3"),
        claim("again/killed", "b", document="e", figure="4"),
        claim("again/flares", "f", document="e"),
        links=[link],
    )
    a, b, flares = made.resolve(made._entries.claims)
    assert a.subject == b.subject
    assert (b.event, flares.subject.id, flares.subject.topic) == ("market", "market/flares", True)
    assert flares.subject.title == "flares fell: the shelling"
    assert made.events["again"] is made.events["market"]
    assert "Velora" in made.events["market"].aliases


@pytest.mark.parametrize(
    "more", [{"withdrawn": "2031-03-05"}, {"verdict": "different"}, {"kind": "source"}]
)
def test_links_that_join_no_events(more: dict[str, str]) -> None:
    link = LinkEntry(**{"id": "l", "kind": "event", "a": "again", "b": "market"} | more)
    assert resolver(links=[link]).same_events == {}


def test_sources_texts_and_subjects_that_are_one() -> None:
    links = [
        LinkEntry("s", "source", "forces", "army"),
        LinkEntry("t", "text", "e", "d"),
        LinkEntry("u", "subject", "market/wounded", "market/killed"),
    ]
    subjects = (SubjectEntry("market/killed"),)
    claims = (claim("market/wounded", source="forces", figure="3"),)
    made = resolver(*claims, links=links, subjects=subjects)
    (found,) = made.resolve(claims)
    assert (found.source.id, found.subject.id) == ("army", "market/killed")
    assert "The Forces" in found.source.aliases
    assert made.texts == {"e": "d"}


def test_a_proposal_joins_only_what_nobody_set_apart() -> None:
    def link(a, b, score=None, same=True):
        return Link(LinkKind.EVENT, a, b, same, decided=score is None, score=score)

    apart = link("a", "c", same=False)
    weak, strong = link("a", "b", 0.9), link("b", "c", 0.95)
    for order in ([apart, weak, strong], [strong, weak, apart]):
        assert join_ids(order, LinkKind.EVENT, "abc") == {"c": "b"}
    assert join_ids([weak, strong], LinkKind.EVENT, "abc") == {"b": "a", "c": "a"}
    unsure = link("a", "b", 0.6)
    assert join_ids([unsure], LinkKind.EVENT, "abc") == {}, "it waits to be asked about"


def test_ids_that_are_one_come_oldest_first_whatever_their_hashes() -> None:
    links = [Link(LinkKind.EVENT, a, b, True, decided=True) for a, b in ("hb", "gc", "cb", "ga")]
    links += [Link(LinkKind.EVENT, a, b, True, decided=True) for a, b in ("df", "fa", "ea")]
    assert [*join_ids(links, LinkKind.EVENT, "abcdefgh")] == [*"bcdefgh"]


def test_a_proposal_joins_nothing_more_where_decisions_contradict_each_other() -> None:
    same, apart = (Link(LinkKind.EVENT, "a", "b", is_one, decided=True) for is_one in (True, False))
    more = Link(LinkKind.EVENT, "b", "c", True, decided=False, score=0.99)
    assert join_ids([more, apart, same], LinkKind.EVENT, "abc") == {"b": "a"}


def test_assessments_stand_under_the_whole_id_of_their_subject() -> None:
    event = EventEntry("x", assessments=((("subject", "killed"), ("low", "12"), ("best", "14")),))
    (found,) = Resolver(Entries(events=(event,)), lambda _: None).assessments()
    assert (found.subject, found.low, found.best, found.high) == ("x/killed", 12, 14, None)


def test_what_a_judgement_was_made_over_is_hashed() -> None:
    long = claim("market/killed", figure="14", quote=("q",), stance="asserts")
    assert words_hash(long) == words_hash(
        claim("market/killed", "other", figure="14", quote=("q",), event=("market",), note="n")
    )
    for field, value in (
        ("figure", "15"),
        ("quote", ("p",)),
        ("stance", "denies"),
        ("via", ("x",)),
    ):
        assert words_hash(claim("market/killed", **{"figure": "14", field: value})) != words_hash(
            long
        )
    assert len(words_hash(long)) == 8
