"""STIX bundles, read by stix2 in its strict mode."""

import json
from collections import Counter

import stix2

from reportedly.export.printable import printable
from reportedly.export.stix import to_stix
from reportedly.model import Severity


def test_the_bundle_is_accepted_and_every_reference_leads_somewhere(content):
    text = to_stix(content)
    bundle = stix2.parse(text, allow_custom=False)
    standing = content.standing()
    counts = Counter(o.type for o in bundle.objects)
    mild = sum(c.severity is Severity.NOTE for c in standing.conflicts)
    assert counts["note"] == len(standing.claims) + mild
    assert counts["opinion"] == len(standing.conflicts) - mild
    assert counts["report"] == len({c.document for c in standing.claims})
    ids = [o.id for o in bundle.objects]
    assert len(ids) == len(set(ids))
    refs = {r for o in bundle.objects for r in o.get("object_refs", [])}
    assert refs <= set(ids)


def test_claims_keep_their_words_and_their_row_in_the_extension(content):
    bundle = json.loads(to_stix(content))
    (extension,) = [o["id"] for o in bundle["objects"] if o["type"] == "extension-definition"]
    rows = {
        o["extensions"][extension]["claim"]["id"]: o
        for o in bundle["objects"]
        if "claim" in o.get("extensions", {}).get(extension, {})
    }
    for claim in content.standing().claims:
        note = rows[printable(claim.id)]
        assert note["content"] == printable(claim.text, keep="\n\t")
        figure = note["extensions"][extension]["claim"].get("figure")
        assert (figure is None) == (claim.figure is None)


def test_the_same_ledger_gives_the_same_bundle(content):
    assert to_stix(content) == to_stix(content)
