"""The graph as one HTML file to explore: offline, with search, filters, and the words on a click.

Everything stands in the file: the data as JSON, one style, one script. The script draws on a
canvas by itself, one stroke for all lines of a kind. Cytoscape.js 3.34 was tried in its place, the
places given as here: on two busy cores without a graphics card it took eight seconds to show 5,000
nodes and drew 3 to 6 pictures a second of them, where this takes one and draws 36 to 43; and it
alone is twelve times as large as this page with the data of a small ledger. The page's Content
Security Policy names the script by its digest, so that no other runs, and lets nothing be loaded.
"""

from reportedly.export.explorer.page import to_html

__all__ = ["to_html"]
