"""Floor 4: an entry as written becomes a claim with everything resolved, or a problem.

Names become sources and subjects, words become figures and periods, quotes become spans. Nothing
is guessed: what does not resolve to exactly one value is a `Problem` at its place in the file.
"""

from reportedly.resolve.claims import Outline, Resolver, read_subjects, resolve_entries
from reportedly.resolve.events import join_ids, read_links
from reportedly.resolve.sources import find_source
from reportedly.text.subject_ids import read_subject_id

__all__ = [
    "Outline",
    "Resolver",
    "find_source",
    "join_ids",
    "read_links",
    "read_subject_id",
    "read_subjects",
    "resolve_entries",
]
