"""Names made safe for ids and file names."""

import re
from hashlib import sha256
from unicodedata import normalize

_PLAIN = re.compile(r"[^\W_]+(?:[-_][^\W_]+)*")


def slug(words: str, length: int = 80) -> str:
    """Lower-case words joined by hyphens, cut between words to at most `length` characters.

    Different words may come to one slug: for an id see `identify`.

    >>> slug("Casualties reported: 16 dead!")
    'casualties-reported-16-dead'
    >>> slug("Casualties reported: 16 dead!", 20)
    'casualties-reported'
    """
    joined = re.sub(r"[^\w]+", "-", words.lower()).strip("-_")
    if len(joined) <= length:
        return joined
    return (joined[: length + 1].rpartition("-")[0] or joined[:length]).strip("-_")


def identify(words: str, length: int = 60) -> str:
    """An id for what is called `words`; what is called otherwise never has the same.

    Capitals and the kind and number of blanks make no difference. Where the id had to be cut, or
    signs other than a hyphen within a word fell away, it ends in eight digits of a hash.

    >>> identify("Health ministry"), identify("US-led coalition")
    ('health-ministry', 'us_led-coalition')
    >>> identify("people <18"), identify("people 18+")
    ('people-18__aca1ec25', 'people-18__99c87eaf')
    """
    told = " ".join(normalize("NFC", words).lower().split())
    plain = "" if "_" in told else told.replace("-", "_").replace(" ", "-")
    if len(plain) <= length and _PLAIN.fullmatch(plain):
        return plain
    seal = sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug(told, length - 10) or 'x'}__{seal}"


def free_name(name: str, taken: set[str]) -> str:
    """The name, with a number where it is taken; it is taken from then on.

    >>> taken = {"flood"}
    >>> free_name("flood", taken), free_name("flood", taken), free_name("fire", taken)
    ('flood-2', 'flood-3', 'fire')
    """
    free, n = name, 1
    while free in taken:
        n += 1
        free = f"{name}-{n}"
    taken.add(free)
    return free
