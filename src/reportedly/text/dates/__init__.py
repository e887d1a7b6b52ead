"""Times in English text, resolved against the published date to intervals of days.

`find_times` reads running text, `read_period` one time written on its own.

Why not a library: python-dateutil is used for what it does well (month arithmetic, Easter), but
its parser reads one clean date, not prose, and knows neither ranges nor "last week". dateparser
reads some four hundred phrases a second and misses "late Tuesday", "the weekend" and "Q3 2023";
none of the libraries on offer keeps the width of what was said ("March" becomes the published
day's number in March), which is what comparing claims needs. So the reading is written here: text
is cut into words once, and a reader for each form looks at a bounded number of words, which keeps
it linear in the text and free of backtracking.

The rooms: `words` (tables), `spans` (arithmetic on days), `scan` (tokens and numbers), `said`
(what recurs, and which round is meant), `calendar`, `relative`, `clock`, `ranges` (the readers,
each building on those before it), `find` (running text), `ledger` (a time on its own).
"""

from reportedly.text.dates.find import find_times
from reportedly.text.dates.ledger import read_period

__all__ = ["find_times", "read_period"]
