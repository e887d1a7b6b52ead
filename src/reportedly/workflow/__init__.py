"""Floor 5: the only room that joins stages. Each function is a few lines, in order.

Every function takes plain values and returns plain values; printing belongs to the shells above.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lazy import lazy_names

if TYPE_CHECKING:
    from reportedly.workflow.any_ledger import AnyLedger, View
    from reportedly.workflow.bulk import digest_of, extract_articles, figure_records, run_of
    from reportedly.workflow.cluster import extract_on_spark
    from reportedly.workflow.grouping.run import group_articles
    from reportedly.workflow.imports import import_rows
    from reportedly.workflow.ledgers import (
        Ledger,
        open_ledger,
        record_judgement,
        select_claims,
        trace_claim,
        withdraw_judgement,
    )
    from reportedly.workflow.opening import open_any, open_figures
    from reportedly.workflow.plotting import strips
    from reportedly.workflow.publishing import (
        content_of,
        diff_ledger,
        draw_graph,
        export_ledger,
        picture,
        write_report,
    )
    from reportedly.workflow.reading import (
        Reading,
        new_captures,
        place_captures,
        read_documents,
        read_text,
        save_reading,
    )
    from reportedly.workflow.stores import prepare_store, pull_ledger, push_ledger
    from reportedly.workflow.tables import FigureLedger

__all__ = [
    "AnyLedger",
    "FigureLedger",
    "Ledger",
    "Reading",
    "View",
    "content_of",
    "diff_ledger",
    "digest_of",
    "draw_graph",
    "export_ledger",
    "extract_articles",
    "extract_on_spark",
    "figure_records",
    "group_articles",
    "import_rows",
    "new_captures",
    "open_any",
    "open_figures",
    "open_ledger",
    "picture",
    "place_captures",
    "plot",
    "prepare_store",
    "pull_ledger",
    "push_ledger",
    "read_documents",
    "read_text",
    "record_judgement",
    "run_of",
    "save_reading",
    "select_claims",
    "strips",
    "trace_claim",
    "withdraw_judgement",
    "write_report",
]

__getattr__ = lazy_names(
    __name__,
    {
        "AnyLedger": "any_ledger",
        "FigureLedger": "tables",
        "Ledger": "ledgers",
        "Reading": "reading",
        "View": "any_ledger",
        "content_of": "publishing",
        "diff_ledger": "publishing",
        "digest_of": "bulk",
        "draw_graph": "publishing",
        "export_ledger": "publishing",
        "extract_articles": "bulk",
        "extract_on_spark": "cluster",
        "figure_records": "bulk",
        "group_articles": "grouping.run",
        "import_rows": "imports",
        "new_captures": "reading",
        "open_any": "opening",
        "open_figures": "opening",
        "open_ledger": "ledgers",
        "picture": "publishing",
        "strips": "plotting",
        "place_captures": "reading",
        "plot": "plotting",
        "prepare_store": "stores",
        "pull_ledger": "stores",
        "push_ledger": "stores",
        "read_documents": "reading",
        "read_text": "reading",
        "record_judgement": "ledgers",
        "run_of": "bulk",
        "save_reading": "reading",
        "select_claims": "ledgers",
        "trace_claim": "ledgers",
        "withdraw_judgement": "ledgers",
        "write_report": "publishing",
    },
)
