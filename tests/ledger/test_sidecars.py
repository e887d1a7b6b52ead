"""Sidecars that a crash tore, and originals that changed under them."""

from hashlib import sha256
from pathlib import Path

import pytest

from reportedly.ledger import check_entries, load

TEXT, MAIL = b"Twelve died.\n", b"Subject: x\n\nTwelve died.\n"


@pytest.mark.parametrize(
    ("sidecar", "code"),
    [
        ('original: "a.eml"\noriginal_sha256: "{seal}"\n', None),
        ('original: "a.eml"\noriginal_sha256: "00"\n', "original-changed"),
        ('original: "gone.eml"\noriginal_sha256: "00"\n', None),
        ('original: "../a.eml"\n', "bad-sidecar"),
        ('original: "a.e', "bad-sidecar"),
        ("", "bad-sidecar"),
        ("- a\n", "bad-sidecar"),
        ("title: [a]\n", "bad-sidecar"),
    ],
)
def test_sidecars_are_checked(tmp_path: Path, sidecar: str, code: str | None) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "a.eml").write_bytes(MAIL)
    (tmp_path / "a.eml.txt").write_bytes(TEXT)
    (tmp_path / "a.eml.yaml").write_text(sidecar.format(seal=sha256(MAIL).hexdigest()))
    (tmp_path / "claims/a.yaml").write_text(
        f"document: {{path: a.eml.txt, sha256: {sha256(TEXT).hexdigest()}}}\nclaims: []\n"
    )
    entries, faults = load(tmp_path)
    found = [p.code for p in [*faults, *check_entries(entries, tmp_path)]]
    assert found == ([code] if code else [])
