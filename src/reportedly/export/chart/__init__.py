"""A subject's figures as a range chart in SVG: what each source says, at its time, with its bounds.

A figure is drawn as the set of numbers that its words allow: a point, a bar between two ends, or
an arrow where the words leave a side open. Sources differ by colour and by shape, revisions are
joined by a line, and a figure in conflict wears a ring, so that nothing rests on colour alone
(Okabe and Ito, "Color Universal Design", 2008).

The picture is plain SVG with presentation attributes: it is small, needs no script and no package,
and a page that shows it may recolour it by class.
"""

from reportedly.export.chart.draw import draw_chart
from reportedly.export.chart.marks import Chart, Mark, chart_of
from reportedly.export.chart.picture import to_png
from reportedly.export.chart.vega import to_vega

__all__ = ["Chart", "Mark", "chart_of", "draw_chart", "to_png", "to_vega"]
