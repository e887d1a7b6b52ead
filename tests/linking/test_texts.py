"""Which documents are one text, and which only look like one."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.linking.alignment import align, read_words
from reportedly.linking.texts import Text, find_copies, join_texts
from reportedly.model import Link, LinkKind
from reportedly.resolve.events import join_ids

CERTAIN = 0.9
DAY = date(2031, 3, 5)

WIRE = """Ferry with 80 aboard sinks off Cape Tarn

ORLO, March 5 (Wire Nord) - A ferry with about 80 people aboard sank in rough seas off Cape Tarn on Wednesday, and at least 14 were feared drowned, the harbour office said.

Fishing boats pulled 61 people out of the water, its head, Ada Venn, told Wire Nord. "The boat turned over within minutes," Venn said. "Nobody had time to reach the rafts."

The Sela had left the island of Murr at six in the morning with twice as many passengers as her papers allow, a customs officer said.

The owner, Orlo Lines, said that the ship had passed its inspection in January. In 2019 another of its ferries ran aground on the same rocks; nobody was hurt then.
"""  # noqa: E501
CUT = """Ferry sinks off Cape Tarn

A ferry with about 80 people aboard sank in rough seas off Cape Tarn on Wednesday, and at least 14 were feared drowned, the harbour office said.

Fishing boats pulled 61 people out of the water. "The boat turned over within minutes," harbour head Ada Venn said.

The mayor of Murr, Oda Linn, called for three days of mourning. Schools on the island stay shut until Monday.

The Sela had left the island of Murr at six in the morning with twice as many passengers as her papers allow, a customs officer said.
"""  # noqa: E501
SCANNED = """Ferry wi1h 80 aboard sinks off Cape Tarn ORLO, March 5 (Wire Nord) - A ferry with ab0ut 80 people abcard sank in rough scas off Cape Tarn on Wednesday, and at 1east 14 were fearcd drowned, the harbour 0ffice said. Fishing b0ats pulled 61 peop1e out of the watcr, its hcad, Ada Venn, to1d Wire Nord. "The b0at turned over within m1nutes," Venn said. "Nobody had tirne to reach the rafts." The Se1a had left the is1and of Murr at six in the morning with twice as rnany passengers as her papers al1ow, a customs 0fficer said."""  # noqa: E501
OTHER_OUTLET = """Dozens rescued as overloaded ferry goes down near Murr

An overloaded ferry went down near the island of Murr on Wednesday morning and 61 people were rescued by fishermen, officials said, while the search for 14 others went on.

"The boat turned over within minutes," Ada Venn of the harbour office told a news conference. "Nobody had time to reach the rafts."

Relatives gathered at the quay in Orlo. Many said they had not been told anything by the company for hours.
"""  # noqa: E501
BACKGROUND = """The Halar conflict began in 2027, when the army drove out the elected council of Nur province. Some 41,000 people have been killed since then, by the count of the Rivers Monitor, and two million have left their homes. Talks in Yesk broke down twice last year over the fate of prisoners, and the truce that was signed in spring lasted nine days. The river towns remain cut off from aid."""  # noqa: E501
SHELLING = f"""Shells hit bus station in Nur

Shells hit the bus station of Nur on Monday and killed seven people who were waiting for the morning bus to the coast, doctors at the town's only hospital said. The army blamed rebels on the left bank.

{BACKGROUND}
"""  # noqa: E501
TALKS = f"""Envoys to meet again in Yesk

Envoys of both sides are to meet in Yesk next week for the first time since the winter, the host country's foreign ministry announced. It named neither the hotel nor those who will speak for the rebels.

{BACKGROUND}
"""  # noqa: E501
BULLETIN = """Bulletin No. {n} of the Flood Office

Situation on {day}. The level of the river Orr at Murr bridge is {level} centimetres. Since the beginning of the flood {dead} people have died and {homes} homes have been destroyed. {away} people are in shelters of the office. Do not use bridges that are marked in red. Boil all water. The next bulletin follows tomorrow at noon. The number to call is the one on the back of this sheet."""  # noqa: E501
MATCH = """{home} beat {guest} {score} at {ground} on {day}. {scorer} scored the first goal in the {minute}th minute and {second} the second before half-time. The visitors came back into the match after the break but did not find a way through. The next match of the league is to be played in two weeks, the league's office said in a statement after the match."""  # noqa: E501


def bulletin(n: int, day: str, **told: object) -> str:
    return BULLETIN.format(n=n, day=day, **told)


def joined(*texts: str, publishers: tuple[str | None, ...] = ()) -> set[tuple[int, int]]:
    """Pairs of places in `texts` that are taken to be one text."""
    named = publishers or (None,) * len(texts)
    there = [
        Text(f"d{n}", text, DAY, by) for n, (text, by) in enumerate(zip(texts, named, strict=True))
    ]
    found = [j for j in join_texts(there) if j.score >= CERTAIN]
    return {tuple(sorted((int(j.a[1:]), int(j.b[1:])))) for j in found}


@pytest.mark.parametrize("copy", [WIRE, WIRE.upper(), CUT, SCANNED], ids=lambda c: c[:12])
def test_a_copy_is_one_text_with_its_wire(copy):
    assert joined(WIRE, copy) == {(0, 1)}


def test_paragraphs_may_stand_in_another_order():
    head, *paragraphs = WIRE.split("\n\n")
    assert joined(WIRE, "\n\n".join([head, *reversed(paragraphs)])) == {(0, 1)}


def test_a_rewritten_lead_still_joins():
    """Where the rest is word for word the wire's."""
    _, _, *rest = WIRE.split("\n\n")
    lead = "Fourteen people may have died when a boat went down near Murr this week."
    assert joined(WIRE, "\n\n".join([lead, *rest])) == {(0, 1)}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Two outlets at one news conference have its words in common, and nothing else.
        (WIRE, OTHER_OUTLET),
        # Two stories of one agency over one background.
        (SHELLING, TALKS),
        # A form that is filled in anew every day.
        (
            bulletin(3, "4 March", level=612, dead=3, homes=41, away=900),
            bulletin(4, "5 March", level=655, dead=3, homes=58, away="1,200"),
        ),
        # Nothing but the day and one number.
        (
            bulletin(3, "Tuesday", level=612, dead=3, homes=41, away=900),
            bulletin(3, "Wednesday", level=612, dead=4, homes=41, away=900),
        ),
        # Two matches.
        (
            MATCH.format(
                home="Orlo United", guest="Nur Rovers", score="2-0", ground="the Quay",
                day="Saturday", scorer="Rem Oll", minute=14, second="Ivo Tarn",
            ),
            MATCH.format(
                home="Yesk Town", guest="Murr Athletic", score="2-0", ground="Mill Lane",
                day="Saturday", scorer="Ole Vinn", minute=31, second="Sam Orr",
            ),
        ),
    ],
    ids=["conference", "background", "bulletins", "one day on", "matches"],
)  # fmt: skip
def test_what_is_not_one_text(a, b):
    assert joined(a, b) == set()


def test_a_digest_makes_no_copies_of_what_it_holds():
    """Each may be one text with the digest, but they are two."""
    digest = f"{SHELLING}\n\n{WIRE}"
    assert (0, 1) not in joined(SHELLING, WIRE, digest)
    pairs = joined(SHELLING, WIRE, digest)
    assert len(pairs) < 2


def test_a_short_credited_reprint_joins_and_an_uncredited_one_is_asked():
    reprint = """Ferry sinks

A ferry with about 80 people aboard sank in rough seas off Cape Tarn on Wednesday, and at least 14 were feared drowned, the harbour office told {by}.

The mayor of Murr, Oda Linn, called for three days of mourning and for an inquiry into the owner, whose name she did not want to say. Shops were shut in the morning, and the school's flag flew at half mast over the old harbour.
"""  # noqa: E501
    outlets = ("Wire Nord", "Murr Post")
    assert joined(WIRE, reprint.format(by="Wire Nord"), publishers=outlets) == {(0, 1)}
    assert joined(WIRE, reprint.format(by="reporters"), publishers=outlets) == set()


def test_states_of_a_live_page_are_two():
    lines = [f"{hour}:15 {line}" for hour, line in enumerate(WIRE.split(". "), 10)]
    more = [f"{hour}:40 {line}" for hour, line in enumerate(CUT.split(". "), 15)]
    assert joined("\n".join(lines), "\n".join([*lines, *more])) == set()


def test_a_number_that_was_copied_wrongly_leaves_one_text():
    assert joined(WIRE, WIRE.replace("at least 14", "at least 41")) == {(0, 1)}


def test_the_evidence_says_how_much_and_which_words():
    (copy,) = find_copies(
        [Text("late", CUT, date(2031, 3, 6)), Text("early", WIRE, date(2031, 3, 5))]
    )
    assert (copy.a, copy.b, copy.older) == ("early", "late", "early")
    assert 0.6 < copy.share < 0.8
    assert copy.why.startswith(
        "74% of the shorter stands in the other; 36 words in a row: “A ferry"
    )


def test_two_of_a_ledger_are_never_proposed_again():
    there = [Text("a", WIRE, DAY, known=True), Text("b", CUT, DAY, known=True)]
    assert join_texts(there) == []
    found = join_texts([*there, Text("c", WIRE, DAY)])
    assert {frozenset((j.a, j.b)) for j in found} <= {frozenset("ac"), frozenset("bc")}


def test_the_alignment_tells_what_changed_at_one_place():
    told = align(read_words(WIRE), read_words(WIRE.replace("61 people", "16 people")))
    assert told.new_numbers == {("61", "16")}
    assert told.share > 0.98


ANY = st.lists(st.sampled_from(["orlo", "nur", "said", "the", "14", "Nine", "\n"]), max_size=60)


@settings(max_examples=60, deadline=None)
@given(ANY, ANY)
def test_aligning_is_symmetric_and_a_text_is_all_in_itself(a, b):
    one, two = read_words(" ".join(a)), read_words(" ".join(b))
    there, back = align(one, two), align(two, one)
    assert (there.a, there.b) == (back.b, back.a)
    assert there.share == back.share <= 1
    assert align(one, one).a in (0, len(one))


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_documents_makes_no_difference(dice):
    there = [
        Text(f"d{n}", text, DAY)
        for n, text in enumerate([WIRE, CUT, SCANNED, OTHER_OUTLET, SHELLING, TALKS, WIRE])
    ]
    mixed = there.copy()
    dice.shuffle(mixed)
    assert join_texts(mixed) == join_texts(there)


def test_crowds_of_copies_and_strange_texts_stay_cheap():
    """Copies of one text, one word over and over, a book among articles: no pair too many."""
    dice = random.Random(1)
    names = [f"w{n}" for n in range(5000)]
    many = [Text(f"c{n}", f"{WIRE}\nOnly here: {dice.choice(names)}", DAY) for n in range(1500)]
    same = [Text(f"s{n}", WIRE, DAY) for n in range(1500)]
    odd = [Text("o1", "word " * 50_000, DAY), Text("o2", "word " * 60_000, DAY)]
    book = [Text("book", " ".join(dice.choices(names, k=200_000)), DAY)]
    found = join_texts([*many, *same, *odd, *book])
    links = [Link(LinkKind.TEXT, j.a, j.b, decided=False, score=j.score) for j in found]
    groups = join_ids(links, LinkKind.TEXT, [t.id for t in (*many, *same)])
    assert groups == dict.fromkeys([t.id for t in (*many, *same)][1:], "c0")
    assert len(found) < 4 * 3000
