"""The ledger as JSON over HTTP: the rows of the command line, and the edits of the pages.

`endpoints` is the one table of what there is; `table` makes routes of it and `schema` the
description under `/schema`. `schemas.json` holds the shape of everything that is taken or answered,
`reads` and `writes` say what is done.
"""

from reportedly.web.api.endpoints import ENDPOINTS
from reportedly.web.api.schema import described
from reportedly.web.api.table import ShapeError, StaleError, routes_of, told_error

__all__ = ["ENDPOINTS", "ShapeError", "StaleError", "described", "routes_of", "told_error"]
