"""UCDP GED, ACLED, Airwars and ClaimReview: a row → its claims, or what is wrong with it."""

import pytest

from reportedly.importing.acled import read_acled
from reportedly.importing.airwars import read_airwars
from reportedly.importing.claimreview import find_reviews, read_review
from reportedly.importing.found import Found, RowError
from reportedly.importing.ged import read_ged
from reportedly.model import DocumentEntry, Location, Problem

WHERE = Location("t.csv", 2)
DATA = DocumentEntry("t-12345678")

GED = {
    "id": "71", "type_of_violence": "1", "side_a": "Government of Orlo", "side_b": "Red Front",
    "date_start": "2021-03-04", "date_end": "2021-03-05", "country": "Orlo",
    "where_coordinates": "Besh", "deaths_a": "2", "deaths_b": "0", "deaths_civilians": "1",
    "best": "8", "low": "7", "high": "12",
}  # fmt: skip


def test_an_event_of_ged():
    (found,) = read_ged(GED, WHERE, DATA)
    assert [(c.subject, c.figure) for c in found.claims] == [
        ("ged-71-total", "between 7 and 12"),
        ("ged-71-a", "2"),
        ("ged-71-civilians", "1"),
    ]
    assert {c.when for c in found.claims} == {"2021-03-04/2021-03-05"}
    assert [s.population for s in found.subjects] == ["people", "Government of Orlo", "civilians"]
    assert found.subjects[1].part_of == ("ged-71-total",)
    assert {c.actors for c in found.claims} == {()}


def test_one_sided_violence_names_who_is_responsible():
    (found,) = read_ged(GED | {"type_of_violence": "3"}, WHERE, DATA)
    assert {c.actors for c in found.claims} == {("government-of-orlo",)}


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        ({"best": ""}, "`best` is empty"),
        ({"best": "13"}, "the best estimate 13 is outside 7 to 12"),
        ({"best": "many"}, "not a count"),
        ({"id": ""}, "`id` is empty"),
        ({"date_start": ""}, "`date_start` is empty"),
        ({"date_end": "2021-03-01"}, "before it begins"),
    ],
)
def test_what_ged_says_wrongly(cells, message):
    with pytest.raises(RowError, match=message):
        read_ged(GED | cells, WHERE, DATA)


ACLED = {
    "event_id_cnty": "ORL1", "event_date": "2021-03-04", "time_precision": "1",
    "event_type": "Battles", "location": "Besh", "country": "Orlo", "source": "Orlo Post",
    "fatalities": "3", "notes": "",
}  # fmt: skip


def test_one_report_is_the_origin_and_several_leave_it_with_acled():
    (one,) = read_acled(ACLED, WHERE, DATA)[0].claims
    assert (one.source, one.via, one.figure, one.when) == (
        "orlo-post",
        ("acled",),
        "3",
        "2021-03-04",
    )
    (two,) = read_acled(ACLED | {"source": "Orlo Post; Red Lamp"}, WHERE, DATA)[0].claims
    assert (two.source, two.via) == ("acled", ())
    assert "reports: Orlo Post; Red Lamp" in two.note


def test_no_fatalities_claim_nothing():
    (found,) = read_acled(ACLED | {"fatalities": "0"}, WHERE, DATA)
    assert found.claims == ()


@pytest.mark.parametrize(
    "cells", [{"fatalities": ""}, {"fatalities": "x"}, {"event_date": "4 March"}]
)
def test_what_acled_says_wrongly(cells):
    with pytest.raises(RowError):
        read_acled(ACLED | cells, WHERE, DATA)


AIRWARS = {
    "Unique Reference Code": "OR001", "Incident date": "2021-03-04", "Location": "Besh",
    "Civilians reported killed": "2–5", "Civilians reported injured": "Unknown",
    "Known belligerent": "Orlo Air Force",
}  # fmt: skip


def test_an_incident_of_airwars():
    (claim,) = read_airwars(AIRWARS, WHERE, DATA)[0].claims
    assert (claim.figure, claim.actors, claim.subject) == (
        "between 2 and 5",
        ("orlo-air-force",),
        "airwars-or001-killed",
    )


def test_lowest_and_highest_may_stand_in_two_columns_and_belligerents_be_several():
    row = {
        "code": "OR2", "date": "2021-03-04", "civilian_deaths_min": "3",
        "civilian_deaths_max": "", "civilian_injuries_min": "4", "civilian_injuries_max": "4",
        "belligerents": "A; B",
    }  # fmt: skip
    (found,) = read_airwars(row, WHERE, DATA)
    assert [c.figure for c in found.claims] == ["at least 3", "4"]
    assert {c.actors for c in found.claims} == {()}
    assert "belligerents: A; B" in found.claims[0].note


@pytest.mark.parametrize("killed", ["several", "5–2", "2-", "~3"])
def test_what_airwars_says_wrongly(killed):
    with pytest.raises(RowError):
        read_airwars(AIRWARS | {"Civilians reported killed": killed}, WHERE, DATA)


def review(**changes):
    return {
        "@type": "ClaimReview",
        "url": "https://check.example/dam",
        "author": {"@type": "Organization", "name": "Orlo Check"},
        "claimReviewed": "Nobody died when the dam failed",
        "itemReviewed": {"author": {"@type": "Person", "name": "Tam Besh"}},
        "reviewRating": {"alternateName": "False"},
    } | changes


def stances(outcome):
    return [(c.source, c.stance) for one in outcome if isinstance(one, Found) for c in one.claims]


def test_a_review_is_a_claim_and_its_denial_on_one_subject():
    (found,) = read_review(review(), WHERE)
    assert stances([found]) == [("tam-besh", "asserts"), ("orlo-check", "denies")]
    assert len({c.subject for c in found.claims}) == 1
    assert [s.kind for s in found.sources] == ["person", "organisation"]
    assert found.document.publisher == "Orlo Check"


@pytest.mark.parametrize(
    ("rating", "stance"),
    [
        ({"alternateName": "Pants on Fire!"}, "denies"),
        ({"alternateName": "True"}, "asserts"),
        ({"alternateName": "4", "ratingValue": "1", "bestRating": 5, "worstRating": 1}, "denies"),
        ({"ratingValue": 5, "bestRating": "5", "worstRating": 1}, "asserts"),
    ],
)  # fmt: skip
def test_ratings_that_say_something(rating, stance):
    assert stances(read_review(review(reviewRating=rating), WHERE))[1] == ("orlo-check", stance)


@pytest.mark.parametrize(
    "rating",
    [
        {"alternateName": "Mostly false"},
        {"ratingValue": 3, "bestRating": 5, "worstRating": 1},
        {"ratingValue": 1, "bestRating": 1, "worstRating": 1},
        {"ratingValue": "x", "bestRating": 5, "worstRating": 1},
        {},
        None,
    ],
)
def test_ratings_that_are_left_to_a_person(rating):
    outcome = read_review(review(reviewRating=rating), WHERE)
    assert stances(outcome) == [("tam-besh", "asserts")]
    assert isinstance(outcome[1], Problem)
    assert "neither asserts nor denies" in outcome[1].message


@pytest.mark.parametrize(
    "changes", [{"claimReviewed": ""}, {"url": None}, {"datePublished": "May"}]
)
def test_what_a_review_says_wrongly(changes):
    with pytest.raises(RowError):
        read_review(review(**changes), WHERE)


def test_reviews_are_found_however_deep_they_stand():
    one, two = review(), review(**{"@type": ["ClaimReview", "Review"]})
    assert list(find_reviews({"@graph": [{"item": [one]}, [[two]], "x", 3]})) == [one, two]
    deep = one
    for _ in range(50_000):
        deep = [deep]
    assert list(find_reviews(deep)) == [one]
