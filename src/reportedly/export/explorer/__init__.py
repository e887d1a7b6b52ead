"""A ledger as one HTML file to explore: offline, with search, filters, and the words on a click.

Everything stands in the file: the data as JSON, one style, one script. An event is a tile, the
worst first; how much of it is drawn follows from how large it stands on the screen: a number of
conflicts, a card of who says what, or the strips of `reportedly.export.chart`, whose places come
from Python. So nothing overlaps, and only what can be read is drawn, which is what makes thousands
of claims cheap to move. The page's Content Security Policy names the script and the style by their
digests, so that no other runs, and lets nothing be loaded.
"""

from reportedly.export.explorer.page import to_html

__all__ = ["to_html"]
