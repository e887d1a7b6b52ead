// --- words on the canvas

const canvas = byId("graph"),
  pen = canvas.getContext("2d");
const css = getComputedStyle(document.documentElement),
  inks = new Map();
function colour(name) {
  if (!inks.has(name)) inks.set(name, css.getPropertyValue(`--${name}`).trim());
  return inks.get(name);
}
const FACE = 'Arial, "Liberation Sans", sans-serif';
const PLAIN = `12px ${FACE}`,
  BOLD = `bold 12px ${FACE}`,
  SMALL = `11px ${FACE}`,
  LITTLE = `bold 11px ${FACE}`,
  SUBJECT = `bold 15px ${FACE}`,
  EVENT = `bold 19px ${FACE}`;
const fitted = new Map();
function keep(key, found) {
  if (fitted.size > 40000) fitted.clear(); // each size of a card has its own
  fitted.set(key, found);
  return found;
}
function long(text, font) {
  pen.font = font;
  return pen.measureText(text).width;
}
// A text cut to a width, with an ellipsis.
function cut(text, font, wide) {
  const key = `${font}|${Math.round(wide)}|${text}`;
  let found = fitted.get(key);
  if (found === undefined) {
    found = text;
    if (long(text, font) > wide) {
      let low = 0,
        high = text.length;
      while (low < high) {
        const half = (low + high + 1) >> 1;
        if (long(`${text.slice(0, half)}…`, font) <= wide) low = half;
        else high = half - 1;
      }
      found = low ? `${text.slice(0, low)}…` : "";
    }
    keep(key, found);
  }
  return found;
}
function wrap(text, font, wide, most) {
  const key = `${font}|${Math.round(wide)}|${most}|${text}`;
  if (fitted.has(key)) return fitted.get(key);
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1],
      longer = last ? `${last} ${word}` : word;
    if (last && lines.length < most && long(longer, font) > wide) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  // The last word of a name often tells it from others: it stays.
  const last = lines.pop(),
    end = last.slice(last.lastIndexOf(" "));
  lines.push(
    long(last, font) > wide && long(`x…${end}`, font) < wide
      ? `${cut(last.slice(0, -end.length), font, wide - long(end, font))}${end}`
      : last,
  );
  return keep(
    key,
    lines.map((line) => cut(line, font, wide)),
  );
}
function write(text, x, y, font, ink, align = "left") {
  pen.font = font;
  pen.fillStyle = ink;
  pen.textAlign = align;
  pen.fillText(text, x, y);
}
function stroke(points, ink, thick, dashes = []) {
  pen.beginPath();
  points.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
  pen.strokeStyle = ink;
  pen.lineWidth = thick;
  pen.setLineDash(dashes);
  pen.stroke();
  pen.setLineDash([]);
}
