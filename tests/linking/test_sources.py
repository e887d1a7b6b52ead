"""Which sources of several documents are one."""

import pytest

from reportedly.linking.sources import ASKED, Speaker, heads_of_bodies, join_sources

EVENT = frozenset({"e"})


def pairs(*names: str, events: frozenset[str] = EVENT) -> set[frozenset[str]]:
    """Names that are taken to be one source where all speak of one event."""
    speakers = [Speaker(name, (name,), events) for name in names]
    return {frozenset((j.a, j.b)) for j in join_sources(speakers) if j.score > ASKED}


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("VMG", "Velora Monitoring Group"),
        ("Observatory", "Halar Observatory for Civilian Harm"),
        ("Halar Observatory", "Halar Observatory for Civilian Harm"),
        ("health directorate", "Regional Health Directorate"),
        ("Lind", "Oskar Lind"),
        ("Ivo Stanić", "Ivo Stanic"),
        ("Orsk General", "Orsk General Hospital"),
        ("Seamen's Organisation", "Seamen’s Organization"),
        ("Norhall", "Norhall Chemicals"),
        ("army", "General Staff"),
        ("military", "Army General Staff"),
        ("police", "police headquarters"),
        ("operator", "Orlo Lines"),
        ("ferry company", "Orlo Lines"),
        ("disaster agency", "Disaster Management Authority"),
        ("police", "police in Orlo"),
        ("police", "National Police of Halar"),
        ("army", "army of Halar"),
        ("operator", "Halar Rail"),
        ("Health Ministry", "ministry of health"),
        ("prisons service", "National Prison Service"),
    ],
)
def test_one_source_under_two_names(short: str, full: str) -> None:
    assert pairs(short, full) == {frozenset((short, full))}


@pytest.mark.parametrize(
    "names",
    [
        ("health ministry of Harrow", "health ministry of Velka"),
        ("health ministry", "interior ministry"),
        ("ministry", "health ministry", "interior ministry"),
        ("Lind", "Oskar Lind", "Anna Lind"),
        ("residents", "Residents"),
        ("health", "Regional Health Directorate"),
        ("army", "Army of God"),
        ("police", "police in Orlo", "National Police of Halar"),
        ("army", "Free Hills Army"),
        ("Orlo police", "Orlo police union"),
        ("US", "Ulla Sand"),
        ("lawyers", "Lawyers' Association"),
        ("operator", "Orlo Lines", "Vale Ferries"),
        ("operator", "Open Hand"),
        ("army", "police"),
        ("army", "Army of God", "Halar army", "Velka army"),
        ("disaster agency", "Disaster Relief Fund"),
        ("Rustam Veyl", "Rostam Vail"),
        ("Maria Lind", "Anna Lind"),
    ],
)
def test_two_sources_stay_two(names: tuple[str, ...]) -> None:
    assert pairs(*names) == set()


def test_a_short_name_that_two_may_have_is_nobodys() -> None:
    speakers = [
        Speaker("army", ("army",), frozenset({"a", "b"})),
        Speaker("halar-army", ("Halar army",), frozenset({"a"})),
        Speaker("velka-army", ("Velka army",), frozenset({"b"})),
    ]
    assert join_sources(speakers) == []


@pytest.mark.parametrize(("short", "full"), [("police", "police in Orlo"), ("fire service",) * 2])
def test_a_bare_name_is_a_placed_one_only_where_its_place_or_events_are(
    short: str, full: str
) -> None:
    placed = full if full != short else f"{full} in Orlo"
    other = Speaker("a", (short,), frozenset({"flood", "fire", "in Velka"}))
    there = Speaker("b", (placed,), frozenset({"flood", "in Orlo"}))
    assert join_sources([other, there]) == []
    near = Speaker("a", (short,), frozenset({"march", "in Orlo"}))
    assert len(join_sources([near, there])) == 1


def test_surnames_behind_titles_are_not_one_over_events() -> None:
    speakers = [
        Speaker("a", ("Captain Lind",), frozenset({"flood"})),
        Speaker("b", ("Mrs Lind",), frozenset({"election"})),
    ]
    assert join_sources(speakers) == []


def test_a_short_name_is_nobodys_where_they_speak_of_different_events() -> None:
    speakers = [
        Speaker("army", ("army",), frozenset({"a"})),
        Speaker("halar-army", ("Halar army",), frozenset({"b"})),
    ]
    assert join_sources(speakers) == []


def test_names_of_one_body_that_sound_alike_are_one() -> None:
    speakers = [
        Speaker("army", ("army",), EVENT),
        Speaker("staff", ("General Staff",), EVENT),
        Speaker("veyl", ("Rustam Veyl",), EVENT, frozenset({"army"})),
        Speaker("vail", ("Col. Rostam Vail",), EVENT, frozenset({"staff"})),
        Speaker("other", ("Rustem Vale",), EVENT, frozenset({"police"})),
    ]
    certain = {(j.a, j.b) for j in join_sources(speakers) if j.score > ASKED}
    assert certain == {("staff", "army"), ("vail", "veyl")}


def test_a_spokesman_is_not_his_body() -> None:
    speakers = [
        Speaker("lines", ("Orlo Lines",), EVENT),
        Speaker("spokesman", ("spokesman for Orlo Lines",), EVENT, frozenset({"lines"})),
    ]
    assert join_sources(speakers) == []


@pytest.mark.parametrize(
    ("person", "body", "heads"),
    [
        ("Interior Minister Otto Brand", "the Interior Ministry", True),
        ("the health minister", "Ministry of Health", True),
        ("Mayor Ana Kell", "mayor's office", True),
        ("Interior Minister Otto Brand", "Health Ministry", False),
        ("former interior minister Otto Brand", "Interior Ministry", False),
        ("Prime Minister Ora Bell", "Interior Ministry", False),
        ("Interior Minister Otto Brand", "Velan interior ministry", False),
    ],
)
def test_who_heads_a_ministry_or_an_office_is_of_it(person, body, heads):
    speakers = [Speaker("person", (person,), EVENT), Speaker("body", (body,), EVENT)]
    assert heads_of_bodies(speakers) == ({"person": "body"} if heads else {})


def test_two_ministers_of_one_portfolio_head_no_one_ministry():
    names = ("Interior Minister Otto Brand", "Interior Minister Mira Holt", "Interior Ministry")
    assert heads_of_bodies([Speaker(name, (name,), EVENT) for name in names]) == {}


@pytest.mark.parametrize(
    ("called", "bearers", "joined"),
    [
        ("minister", ("Transport Minister Danko Reval",), True),
        ("transport minister", ("Transport Minister Danko Reval",), True),
        ("colonel", ("Colonel Ivo Kern",), True),
        ("minister", ("Transport Minister Danko Reval", "Health Minister Mira Holt"), False),
        ("health minister", ("Transport Minister Danko Reval",), False),
        ("driver", ("Danko Reval",), False),
    ],
)
def test_who_is_called_by_his_office_alone_is_its_one_bearer(called, bearers, joined):
    people = [Speaker(b, (" ".join(b.split()[-2:]), b), EVENT, is_person=True) for b in bearers]
    found = join_sources([*people, Speaker(called, (called,), EVENT, is_person=True)])
    assert [j.b for j in found] == ([called] if joined else [])


def test_the_head_of_a_body_is_not_that_body():
    head = Speaker("head", ("head of the village council",), EVENT, is_person=True)
    assert join_sources([head, Speaker("council", ("council",), EVENT, is_person=False)]) == []
    found = heads_of_bodies([head, Speaker("vc", ("village council",), EVENT, is_person=False)])
    assert found == {"head": "vc"}


def test_the_heads_of_two_events_ministries_of_one_name_are_each_of_his_own():
    first, second = frozenset({"a"}), frozenset({"b"})
    speakers = [
        Speaker("brand", ("Interior Minister Otto Brand",), first),
        Speaker("m1", ("Interior Ministry",), first),
        Speaker("kell", ("Interior Minister Ana Kell",), second),
        Speaker("m2", ("Interior Ministry",), second),
    ]
    assert heads_of_bodies(speakers) == {"brand": "m1", "kell": "m2"}


def test_an_office_that_speaks_elsewhere_too_is_only_asked_about():
    plain = Speaker("minister", ("minister",), frozenset({"a", "b"}), is_person=True)
    names = ("Otto Brand", "Minister Otto Brand")
    (join,) = join_sources([plain, Speaker("brand", names, frozenset({"a"}), is_person=True)])
    assert join.score == ASKED
