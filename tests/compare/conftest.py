"""Claims built from words, as a ledger would give them."""

from collections.abc import Callable
from datetime import date

import pytest

from reportedly.model import Claim, Period, Source, SourceKind, Span, Stance, Status, Subject
from reportedly.text.quantities.figures import read_figure


def day(iso: str | None) -> Period | None:
    """`2019-02-11`, or `2019-02-01/2019-02-28`."""
    if iso is None:
        return None
    start, _, end = iso.partition("/")
    return Period(date.fromisoformat(start), date.fromisoformat(end or start))


def source(name: str, kind: SourceKind = SourceKind.ORGANISATION, part_of: str = "") -> Source:
    return Source(name.lower(), name, kind, part_of=tuple(part_of.split()))


def build(
    who: str,
    figure: str | None = None,
    *,
    unit: str | None = "person",
    subject: str | Subject = "killed",
    origin: str | None = None,
    document: str = "doc",
    id: str | None = None,  # noqa: A002
    when: str | None = None,
    as_of: str | None = None,
    said: str | None = None,
    actors: str | None = None,
    stance: Stance = Stance.ASSERTS,
    status: Status = Status.REVIEWED,
    kind: SourceKind = SourceKind.ORGANISATION,
    total: bool | None = None,
    text: str = "",
    missing: tuple[str, ...] = (),
    **more: object,
) -> Claim:
    voice = source(who, kind)
    where = subject if isinstance(subject, Subject) else Subject(subject, running_total=total)
    return Claim(
        id=id or "-".join(filter(None, (who, figure, where.id, document, as_of, said, stance))),
        source=voice,
        chain=(voice, source(origin)) if origin else (voice,),
        subject=where,
        text=text,
        document=document,
        stance=stance,
        figure=None if figure is None else read_figure(figure, unit),
        when=day(when),
        as_of=day(as_of),
        said=day(said),
        actors=() if actors is None else (source(actors),),
        status=status,
        not_found=missing,
        spans=(Span(document, 0, len(text), text),) if text else (),
        **more,
    )


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return build
