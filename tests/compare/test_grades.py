"""How well a harm is corroborated, and how credible a claim is, as a careful recorder would say.

In the tables a claim is a line `source | figure | day | more`. `own` marks a document's own voice,
`via=` who passed it on.
"""

from dataclasses import replace
from datetime import date

import pytest

from reportedly.compare import find_findings, find_gradings, find_ratings
from reportedly.model import (
    Aspect,
    Behaviour,
    Event,
    Judgement,
    Period,
    Role,
    Setting,
    Source,
    SourceKind,
    Stance,
    Subject,
)
from reportedly.resolve.sources import OWN_VOICE

STRIKE = Event("velora", kind="air-strike", when=Period(date(2031, 3, 3), date(2031, 3, 3)))
KILLED = Subject(
    "velora/killed", event="velora", measure="killed", behaviour=Behaviour.ACCUMULATING
)
FIGHTERS = replace(KILLED, id="velora/killed/fighters", population="fighters")
PRICE = Subject("velora/price", event="velora", measure="price", behaviour=Behaviour.LEVEL)
WHO = Subject("velora/responsible", event="velora", aspect=Aspect.RESPONSIBLE)
UNNAMED = {"activists", "residents"}


@pytest.fixture
def claims(claim):
    """Claims from lines, on the killed unless the line names another subject."""
    subjects = {"who": WHO, "fighters": FIGHTERS, "price": PRICE}

    def build(table):
        found = []
        for number, line in enumerate(filter(None, map(str.strip, table.splitlines()))):
            name, figure, day, *more = (cell.strip() for cell in line.split("|"))
            extra = dict(pair.partition("=")[::2] for pair in (more[0].split() if more else ()))
            kind = SourceKind.UNNAMED if name in UNNAMED else SourceKind.ORGANISATION
            who = Source(
                name.replace(" ", "-").lower(),
                name,
                kind,
                reliability=extra.get("rated"),
                voice=extra.get("voice"),
            )
            via = tuple(
                Source(v, v, SourceKind.ORGANISATION) for v in extra.get("via", "").split(",") if v
            )
            on = date(2031, 3, int(day))
            made = claim(
                name,
                figure or None,
                subject=subjects.get(extra.get("on", ""), KILLED),
                unit=None,
                id=f"c{number}",
                document=extra.get("in", f"d{number}"),
            )
            found.append(
                replace(
                    made,
                    source=None if "open" in extra else who,
                    chain=() if "open" in extra else (*via, who),
                    candidates=("one", "other") if "open" in extra else (),
                    narrated="own" in extra,
                    said=Period(on, on),
                    event="velora",
                    stance=Stance(extra.get("stance", "asserts")),
                    role=Role(extra.get("role", "total")),
                    credibility=int(extra["credibility"]) if "credibility" in extra else None,
                    actors=tuple(
                        Source(a, a, SourceKind.ORGANISATION)
                        for a in extra.get("by", "").split(",")
                        if a
                    ),
                )
            )
        return found

    return build


def graded(found, subject=KILLED, event=STRIKE, texts=None):
    """The grade of a subject, None where it has none."""
    setting = Setting({event.id: event}, texts or {})
    gradings = find_gradings(event, found, setting)
    return gradings[subject.id].grade.value if subject.id in gradings else None


def rated(found, texts=None, judgements=()):
    """The digits of all claims, in their order."""
    setting = Setting({"velora": STRIKE}, texts or {})
    conflicts = find_findings(found, judgements, setting=setting)
    ratings = find_ratings(found, conflicts, judgements, setting)
    return "".join(str(int(ratings[c.id].digit)) for c in found)


@pytest.mark.parametrize(
    ("table", "grade", "digits"),
    [
        # three papers quote one monitor: one voice
        (
            "Lake Monitor | 14 | 3 | via=Post\n Lake Monitor | 14 | 3 | via=Herald\n"
            "Lake Monitor | 14 | 4 | via=Courier",
            "weak",
            "333",
        ),
        # two that counted for themselves; three
        ("Lake Monitor | 14 | 3\n Orlo Hospital | 14 | 3", "fair", "22"),
        ("Lake Monitor | 14 | 3\n Orlo Hospital | 14 | 3\n health office | 14 | 3", "fair", "111"),
        # the army says that it was its own strike, and killed fewer
        ("Lake Monitor | 14 | 3\n army | 3 | 4 | by=army", "confirmed", "44"),
        # who did it is disputed, how many died is not
        (
            "Lake Monitor | 14 | 3 | by=army\n interior ministry | 14 | 3 | by=rebels",
            "contested",
            "33",
        ),
        # the accused denies it and names nobody else
        (
            "Lake Monitor | 14 | 3\n Orlo Hospital | 14 | 3\n"
            "Lake Monitor | | 3 | on=who by=army\n army | | 4 | on=who by=army stance=denies",
            "fair",
            "2244",
        ),
        # the only voice takes it back
        ("Lake Monitor | 14 | 3\n Lake Monitor | 14 | 5 | stance=retracts", "discounted", "56"),
        # papers that give one number in their own voice; and one that has the monitor's
        ("Post | 14 | 3 | own\n Herald | 14 | 3 | own", "weak", "33"),
        ("Lake Monitor | 14 | 3\n Post | 14 | 3 | own", "weak", "33"),
        # nobody knows who activists are
        ("Lake Monitor | 14 | 3\n activists | 14 | 3", "weak", "33"),
        # two that are decided to have one voice
        ("Lake Monitor | 14 | 3 | voice=x\n Lake Network | 14 | 3 | voice=x", "weak", "33"),
        # two against one
        (
            "Lake Monitor | 14 | 3\n Orlo Hospital | 14 | 3\n interior ministry | 3 | 3",
            "fair",
            "335",
        ),
        # whom the recorder holds unreliable corroborates nobody
        ("Lake Monitor | 14 | 3\n Orlo Channel | 14 | 3 | rated=E", "weak", "33"),
        # who cannot verify it, who is not settled, what may come
        (
            "Lake Monitor | 14 | 3\n Orlo Hospital | 14 | 3 | stance=cannot-verify\n"
            "army | 14 | 3 | open\n health office | 20 | 3 | role=projection",
            "weak",
            "3666",
        ),
    ],
)  # fmt: skip
def test_corroboration_and_credibility(claims, table, grade, digits):
    found = claims(table)
    assert (graded(found), rated(found)) == (grade, digits)


@pytest.mark.parametrize(
    ("table", "grade", "digits"),
    [
        # two parties both claim it
        (
            "North Front | 9 | 3 | by=north-front\n South Front | 9 | 3 | by=south-front",
            "contested",
            "33",
        ),
        # the party admits the strike and counts no dead: two others count them
        (
            "army | 0 | 3 | by=army\n Lake Monitor | 14 | 3\n Orlo Hospital | 14 | 3",
            "fair",
            "533",
        ),
        # a count of none is nobody's harm
        ("army | 0 | 3\n interior ministry | none | 3", None, "22"),
        # "at least 8" fits 14, and both are counted
        ("Lake Monitor | at least 8 | 3\n Orlo Hospital | 14 | 3", "fair", "22"),
        # an agency prints the monitor's number in its own voice, and another paper its own
        (
            "Lake Monitor | 14 | 3\n Orlo Press | 14 | 3 | own\n Herald | 12 | 3 | own",
            "fair",
            "444",
        ),
        # the monitor's own page speaks for it, the hospital's too
        ("Lake Monitor | 14 | 3 | own\n Orlo Hospital | 14 | 3 | own", "fair", "22"),
        # the same monitor, once quoted, once on its page
        ("Lake Monitor | 14 | 3 | own\n Lake Monitor | 14 | 3 | via=Post", "weak", "33"),
        # one goes back on its number, the other stays
        (
            "Lake Monitor | 14 | 3\n Orlo Hospital | 14 | 3\n"
            "Orlo Hospital | 14 | 5 | stance=retracts",
            "weak",
            "356",
        ),
        # only the denial is reported
        ("army | 14 | 3 | stance=denies", None, "3"),
        # gunmen under no name compete with nobody
        ("Lake Monitor | 14 | 3 | by=army\n Orlo Hospital | 14 | 3", "fair", "22"),
        # a person has set the digit
        ("Lake Monitor | 14 | 3 | credibility=5\n Orlo Hospital | 14 | 3", "fair", "52"),
        # nobody is known to have said so
        ("activists | 14 | 3\n residents | 14 | 3", "weak", "33"),
        # four against one
        (
            "Lake Monitor | 14 | 3\n Orlo Hospital | 14 | 3\n health office | 14 | 3\n"
            "Relief Union | 14 | 3\n interior ministry | 3 | 3",
            "fair",
            "22225",
        ),
        # later days, a higher count
        ("Lake Monitor | 9 | 3\n Lake Monitor | 14 | 5\n Orlo Hospital | 14 | 5", "fair", "322"),
        # a paper still has the figure that the hospital gave first, and has left since
        ("Orlo Hospital | 14 | 3\n Orlo Hospital | 12 | 5\n Post | 14 | 3 | own", "weak", "444"),
    ],
)  # fmt: skip
def test_further_cases(claims, table, grade, digits):
    found = claims(table)
    assert (graded(found), rated(found)) == (grade, digits)


@pytest.mark.parametrize(
    ("table", "grade"),
    [
        # those killed were fighters, who says so is not asked
        ("army | 6 | 3 | on=fighters\n Lake Monitor | 6 | 3 | on=fighters", "discounted"),
        # fighters beside others: those others make the grade of the whole
        ("army | 6 | 3 | on=fighters\n Lake Monitor | 14 | 3\n Orlo Hospital | 12 | 3", "fair"),
        # one counts the dead, another says who did it
        ("Lake Monitor | 14 | 3\n health office | | 3 | on=who by=army", "weak"),
        # the army says it was its own strike, and nobody was killed
        ("army | | 3 | on=who by=army\n army | 0 | 3\n Lake Monitor | 14 | 3", "weak"),
        ("army | | 3 | on=who by=army\n Lake Monitor | 14 | 3", "confirmed"),
    ],
)
def test_an_event_has_one_grade(claims, table, grade):
    found = claims(table)
    assert graded(found, Subject("velora/happened")) == grade


def test_what_is_no_harm_has_no_grade(claims):
    sale = replace(STRIKE, kind="sale")
    found = claims("Lake Exchange | 14 | 3 | on=price\n Orlo Bank | 14 | 3 | on=price")
    assert find_gradings(sale, found) == {}


def test_the_rule_is_told(claims):
    found = claims(
        "Lake Monitor | 14 | 3\n Post | 14 | 3 | own\n Orlo Hospital | 12 | 3\n"
        "army | | 4 | on=who by=army stance=denies"
    )
    assert [g.why for g in find_gradings(STRIKE, found).values()] == [
        "2 voices of their own (Lake Monitor and Orlo Hospital), and nobody blames another "
        "party; army denies that it was army",
        "2 voices of their own (Lake Monitor and Orlo Hospital), and nobody blames another party",
    ]


def test_who_is_not_counted_is_named(claims):
    found = claims("Lake Monitor | 14 | 3\n Post | 14 | 3 | own")
    assert find_gradings(STRIKE, found)[KILLED.id].why == (
        "one voice of its own, Lake Monitor; not counted beside it: Post"
    )


def test_what_was_judged_to_stand_both_speaks_against_nobody(claims):
    found = claims("Lake Monitor | 14 | 3\n Orlo Hospital | 12 | 3")
    conflict = find_findings(found, setting=Setting({"velora": STRIKE}))[0].id
    stands = Judgement("j", conflict, "explained", "editor", date(2031, 3, 9), "two wards")
    assert (rated(found), rated(found, judgements=[stands])) == ("44", "33")


def test_of_a_document_without_a_publisher_nobody_knows_whose_word_it_is(claims):
    found = claims("Police say 14 dead | 14 | 3 | own\n Lake Monitor | 12 | 3")
    document = Source("document:d0", "Police say 14 dead", SourceKind.DOCUMENT)
    found[0] = replace(found[0], source=OWN_VOICE, chain=(OWN_VOICE, document))
    assert graded(found) == "weak"


def test_dead_fish_are_not_graded(claims):
    fish = replace(KILLED, id="velora/killed/fish", population="fish")
    found = [replace(c, subject=fish) for c in claims("Lake Monitor | 12 | 3\n agency | 12 | 3")]
    assert graded(found, fish) is None


def test_one_text_of_two_bodies_is_one_voice(claims):
    joint = "text\0d0"
    found = claims(
        f"Lake Monitor | 14 | 3 | own in=d0 voice={joint}\n"
        f"Relief Union | 14 | 3 | own in=d1 voice={joint}"
    )
    assert (graded(found), rated(found)) == ("weak", "33")
