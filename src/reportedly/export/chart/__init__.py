"""A subject's figures as pictures in SVG: one row a voice on a line of numbers, or over time.

A figure is drawn as the set of numbers that its words allow: a point, a bar between two ends, or
an arrow where the words leave a side open. Positions that can be right together share a shape and
a colour and stand together, so that nothing rests on colour alone (Okabe and Ito, "Color Universal
Design", 2008).

The pictures are plain SVG with presentation attributes: they are small, need no script and no
package, and a page that shows one may recolour it by class.
"""

from reportedly.export.chart.article import (
    draw_for_print,
    draw_for_web,
    figure_for_web,
    references_of,
)
from reportedly.export.chart.page import Frame, Line, draw_page
from reportedly.export.chart.picture import drawn_as, to_pdf, to_png
from reportedly.export.chart.strip import Row, Spot, SpotKind, Strip, strips_of
from reportedly.export.chart.strip_picture import PHONE, WIDTH, draw_strips, strips_in_words
from reportedly.export.chart.strip_vega import strips_to_vega
from reportedly.export.chart.svg import stylesheet
from reportedly.export.chart.table import Told, draw_table
from reportedly.export.chart.timeline import Timeline, timeline_of
from reportedly.export.chart.timeline_picture import draw_timelines, timelines_in_words
from reportedly.export.chart.timeline_vega import timelines_to_vega

__all__ = [
    "PHONE",
    "WIDTH",
    "Frame",
    "Line",
    "Row",
    "Spot",
    "SpotKind",
    "Strip",
    "Timeline",
    "Told",
    "draw_for_print",
    "draw_for_web",
    "draw_page",
    "draw_strips",
    "draw_table",
    "draw_timelines",
    "drawn_as",
    "figure_for_web",
    "references_of",
    "strips_in_words",
    "strips_of",
    "strips_to_vega",
    "stylesheet",
    "timeline_of",
    "timelines_in_words",
    "timelines_to_vega",
    "to_pdf",
    "to_png",
]
