// --- moving about

function fit() {
  view.whole = true;
  if (!tiles.length) {
    redraw();
    return;
  }
  const x1 = Math.max(...tiles.map((t) => t.x + t.w)),
    y1 = Math.max(...tiles.map((t) => t.y + t.h));
  const x0 = Math.min(...tiles.map((t) => t.x)),
    y0 = Math.min(...tiles.map((t) => t.y)),
    margin = 8;
  view.zoom = Math.min((canvas.clientWidth - 2 * margin) / (x1 - x0), (canvas.clientHeight - 2 * margin) / (y1 - y0));
  view.x = (canvas.clientWidth - (x1 - x0) * view.zoom) / 2 - x0 * view.zoom;
  view.y = margin - y0 * view.zoom;
  redraw();
}
function look(tile, across, down, zoom) {
  Object.assign(view, {
    whole: false,
    zoom,
    x: canvas.clientWidth / 2 - (tile.x + across * tile.w) * zoom,
    y: canvas.clientHeight / 2 - (tile.y + down * tile.h) * zoom,
  });
  redraw();
}
// The tile of what is chosen fills the picture; where it would not be read, what is chosen is its middle.
function reveal() {
  const tile = tiles.find((t) => t.e === chosen.event);
  if (!tile) return;
  const zoom = Math.min(canvas.clientWidth / tile.w, canvas.clientHeight / tile.h) * 0.98;
  Object.assign(view, { zoom });
  const as = readAs(tile);
  if (as && (!as.more || blockOf(as.blocks.slice(0, as.places.length)) >= 0)) {
    look(tile, 0.5, 0.5, zoom);
    return;
  }
  const form = tile.forms[0],
    near = 0.9 / form.scale,
    n = Math.max(0, blockOf(form.blocks)),
    [left, top] = form.places[n];
  const amid = (at, size, room) =>
    room >= size ? 0.5 : Math.max(room / size / 2, Math.min(1 - room / size / 2, at / size));
  look(
    tile,
    amid((left + data.widths[form.width] / 2) * form.scale, tile.w, canvas.clientWidth / near),
    amid((top + Math.min(form.blocks[n].high / 2, 150)) * form.scale, tile.h, canvas.clientHeight / near),
    near,
  );
}
function blockOf(blocks) {
  if (!chosen.subject) return 0;
  return blocks.findIndex((block) =>
    block.subject
      ? inSubject(block.subject.id)
      : block.alone.some(
          (row) => row.claims.includes(chosen.claim) || row.claims.some((c) => claims[c].subject === chosen.subject),
        ),
  );
}
const closest = () => 1.5 / Math.min(...tiles.map((tile) => tile.forms[0].scale));
function zoomAt(x, y, times) {
  const zoom = Math.min(closest(), Math.max(0.01, view.zoom * times)),
    ratio = zoom / view.zoom;
  Object.assign(view, { whole: false, x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, zoom });
  redraw();
  rememberSoon();
}
function shift(x, y) {
  view.x += x;
  view.y += y;
  view.whole = false;
  redraw();
  rememberSoon();
}

// What stands at a point: an event, a subject, a voice's row.
function under(px, py) {
  const x = (px - view.x) / view.zoom,
    y = (py - view.y) / view.zoom;
  const tile = tiles.find((t) => x >= t.x && x <= t.x + t.w && y >= t.y && y <= t.y + t.h);
  if (!tile) return null;
  const as = readAs(tile);
  return as ? withWidth(as.width, () => within(tile, as, x, y)) : { event: tile.e, closed: true };
}
function within(tile, as, x, y) {
  const found = { event: tile.e },
    u = ((x - tile.x) * view.zoom) / as.scale,
    v = ((y - tile.y) * view.zoom) / as.scale;
  const n = as.places.findIndex(
    ([left, top], b) => u >= left && u <= left + wideOf() && v >= top && v < top + as.blocks[b].high,
  );
  if (n < 0) return { ...found, closed: as.more > 0 };
  const block = as.blocks[n],
    down = v - as.places[n][1];
  const parts = block.subject ? block.parts : [{ strip: { rows: block.alone }, at: block.at, top: 24 }];
  if (block.subject) found.subject = block.subject.id;
  for (const { strip, at, top } of parts) {
    const r = at.rows.findIndex((place) => down - top >= place.top && down - top < place.top + at.step);
    if (r < 0) continue;
    const row = strip.rows[r],
      [claim] = row.claims;
    return block.subject
      ? { ...found, voice: row.voice, name: row.name }
      : { ...found, voice: row.voice, name: row.name, claim, subject: claims[claim]?.subject };
  }
  return found;
}

const fingers = new Map();
let moved = 0;
canvas.addEventListener("pointerdown", (event) => {
  canvas.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, [event.offsetX, event.offsetY]);
  if (fingers.size === 1) moved = 0;
});
canvas.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId);
  if (!before) {
    const there = under(event.offsetX, event.offsetY);
    canvas.title = there ? [events[there.event].title, there.name].filter(Boolean).join(": ") : "";
    return;
  }
  const [x, y] = [event.offsetX, event.offsetY],
    other = [...fingers].find(([id]) => id !== event.pointerId);
  moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
  if (other)
    zoomAt(
      ...other[1],
      Math.hypot(x - other[1][0], y - other[1][1]) /
        Math.max(1, Math.hypot(before[0] - other[1][0], before[1] - other[1][1])),
    );
  else if (moved > 6) shift(x - before[0], y - before[1]);
  fingers.set(event.pointerId, [x, y]);
});
for (const end of ["pointerup", "pointercancel"])
  canvas.addEventListener(end, (event) => {
    fingers.delete(event.pointerId);
    if (end === "pointercancel" || moved > 6) return;
    const found = under(event.offsetX, event.offsetY);
    if (!found) clear();
    else choose(found, found.closed);
  });
canvas.addEventListener(
  "wheel",
  (event) => {
    event.preventDefault();
    zoomAt(event.offsetX, event.offsetY, Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)));
  },
  { passive: false },
);
const middle = (times) => () => zoomAt(canvas.clientWidth / 2, canvas.clientHeight / 2, times);
const KEYS = {
  ArrowLeft: () => shift(80, 0),
  ArrowRight: () => shift(-80, 0),
  ArrowUp: () => shift(0, 80),
  ArrowDown: () => shift(0, -80),
  "+": middle(1.4),
  "=": middle(1.4),
  "-": middle(1 / 1.4),
  Home: () => {
    fit();
    remember(true);
  },
  PageDown: () => step(1),
  PageUp: () => step(-1),
};
canvas.addEventListener("keydown", (event) => {
  if (KEYS[event.key]) {
    event.preventDefault();
    KEYS[event.key]();
  }
});
function step(by) {
  const at = chosen ? tiles.findIndex((t) => t.e === chosen.event) : by > 0 ? -1 : tiles.length;
  const next = tiles[Math.max(0, Math.min(tiles.length - 1, at + by))];
  if (next) choose({ event: next.e }, true);
}
