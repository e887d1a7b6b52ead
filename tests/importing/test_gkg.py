"""GDELT GKG 2.1: one line → claims, and what is wrong with parts of it."""

import pytest

from reportedly.importing.found import Found, RowError
from reportedly.importing.gkg import read_fields, read_gkg
from reportedly.model import Location, Problem

WHERE = Location("day.gkg.csv", 5)


def line(counts="", quotations="", names="", amounts="", **others):
    """The 27 fields of one article."""
    fields = [""] * 27
    fields[:5] = [
        "20210304120000-7",
        "20210304120000",
        "1",
        "post.example",
        "https://post.example/a",
    ]
    fields[6], fields[22], fields[23], fields[24] = counts, quotations, names, amounts
    for place, text in others.items():
        fields[int(place[1:])] = text
    return fields


def count(kind, number, thing, place="Besh, Orlo", offset=10):
    return f"{kind}#{number}#{thing}#4#{place}#OR#OR01#1.5#2.5#-1#{offset};"


def claims(*outcome):
    return [c for one in outcome if isinstance(one, Found) for c in one.claims]


def subjects(*outcome):
    return {s.id: s for one in outcome if isinstance(one, Found) for s in one.subjects}


def test_a_count_is_a_claim_of_the_article_itself():
    outcome = read_gkg(line(count("KILL", 16, "civilians")), WHERE)
    (claim,) = claims(*outcome)
    assert (claim.source, claim.figure, claim.unit) == ("narrator", "16", "civilians")
    subject = subjects(*outcome)[claim.subject]
    assert (subject.measure, subject.population, subject.place) == (
        "killed",
        "civilians",
        "Besh, Orlo",
    )
    document = outcome[0].document
    assert (document.url, document.published) == ("https://post.example/a", "2021-03-04")


def test_a_count_told_again_is_one_claim_and_synonyms_are_one_measure():
    field = (
        count("KILL", 16, "")
        + count("CRISISLEX_T03_DEAD", 16, "")
        + count("KILL", 16, "", offset=90)
    )
    (claim,) = claims(*read_gkg(line(field), WHERE))
    assert "at characters 10, 90" in claim.note
    assert claim.unit is None


def test_a_count_beside_two_places_leaves_its_place_open():
    field = count("KILL", 16, "men") + count("KILL", 16, "men", "Vantry, Orlo", 80)
    outcome = read_gkg(line(field), WHERE)
    (claim,) = claims(*outcome)
    assert subjects(*outcome)[claim.subject].place is None
    assert "beside: Besh, Orlo; Vantry, Orlo" in claim.note


@pytest.mark.parametrize(
    ("field", "message"),
    [
        (count("WOUND", 20, "feet"), "20 feet wounded: foot is no count of people"),
        (count("KILL", 3, "miles of road"), "3 miles of road killed: mile is no count of people"),
        (count("ODD_TYPE", 3, "men"), "the count type 'ODD_TYPE' has no known meaning"),
        ("KILL#x#men#;", "the count 'KILL#x#men#' is not of the form"),
        (count("KILL", -3, "men"), "is not of the form"),
    ],
)
def test_what_a_count_says_wrongly_is_kept_aside_and_the_rest_stays(field, message):
    outcome = read_gkg(line(field + count("ARREST", 2, "men") + field), WHERE)
    assert [c.figure for c in claims(*outcome)] == ["2"]
    (fault,) = [one for one in outcome if isinstance(one, Problem)]
    assert message in fault.message
    assert fault.location == WHERE


def test_things_may_be_seized_by_weight():
    (claim,) = claims(*read_gkg(line(count("SEIZE", 20, "kilograms of grain")), WHERE))
    assert (claim.figure, claim.unit) == ("20", "kilogram")


def test_the_source_of_a_quotation_stays_open_among_the_names_near_it():
    fields = line(
        quotations="500|30||we are still counting the dead#9000|20|said|nobody is to blame",
        names="Ines Varga,480;Orlo Post,5000;Tam Besh,620",
    )
    outcome = read_gkg(fields, WHERE)
    first, second = claims(*outcome)
    assert (first.source, first.candidates) == (None, ("Ines Varga", "Tam Besh"))
    assert first.quote == ("we are still counting the dead",)
    assert second.source == "gkg-20210304120000-7-speaker"
    assert "verb: said" in second.note
    assert [s.kind for s in outcome[0].sources] == ["unnamed"]


def test_an_article_without_an_address_has_no_quote_that_nobody_can_check():
    fields = line(quotations="5|20||we are still counting", f2="2", f4="as listed in print")
    outcome = read_gkg(fields, WHERE)
    assert claims(*outcome)[0].quote == ()
    assert (outcome[0].document.url, outcome[0].document.title) == (None, "as listed in print")


def test_amounts_keep_their_unit_and_say_of_what():
    outcome = read_gkg(line(amounts="5,kilometres of road,40;3,,60;7,houses,80;7,houses,95"), WHERE)
    assert [(c.figure, c.unit) for c in claims(*outcome)] == [("5", "kilometre"), ("7", "houses")]
    (fault,) = [one for one in outcome if isinstance(one, Problem)]
    assert fault.message == "the amount 3 at character 60 is of nothing named"


@pytest.mark.parametrize("others", [{"f0": ""}, {"f1": "2021"}, {"f1": "20211304120000"}])
def test_an_article_without_id_or_date_is_a_fault(others):
    with pytest.raises(RowError):
        read_gkg(line(count("KILL", 1, ""), **others), WHERE)


def test_lines_with_other_fields_or_bytes_are_faults(tmp_path):
    path = tmp_path / "day.gkg.csv"
    path.write_bytes("\t".join(line()).encode() + b"\na\tb\ncaf\xe9\t\n")
    (_, _, good), (_, _, short), (where, _, bad) = read_fields(path)
    assert len(good) == 27
    assert short.message == "2 fields instead of 27"
    assert bad.message == "byte 3 of the line is not UTF-8"
    assert where.line == 3
