// --- where things stand: an event is a tile, its subjects are blocks in it

// Pixels of a strip as it is drawn; rows that one voice alone fills, in a block; events that are laid out by their need.
const [LINE, ROW, GAP, EDGE, HEAD] = [17, 25, 22, 16, 62];
const ALONE = 14;
const FEW = 12;
const kept = new Uint8Array(claims.length).fill(1); // claims that pass the filter
let [tiles, slim, all, chosen] = [[], 0, true, null];
const made = new Map();
const wideOf = () => data.widths[slim]; // slim: 1 while what is as wide as a phone is laid out or drawn
const passing = (row) => all || row.claims.some((n) => kept[n]);

function subjectBlock(event, subject) {
  const key = `${slim} ${event.id} ${subject.id}`;
  if (made.has(key)) return made.get(key);
  const parts = [];
  let y = 26;
  for (const strip of subject.strips) {
    const verdict = verdictWords(strip);
    const lines = verdict ? wrap(verdict, strip.odd ? BOLD : PLAIN, wideOf(), 3) : [];
    const top = y + lines.length * LINE + 4;
    const at = strip.drawn[slim] || wordsOnly(strip.rows);
    const notes = [strip.counts, strip.left].filter(Boolean).join("; ");
    parts.push({ strip, lines, y, top, at, notes });
    y = top + at.high + (strip.drawn.length ? 18 : 0) + 26;
  }
  const found = { subject, parts, high: y };
  made.set(key, found);
  return found;
}
// Rows in which no figure stands on a line.
function wordsOnly(rows, beside = slim ? 4 : 104) {
  const at = { left: slim ? 118 : 190, right: wideOf() - beside, step: ROW, high: 0, ticks: [], ground: [], rows: [] };
  rows.forEach((row, n) => {
    if (n && row.camp !== rows[n - 1].camp) at.high += 8;
    at.rows.push({ top: at.high, y: at.high + ROW / 2, marks: [], way: [], labels: [] });
    at.high += ROW;
  });
  return at;
}
function blocksOf(event) {
  const shown = event.subjects.filter(
    (subject) => subject.strips.some((strip) => strip.rows.some(passing)) || (chosen && chosen.subject === subject.id),
  );
  const blocks = shown.map((subject) => subjectBlock(event, subject));
  const rows = event.alone.filter(
    (row) => passing(row) || (chosen && chosen.voice === row.voice && row.claims.includes(chosen.claim)),
  );
  for (let n = 0; n < rows.length; n += ALONE) {
    const some = rows.slice(n, n + ALONE);
    blocks.push({ alone: some, first: n === 0, at: wordsOnly(some, 4), high: 26 + some.length * ROW + 10 });
  }
  return blocks;
}
// Blocks in their order in so many columns of like heights that they are as large as can be.
function pack(blocks, wide, high) {
  const total = blocks.reduce((sum, block) => sum + block.high, 0);
  let best = { scale: -1 };
  for (let columns = 1; columns <= Math.min(40, Math.max(1, blocks.length)); columns++) {
    const ends = [0],
      places = [];
    for (const block of blocks) {
      const last = ends.length - 1;
      if (ends[last] && ends[last] + block.high / 2 > total / columns && ends.length < columns) ends.push(0);
      places.push([EDGE + (ends.length - 1) * (wideOf() + GAP), HEAD + ends[ends.length - 1]]);
      ends[ends.length - 1] += block.high;
    }
    const scale = Math.min(
      1.3,
      wide / (ends.length * (wideOf() + GAP) - GAP + 2 * EDGE),
      high / (HEAD + Math.max(...ends)),
    );
    if (scale > best.scale) best = { scale, places };
  }
  return best;
}
// Tiles in reading order, the worst first. Of a few each has the room that it needs, in rows of like fullness.
function roomy(blocks, across, down) {
  const needs = blocks.map((own) => HEAD + own.reduce((sum, block) => sum + block.high, 0));
  const mean = needs.reduce((sum, need) => sum + need, 0) / needs.length,
    areas = needs.map((need) => Math.max(need, mean / 4));
  const total = areas.reduce((sum, area) => sum + area, 0);
  let best = { least: -1 };
  for (let rows = 1; rows <= areas.length; rows++) {
    const shelves = [[]];
    let spent = 0;
    areas.forEach((area, n) => {
      if (shelves[shelves.length - 1].length && spent + area / 2 > (total * shelves.length) / rows) shelves.push([]);
      shelves[shelves.length - 1].push(n);
      spent += area;
    });
    const places = [];
    let y = 0;
    for (const shelf of shelves) {
      const own = shelf.reduce((sum, n) => sum + areas[n], 0),
        h = (down * own) / total;
      let x = 0;
      for (const n of shelf) {
        const w = (across * areas[n]) / own;
        places.push([x, y, w, h]);
        x += w;
      }
      y += h;
    }
    // What cannot be read whole is at its best somewhat wider than high.
    const size = (Math.min(...places.map(([, , w, h], n) => pack(blocks[n], w, h).scale)) * canvas.clientWidth) / 1000;
    const form = 1 / (1 + Math.abs(Math.log((across * rows) / ((down * areas.length) / rows) / 1.6)));
    const least = size >= READ ? 10 + size : form;
    if (least > best.least) best = { least, places };
  }
  return best.places;
}
// Of many the first are large and the last small: two rows of whole tiles, two of halves, then quarters.
function frontPage(many, across, down) {
  let best = { off: Infinity };
  for (let columns = 2; columns <= 60; columns++) {
    const side = across / columns,
      rows =
        many <= 6 * columns
          ? 2 + Math.max(0, Math.ceil((many - 2 * columns) / (2 * columns))) / 2
          : 3 + Math.ceil((many - 6 * columns) / (4 * columns)) / 4;
    const high = Math.max(side / 2.2, Math.min(side * 1.4, down / rows)),
      off = Math.abs(Math.log(side / high / 1.45)) + Math.max(0, (high * rows) / down - 1);
    if (off < best.off) best = { off, columns, side, high };
  }
  const { columns, side, high } = best,
    large = 2 * columns,
    middle = 4 * columns;
  const place = (n, row, part, top) => [
    (n % row) * side * part,
    (top + Math.floor(n / row) * part) * high,
    side * part,
    high * part,
  ];
  return Array.from({ length: many }, (_, n) =>
    n < large
      ? place(n, columns, 1, 0)
      : n < large + middle
        ? place(n - large, 2 * columns, 0.5, 2)
        : place(n - large - middle, 4 * columns, 0.25, 3),
  );
}
function withWidth(width, work) {
  const before = slim;
  slim = width;
  try {
    return work();
  } finally {
    slim = before;
  }
}
function arrange() {
  const across = 1000,
    down = (1000 * canvas.clientHeight) / Math.max(1, canvas.clientWidth);
  const counts = new Uint32Array(events.length);
  claims.forEach((claim, n) => {
    counts[claim.event] += kept[n];
  });
  const shown = events.map((_, e) => e).filter((e) => counts[e] || (chosen && chosen.event === e));
  if (!shown.length) {
    tiles = [];
    return;
  }
  slim = canvas.clientWidth < 500 ? 1 : 0;
  const places =
    shown.length <= FEW
      ? roomy(
          shown.map((e) => blocksOf(events[e])),
          across,
          down,
        )
      : frontPage(shown.length, across, down);
  tiles = shown.map((e, n) => {
    const [x, y, w, h] = places[n],
      gap = Math.min(6, w * 0.012);
    const tile = { e, x: x + gap, y: y + gap, w: w - 2 * gap, h: h - 2 * gap };
    tile.forms = (slim ? [1] : [0, 1]).map((width) =>
      withWidth(width, () => {
        const blocks = blocksOf(events[e]);
        return { width, blocks, ...pack(blocks, tile.w, tile.h) };
      }),
    );
    return tile;
  });
}
