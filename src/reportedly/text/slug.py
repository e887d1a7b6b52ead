"""Names made safe for ids and file names."""

import re


def slug(words: str, length: int = 80) -> str:
    """Lower-case words joined by hyphens, cut between words to at most `length` characters.

    >>> slug("Casualties reported: 16 dead!")
    'casualties-reported-16-dead'
    >>> slug("Casualties reported: 16 dead!", 20)
    'casualties-reported'
    """
    joined = re.sub(r"[^\w]+", "-", words.lower()).strip("-_")
    if len(joined) <= length:
        return joined
    return (joined[: length + 1].rpartition("-")[0] or joined[:length]).strip("-_")
