"""Floor 4: what claims are to each other. `judge` says it of two; `find_conflicts` of a ledger."""

from reportedly.compare.conflicts import (
    find_conflicts,
    group_conflicts,
    group_key,
    linked_conflicts,
    rank_conflicts,
)
from reportedly.compare.islands import islands
from reportedly.compare.judge import judge
from reportedly.compare.options import Options, options_of
from reportedly.compare.relations import Relation, RelationError, parse_relation
from reportedly.compare.voices import count_origins

__all__ = [
    "Options",
    "Relation",
    "RelationError",
    "count_origins",
    "find_conflicts",
    "group_conflicts",
    "group_key",
    "islands",
    "judge",
    "linked_conflicts",
    "options_of",
    "parse_relation",
    "rank_conflicts",
]
