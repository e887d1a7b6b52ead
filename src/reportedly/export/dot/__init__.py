r"""The attribution graph as DOT, drawn to be read in a report.

From left to right: bodies, those who speak for them, their claims, the subjects. A claim is a box
with its figure in large type; a source has the shape of its kind. A conflict is a thick red line
between the claims, a question a dashed amber one, a note a dotted grey one, each with its kind
beside it, so that none of it rests on colour alone; the colours are told apart by readers with any
of the common colour blindnesses (after Okabe and Ito, "Color Universal Design", 2008).

Everything that comes from a document is escaped: quotation marks and backslashes (DOT reads `\N` as
the node's name), entities, HTML-like labels, control characters; only http and https links pass.
The text depends on the graph and the layout alone, so equal graphs give equal bytes.
"""

from reportedly.export.dot.look import Layout
from reportedly.export.dot.page import to_dot
from reportedly.export.dot.text import safe_url

__all__ = ["Layout", "safe_url", "to_dot"]
