"""Times in English text, resolved against the published date to intervals of days.

`find_times` reads running text, `read_period` one time written on its own.

Why not a library: python-dateutil is used for what it does well (month arithmetic, Easter), but
its parser reads one clean date, not prose, and knows neither ranges nor "last week". Of the
libraries that search prose, dateparser finds the day in half of the single days of a public set
of cases (Recognizers-Text's) at some two hundred texts a second, parsedatetime in four of ten at
three thousand; both return moments, so "March", "last week" and "from May to July" have no width,
which is what comparing claims needs. So the reading is written here, as rules with their examples
(`times.rules`) over the tokens and numbers that the whole project reads; each rule looks at a
bounded number of words, which keeps the reading linear in the text and free of backtracking.

Conventions, where English leaves a choice: weeks run from Monday to Sunday; "last Friday" and
"next Friday" are those of the week before and after, "last May" that of the year before; "the past
three days" end on the day before publication, hours reach into it; early and late are halves, of a
year named by its number thirds; seasons are northern; a year's last two digits stand for 1950 to
2049; 3/4 is what the other dates of its text or `day_first` make it, else it is not read; "two days
later" counts from the time that the text named last, and is not read where it named none.

The rooms: `spans` (arithmetic on days), `timex` (what recurs, and which round is meant), `reading`
(tokens, numbers and tests for the rules), `times.rules` with its actions in `named`, `counted` and
`whole`, `find` (running text), `ledger` (a time on its own).
"""

from reportedly.text.times.find import find_times
from reportedly.text.times.ledger import read_period

__all__ = ["find_times", "read_period"]
