// --- the drawing

const view = { x: 0, y: 0, zoom: 1, whole: true };
const FAINT = 0.4,
  READ = 0.7,
  PART = 0.8; // of the size at which strips are drawn: the least, and that of a part of an event
const shapes = data.shapes.map((path) => new Path2D(path));
let wide = 0,
  high = 0,
  waitingToDraw = false,
  dim = 1,
  anchors = [];
function redraw() {
  if (!waitingToDraw) {
    waitingToDraw = true;
    requestAnimationFrame(draw);
  }
}
function draw() {
  waitingToDraw = false;
  const sharp = devicePixelRatio || 1;
  wide = canvas.clientWidth;
  high = canvas.clientHeight;
  if (canvas.width !== Math.round(wide * sharp) || canvas.height !== Math.round(high * sharp)) {
    canvas.width = Math.round(wide * sharp);
    canvas.height = Math.round(high * sharp);
  }
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, wide, high);
  anchors = [];
  for (const tile of tiles) {
    const x = tile.x * view.zoom + view.x,
      y = tile.y * view.zoom + view.y,
      w = tile.w * view.zoom,
      h = tile.h * view.zoom;
    if (x > wide || y > high || x + w < 0 || y + h < 0) continue;
    const as = readAs(tile);
    frame(tile, x, y, w, h, as);
    if (as) withWidth(as.width, () => open(tile, x, y, as));
    else if (w >= 54 && h >= 34) card(tile, x, y, w, h);
    else cell(tile, x, y, w, h);
  }
  pen.globalAlpha = 1;
  joins();
}
// How a tile is read now: whole; or of what does not fit the first blocks; or null, when it is too small for either.
function readAs(tile) {
  const whole = tile.forms.find((form) => form.scale * view.zoom >= READ);
  if (whole) return { ...whole, scale: whole.scale * view.zoom, more: 0 };
  for (const form of tile.forms) {
    const places = withWidth(form.width, () =>
      firstPlaces(form.blocks, (tile.w * view.zoom) / PART, (tile.h * view.zoom) / PART),
    );
    const rest = form.blocks.slice(places.length),
      more = rest.reduce((sum, block) => sum + (block.alone || [0]).length, 0);
    if (places.length && !leavesConflict(tile, rest)) return { ...form, scale: PART, places, more };
  }
  return null;
}
// None of what is in conflict is left for later, unless one is in the midst of it.
const leavesConflict = (tile, blocks) =>
  tile.w * view.zoom <= canvas.clientWidth && blocks.some((block) => block.subject && isOdd(block.subject));
function firstPlaces(blocks, across, down) {
  const columns = Math.floor((across - 2 * EDGE + GAP) / (wideOf() + GAP)),
    places = [],
    end = down - 24;
  let column = 0,
    y = HEAD;
  for (const block of blocks) {
    if (y + block.high > end && y > HEAD) {
      column++;
      y = HEAD;
    }
    if (column >= columns || y + block.high > end) break;
    places.push([EDGE + column * (wideOf() + GAP), y]);
    y += block.high;
  }
  return places;
}
function grave(event) {
  return event.odds.conflict ? "conflict" : event.odds.question ? "question" : "";
}
const speaks = (e) =>
  events[e].subjects.some((s) => s.strips.some((strip) => strip.rows.some((row) => row.voice === chosen.voice))) ||
  events[e].alone.some((row) => row.voice === chosen.voice);

function frame(tile, x, y, w, h, as) {
  const event = events[tile.e],
    ink = grave(event);
  dim = chosen && chosen.voice && !speaks(tile.e) ? FAINT : 1;
  pen.globalAlpha = dim;
  pen.fillStyle = colour("card");
  pen.fillRect(x, y, w, h);
  if (ink && !as) {
    pen.globalAlpha = dim * (ink === "conflict" ? 0.03 + 0.035 * Math.min(4, event.odds.conflict) : 0.06);
    pen.fillStyle = colour(ink);
    pen.fillRect(x, y, w, h);
    pen.globalAlpha = dim;
  }
  const isChosen = chosen && chosen.event === tile.e;
  pen.strokeStyle = colour(isChosen ? "link" : "rule");
  pen.lineWidth = isChosen ? 2.5 : 1;
  pen.strokeRect(x, y, w, h);
  if (ink)
    stroke(
      [
        [x + 1.5, y],
        [x + 1.5, y + h],
      ],
      colour(ink),
      w > 60 ? 4 : 2,
      ink === "question" ? [4, 3] : [],
    );
}

// All that the voice chosen says in a column of an event is joined.
function joins() {
  for (let n = 1; n < anchors.length; n++) {
    const [e, x, y] = anchors[n - 1],
      [f, u, v] = anchors[n];
    if (e !== f || Math.abs(x - u) > 1) continue;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.bezierCurveTo(x - 14, y, u - 14, v, u, v);
    pen.strokeStyle = colour("link");
    pen.lineWidth = 2;
    pen.stroke();
  }
}
