"use strict";
// The words of documents are set as text, never as markup.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const { events, claims, conflicts, severities: RANK } = data;
  const LISTED = 150;

  // --- what stands against what

  const odds = claims.map(() => []);
  for (const conflict of conflicts) for (const n of conflict.claims) odds[n].push(conflict);
  const rank = odds.map((found) => Math.min(RANK.length, ...found.map((c) => RANK.indexOf(c.severity))));
  const byRank = (a, b) => rank[a] - rank[b] || claims[a].event - claims[b].event || a - b;
  const worstFirst = claims.map((_, n) => n).sort(byRank);
  // Those of other camps than a claim's; without camps all others.
  function against(conflict, n) {
    if (conflict.camps.length < 2) return conflict.claims.filter((m) => m !== n);
    const own = new Set(conflict.camps.filter((camp) => camp.includes(n)).flat());
    return own.size ? [...new Set(conflict.camps.flat())].filter((m) => !own.has(m)) : [];
  }
  // Of each claim the row it stands in.
  const home = new Map();
  const count = (number, one) => `${number.toLocaleString("en")} ${one}${number === 1 ? "" : "s"}`;
  events.forEach((event, e) => {
    event.subjects.forEach((subject) => subject.strips.forEach((strip) => strip.rows.forEach((row) => {
      for (const n of row.claims) home.set(n, { event: e, subject: subject.id, voice: row.name });
    })));
    event.alone.forEach((row) => row.claims.forEach((n) => home.set(n, { event: e, subject: claims[n].subject, voice: row.name })));
  });
  const sign = (event) => (event.odds.conflict ? "≠ " : event.odds.question ? "? " : "");
  const signWords = ({ odds: found }) => [found.conflict && `≠ ${count(found.conflict, "conflict")}`, found.question && `? ${count(found.question, "question")}`].filter(Boolean).join(" · ") || "no conflict found";
  const isOdd = (subject) => subject.strips.some((strip) => strip.odd);
  const voice = (n) => (home.has(n) ? home.get(n).voice : claims[n].source);
  const told = (n, most) => claims[n].said || short(claims[n].text, most);
  const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
  const haystack = claims.map((claim, n) => [claim.text, claim.said, claim.id, claim.document, claim.publisher, claim.source, voice(n), claim.about,
    events[claim.event].title].join("\n").toLocaleLowerCase());

  // --- words on the canvas

  const canvas = byId("graph"), pen = canvas.getContext("2d");
  const css = getComputedStyle(document.documentElement), inks = new Map();
  function colour(name) {
    if (!inks.has(name)) inks.set(name, css.getPropertyValue(`--${name}`).trim());
    return inks.get(name);
  }
  const FACE = 'Arial, "Liberation Sans", sans-serif';
  const PLAIN = `12px ${FACE}`, BOLD = `bold 12px ${FACE}`, SMALL = `11px ${FACE}`, LITTLE = `bold 11px ${FACE}`, SUBJECT = `bold 15px ${FACE}`, EVENT = `bold 19px ${FACE}`, CARD = `bold 13px ${FACE}`;
  const fitted = new Map();
  function keep(key, found) {
    if (fitted.size > 40000) fitted.clear(); // each size of a card has its own
    fitted.set(key, found);
    return found;
  }
  function long(text, font) { pen.font = font; return pen.measureText(text).width; }
  // A text cut to a width, with an ellipsis.
  function cut(text, font, wide) {
    const key = `${font}|${Math.round(wide)}|${text}`;
    let found = fitted.get(key);
    if (found === undefined) {
      found = text;
      if (long(text, font) > wide) {
        let low = 0, high = text.length;
        while (low < high) { const half = (low + high + 1) >> 1; if (long(`${text.slice(0, half)}…`, font) <= wide) low = half; else high = half - 1; }
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
      const last = lines[lines.length - 1], longer = last ? `${last} ${word}` : word;
      if (last && lines.length < most && long(longer, font) > wide) lines.push(word); else lines[lines.length - 1] = longer;
    }
    // The last word of a name often tells it from others: it stays.
    const last = lines.pop(), end = last.slice(last.lastIndexOf(" "));
    lines.push(long(last, font) > wide && long(`x…${end}`, font) < wide ? `${cut(last.slice(0, -end.length), font, wide - long(end, font))}${end}` : last);
    return keep(key, lines.map((line) => cut(line, font, wide)));
  }
  function write(text, x, y, font, ink, align = "left") {
    pen.font = font; pen.fillStyle = ink; pen.textAlign = align; pen.fillText(text, x, y);
  }
  function stroke(points, ink, thick, dashes = []) {
    pen.beginPath();
    points.forEach(([x, y], n) => (n ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.strokeStyle = ink; pen.lineWidth = thick; pen.setLineDash(dashes); pen.stroke(); pen.setLineDash([]);
  }

  // --- where things stand: an event is a tile, its subjects are blocks in it

  const LINE = 17, ROW = 25, GAP = 22, EDGE = 16, HEAD = 62, ALONE = 14, FEW = 12;
  let tiles = [], slim = 0, kept = new Uint8Array(claims.length).fill(1), all = true, chosen = null;
  const made = new Map();
  const wideOf = () => data.widths[slim]; // slim: 1 while what is as wide as a phone is laid out or drawn
  const passing = (row) => all || row.claims.some((n) => kept[n]);

  function subjectBlock(event, subject) {
    const key = `${slim} ${event.id} ${subject.id}`;
    if (made.has(key)) return made.get(key);
    const parts = [];
    let y = 26;
    for (const strip of subject.strips) {
      const verdict = strip.verdict && `${strip.odd ? "≠ " : ""}${strip.verdict}.`;
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
    const shown = event.subjects.filter((subject) => subject.strips.some((strip) => strip.rows.some(passing)) || (chosen && chosen.subject === subject.id));
    const blocks = shown.map((subject) => subjectBlock(event, subject));
    const rows = event.alone.filter((row) => passing(row) || (chosen && chosen.voice === row.name && row.claims.includes(chosen.claim)));
    for (let n = 0; n < rows.length; n += ALONE) {
      const some = rows.slice(n, n + ALONE);
      blocks.push({ alone: some, first: n === 0, at: wordsOnly(some, 4), high: 26 + some.length * ROW + 10 });
    }
    return blocks;
  }
  // Blocks in their order in so many columns of like heights that they are as large as can be.
  function pack(blocks, wide, high) {
    const total = blocks.reduce((sum, block) => sum + block.high, 0);
    let best = { scale: 0 };
    for (let columns = 1; columns <= Math.min(40, Math.max(1, blocks.length)); columns++) {
      const ends = [0], places = [];
      for (const block of blocks) {
        const last = ends.length - 1;
        if (ends[last] && ends[last] + block.high / 2 > total / columns && ends.length < columns) ends.push(0);
        places.push([EDGE + (ends.length - 1) * (wideOf() + GAP), HEAD + ends[ends.length - 1]]);
        ends[ends.length - 1] += block.high;
      }
      const scale = Math.min(1.3, wide / (ends.length * (wideOf() + GAP) - GAP + 2 * EDGE), high / (HEAD + Math.max(...ends)));
      if (scale > best.scale) best = { scale, places };
    }
    return best;
  }
  // Tiles in reading order, the worst first. Of a few each has the room that it needs, in rows of like fullness.
  function roomy(blocks, across, down) {
    const needs = blocks.map((own) => HEAD + own.reduce((sum, block) => sum + block.high, 0));
    const mean = needs.reduce((sum, need) => sum + need, 0) / needs.length, areas = needs.map((need) => Math.max(need, mean / 4));
    const total = areas.reduce((sum, area) => sum + area, 0);
    let best = { least: 0 };
    for (let rows = 1; rows <= areas.length; rows++) {
      const shelves = [[]];
      let spent = 0;
      areas.forEach((area, n) => {
        if (shelves[shelves.length - 1].length && spent + area / 2 > total * shelves.length / rows) shelves.push([]);
        shelves[shelves.length - 1].push(n);
        spent += area;
      });
      const places = [];
      let y = 0;
      for (const shelf of shelves) {
        const own = shelf.reduce((sum, n) => sum + areas[n], 0), h = down * own / total;
        let x = 0;
        for (const n of shelf) { const w = across * areas[n] / own; places.push([x, y, w, h]); x += w; }
        y += h;
      }
      // What cannot be read whole is at its best somewhat wider than high.
      const size = Math.min(...places.map(([, , w, h], n) => pack(blocks[n], w, h).scale)) * canvas.clientWidth / 1000;
      const form = 1 / (1 + Math.abs(Math.log(across * rows / (down * areas.length / rows) / 1.6)));
      const least = size >= READ ? 10 + size : form;
      if (least > best.least) best = { least, places };
    }
    return best.places;
  }
  // Of many the first are large and the last small: two rows of whole tiles, two of halves, then quarters.
  function frontPage(many, across, down) {
    let best = { off: Infinity };
    for (let columns = 2; columns <= 60; columns++) {
      const side = across / columns, rows = many <= 6 * columns ? 2 + Math.max(0, Math.ceil((many - 2 * columns) / (2 * columns))) / 2 : 3 + Math.ceil((many - 6 * columns) / (4 * columns)) / 4;
      const high = Math.max(side / 2.2, Math.min(side * 1.4, down / rows)), off = Math.abs(Math.log(side / high / 1.45)) + Math.max(0, high * rows / down - 1);
      if (off < best.off) best = { off, columns, side, high };
    }
    const { columns, side, high } = best, large = 2 * columns, middle = 4 * columns;
    const place = (n, row, part, top) => [(n % row) * side * part, (top + Math.floor(n / row) * part) * high, side * part, high * part];
    return Array.from({ length: many }, (_, n) => n < large ? place(n, columns, 1, 0)
      : n < large + middle ? place(n - large, 2 * columns, 0.5, 2) : place(n - large - middle, 4 * columns, 0.25, 3));
  }
  function withWidth(width, work) {
    const before = slim;
    slim = width;
    try { return work(); } finally { slim = before; }
  }
  function arrange() {
    const across = 1000, down = 1000 * canvas.clientHeight / Math.max(1, canvas.clientWidth);
    const counts = new Uint32Array(events.length);
    claims.forEach((claim, n) => { counts[claim.event] += kept[n]; });
    const shown = events.map((_, e) => e).filter((e) => counts[e] || (chosen && chosen.event === e));
    if (!shown.length) { tiles = []; return; }
    slim = canvas.clientWidth < 500 ? 1 : 0;
    const places = shown.length <= FEW ? roomy(shown.map((e) => blocksOf(events[e])), across, down) : frontPage(shown.length, across, down);
    tiles = shown.map((e, n) => {
      const [x, y, w, h] = places[n], gap = Math.min(6, w * 0.012);
      const tile = { e, x: x + gap, y: y + gap, w: w - 2 * gap, h: h - 2 * gap };
      tile.forms = (slim ? [1] : [0, 1]).map((width) => withWidth(width, () => {
        const blocks = blocksOf(events[e]);
        return { width, blocks, ...pack(blocks, tile.w, tile.h) };
      }));
      return tile;
    });
  }

  // --- the drawing

  const view = { x: 0, y: 0, zoom: 1, whole: true };
  const FAINT = 0.4, READ = 0.7, PART = 0.8; // of the size at which strips are drawn: the least, and that of a part of an event
  const shapes = data.shapes.map((path) => new Path2D(path));
  let wide = 0, high = 0, waitingToDraw = false, dim = 1, anchors = [];
  function redraw() {
    if (!waitingToDraw) { waitingToDraw = true; requestAnimationFrame(draw); }
  }
  function draw() {
    waitingToDraw = false;
    const sharp = devicePixelRatio || 1;
    wide = canvas.clientWidth; high = canvas.clientHeight;
    if (canvas.width !== Math.round(wide * sharp) || canvas.height !== Math.round(high * sharp)) {
      canvas.width = Math.round(wide * sharp); canvas.height = Math.round(high * sharp);
    }
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, wide, high);
    anchors = [];
    for (const tile of tiles) {
      const x = tile.x * view.zoom + view.x, y = tile.y * view.zoom + view.y, w = tile.w * view.zoom, h = tile.h * view.zoom;
      if (x > wide || y > high || x + w < 0 || y + h < 0) continue;
      const as = readAs(tile);
      frame(tile, x, y, w, h, as);
      if (as) withWidth(as.width, () => open(tile, x, y, as)); else if (w >= 54 && h >= 34) card(tile, x, y, w, h); else cell(tile, x, y, w, h);
    }
    pen.globalAlpha = 1;
    joins();
  }
  // How a tile is read now: whole; or of what does not fit the first blocks; or null, when it is too small for either.
  function readAs(tile) {
    const whole = tile.forms.find((form) => form.scale * view.zoom >= READ);
    if (whole) return { ...whole, scale: whole.scale * view.zoom, more: 0 };
    for (const form of tile.forms) {
      const places = withWidth(form.width, () => firstPlaces(form.blocks, tile.w * view.zoom / PART, tile.h * view.zoom / PART));
      const rest = form.blocks.slice(places.length), more = rest.reduce((sum, block) => sum + (block.alone || [0]).length, 0);
      if (places.length && !leavesConflict(tile, rest)) return { ...form, scale: PART, places, more };
    }
    return null;
  }
  // None of what is in conflict is left for later, unless one is in the midst of it.
  const leavesConflict = (tile, blocks) => tile.w * view.zoom <= canvas.clientWidth && blocks.some((block) => block.subject && isOdd(block.subject));
  function firstPlaces(blocks, across, down) {
    const columns = Math.floor((across - 2 * EDGE + GAP) / (wideOf() + GAP)), places = [], end = down - 24;
    let column = 0, y = HEAD;
    for (const block of blocks) {
      if (y + block.high > end && y > HEAD) { column++; y = HEAD; }
      if (column >= columns || y + block.high > end) break;
      places.push([EDGE + column * (wideOf() + GAP), y]);
      y += block.high;
    }
    return places;
  }
  function grave(event) { return event.odds.conflict ? "conflict" : event.odds.question ? "question" : ""; }
  const speaks = (e) => events[e].subjects.some((s) => s.strips.some((strip) => strip.rows.some((row) => row.name === chosen.voice))) || events[e].alone.some((row) => row.name === chosen.voice);

  function frame(tile, x, y, w, h, as) {
    const event = events[tile.e], ink = grave(event);
    dim = chosen && chosen.voice && !speaks(tile.e) ? FAINT : 1;
    pen.globalAlpha = dim;
    pen.fillStyle = colour("card"); pen.fillRect(x, y, w, h);
    if (ink && !as) {
      pen.globalAlpha = dim * (ink === "conflict" ? 0.03 + 0.035 * Math.min(4, event.odds.conflict) : 0.06);
      pen.fillStyle = colour(ink); pen.fillRect(x, y, w, h); pen.globalAlpha = dim;
    }
    const isChosen = chosen && chosen.event === tile.e;
    pen.strokeStyle = colour(isChosen ? "link" : "rule"); pen.lineWidth = isChosen ? 2.5 : 1; pen.strokeRect(x, y, w, h);
    if (ink) stroke([[x + 1.5, y], [x + 1.5, y + h]], colour(ink), w > 60 ? 4 : 2, ink === "question" ? [4, 3] : []);
  }
  // From afar: how many conflicts.
  function cell(tile, x, y, w, h) {
    const { conflict, question } = events[tile.e].odds;
    if (w < 18 || h < 11 || !(conflict || question)) return;
    write(conflict ? `≠${conflict}` : "?", x + w / 2 + 1, y + h / 2 + 4, w < 24 ? `10px ${FACE}` : SMALL, colour(conflict ? "conflict" : "question"), "center");
  }
  // Nearer: its name, how bad it is, from what to what each subject goes, and who stands against whom.
  function card(tile, x, y, w, h) {
    const event = events[tile.e], room = w - 14, left = x + 9, end = y + h - 4, ink = grave(event);
    const size = w < 100 ? 10 : w < 200 ? 11 : 13, bold = `bold ${size}px ${FACE}`, step = size + 2;
    if (w < 100) {
      const { conflict, question } = event.odds, font = `${size}px ${FACE}`, lead = conflict ? `≠${conflict}` : question ? "?" : "";
      write(lead, left, y + step + 1, bold, colour(ink || "ink"));
      wrap(event.title, font, room, Math.max(1, Math.floor((h - 6) / step) - (lead ? 1 : 0))).forEach((line, n) => write(line, left, y + 1 + step * (n + (lead ? 2 : 1)), font, colour("ink")));
      return;
    }
    let top = y + 3;
    for (const line of wrap(event.title, bold, room, h < 60 ? 1 : h < 140 ? 2 : 3)) { top += step; write(line, left, top, bold, colour("ink")); }
    top += 14;
    if (top > end) return;
    write(cut(signWords(event), ink ? LITTLE : SMALL, room), left, top, ink ? LITTLE : SMALL, colour(ink || "quiet"));
    top += 3;
    const deep = Math.floor((end - top) / 15), columns = Math.max(1, Math.floor(room / 280)), across = room / columns;
    if (deep > 0) cardLines(tile, deep * columns).forEach(([draw, what], n) => draw(what, left + Math.floor(n / deep) * across, top + 15 * (n % deep + 1), across - (columns > 1 ? 14 : 0)));
  }
  // So many lines: each subject, who stands against whom where that is in conflict, and as there is room all voices.
  function cardLines(tile, most) {
    const { blocks } = tile.forms[0], subjects = blocks.filter((block) => block.subject).map((block) => block.subject);
    const alone = blocks.filter((block) => block.alone).flatMap((block) => block.alone).map((row) => [aloneLine, row]);
    const below = subjects.map(() => []);
    let left = most - subjects.length;
    const grow = (n, lines) => { if (lines.length - below[n].length <= left) { left -= lines.length - below[n].length; below[n] = lines; } };
    subjects.forEach((subject, n) => { const camps = campsOf(subject); if (camps.length > 1) grow(n, camps.map((camp) => [campLine, camp])); });
    subjects.forEach((subject, n) => grow(n, subject.strips[0].rows.map((row) => [campLine, [row]])));
    const lines = [...subjects.flatMap((subject, n) => [[subjectLine, subject], ...below[n]]), ...alone];
    return lines.length > most && most > 3 ? [...lines.slice(0, most - 1), [moreLine, lines.length - most + 1]] : lines.slice(0, most);
  }
  function campsOf(subject) {
    const camps = [];
    for (const row of subject.strips[0].rows) if (row.camp >= 0) (camps[row.camp] ||= []).push(row);
    return camps.filter(Boolean);
  }
  function subjectLine(subject, left, y, room) {
    const odd = isOdd(subject), strip = subject.strips[0], hasMarks = room > 340 && strip.drawn.length;
    const name = cut(`${odd ? "≠ " : ""}${subject.name}`, SMALL, room * (room > 250 ? 0.36 : 0.5));
    write(name, left, y, SMALL, colour(odd ? "conflict" : "quiet"));
    if (hasMarks) small(strip, left + room * 0.38, left + room * 0.66, y - 4);
    const from = hasMarks ? room * 0.69 : room > 250 ? room * 0.38 : long(name, SMALL) + 7;
    write(cut(subject.range, LITTLE, room - from), left + from, y, LITTLE, colour("ink"));
  }
  function campLine(rows, left, y, room) {
    mark(["held", rows[0].camp, rows[0].camp < 0], left + 12, y - 4, 0.75);
    const held = [...new Set([rows[0].words, rows[rows.length - 1].words])].join(" … "), words = cut(held, LITTLE, room * 0.5), from = 22 + long(words, LITTLE) + 7;
    write(words, left + 22, y, LITTLE, colour("ink"));
    write(cut(rows.map((row) => row.name).join(", "), SMALL, room - from), left + from, y, SMALL, colour("quiet"));
  }
  function aloneLine(row, left, y, room) {
    const name = cut(`${row.name}:`, SMALL, room * 0.4);
    write(name, left, y, SMALL, colour("quiet"));
    write(cut(row.words, SMALL, room - long(name, SMALL) - 6), left + long(name, SMALL) + 6, y, SMALL, colour("ink"));
  }
  function moreLine(many, left, y) { write(`and ${many} more`, left, y, SMALL, colour("quiet")); }
  // A strip of marks alone.
  function small(strip, from, to, y) {
    const at = strip.drawn[0], on = (x) => from + (x - at.left) / (at.right - at.left) * (to - from);
    stroke([[from, y], [to, y]], colour("rule"), 1);
    strip.rows.forEach((row, r) => at.rows[r].marks.forEach(([x], n) => { if (row.spots[n][0] === "held") mark(row.spots[n], on(x), y, 0.6); }));
  }
  // Near enough to read: everything.
  function open(tile, x, y, { scale, places, blocks, more }) {
    const event = events[tile.e], room = tile.w * view.zoom / scale - 2 * EDGE, base = pen.getTransform(), ink = grave(event);
    pen.translate(x, y); pen.scale(scale, scale);
    write(cut(event.title, EVENT, room), EDGE, 28, EVENT, colour("ink"));
    const words = signWords(event);
    write(words, EDGE, 48, BOLD, colour(ink || "quiet"));
    const from = EDGE + long(words, BOLD) + 12;
    write(cut([event.about, event.counts].filter(Boolean).join(" · "), PLAIN, room + EDGE - from), from, 48, PLAIN, colour("quiet"));
    if (more) write(`and ${more} more: come closer`, EDGE, tile.h * view.zoom / scale - 10, BOLD, colour("link"));
    places.forEach(([left, top], n) => {
      const block = blocks[n];
      const above = y + top * scale, begins = x + left * scale;
      if (above > high || above + block.high * scale < 0 || begins > wide || begins + wideOf() * scale < 0) return;
      pen.translate(left, top);
      if (block.subject) subjectOf(tile, block); else aloneOf(tile, block);
      pen.translate(-left, -top);
    });
    pen.setTransform(base);
  }
  const inSubject = (id) => chosen && chosen.subject === id;
  // Who does not match a filter, or is not the one chosen, is faint, not gone: who contradicts stays in sight.
  function faint(row, subject) {
    if (!passing(row)) return FAINT;
    return !chosen || !chosen.voice || inSubject(subject) || chosen.voice === row.name ? 1 : FAINT;
  }
  function subjectOf(tile, { subject, parts }) {
    const rows = parts[0].strip.rows, match = rows.filter(passing).length;
    dim = pen.globalAlpha = chosen && chosen.voice && !inSubject(subject.id) && !rows.some((row) => row.name === chosen.voice) ? FAINT : 1;
    const beside = match < rows.length ? `${match} of ${rows.length} voices match` : "";
    write(cut(subject.name, SUBJECT, wideOf() - long(beside, SMALL) - 10), 0, 16, SUBJECT, colour("ink"));
    write(beside, wideOf(), 16, SMALL, colour("quiet"), "right");
    for (const { strip, lines, y, top, at, notes } of parts) {
      lines.forEach((line, n) => write(line, 0, y + 12 + n * LINE, strip.odd ? BOLD : PLAIN, colour(strip.odd ? "conflict" : "quiet")));
      pen.translate(0, top);
      pen.fillStyle = colour("camp2");
      pen.globalAlpha = dim * 0.16;
      for (const [a, b] of at.ground) pen.fillRect(a, 0, b - a, at.high);
      pen.globalAlpha = dim;
      for (const [x, words] of at.ticks) {
        if (slim) for (const row of at.rows) stroke([[x, row.top + 20], [x, row.top + at.step]], colour("rule"), 1); else stroke([[x, 0], [x, at.high]], colour("rule"), 1);
        write(words, Math.min(x, wideOf() - long(words, SMALL) / 2), at.high + 14, SMALL, colour("quiet"), "center");
      }
      strip.rows.forEach((row, n) => rowOf(tile, row, at, at.rows[n], subject.id));
      write(cut(notes, SMALL, wideOf() - (slim ? 0 : at.left)), slim ? 0 : at.left, at.high + (at.ticks.length ? 30 : 14), SMALL, colour("quiet"));
      pen.translate(0, -top);
    }
  }
  function aloneOf(tile, { alone, at, first }) {
    pen.globalAlpha = dim = 1;
    write(first ? "by one voice alone" : "by one voice alone (more)", 0, 16, SUBJECT, colour("ink"));
    pen.translate(0, 24);
    alone.forEach((row, n) => rowOf(tile, { ...row, camp: -1, spots: [], before: [] }, at, at.rows[n], claims[row.claims[0]]?.subject));
    pen.translate(0, -24);
  }
  function rowOf(tile, row, at, place, subject) {
    const ink = row.camp >= 0 ? colour(`camp${row.camp % shapes.length}`) : colour("quiet"), { top, y, marks, labels } = place;
    const above = slim && at.ticks.length > 0, nameX = above ? 8 : at.left - 12;
    dim = faint(row, subject);
    const isChosen = chosen && chosen.voice === row.name;
    if (isChosen && inSubject(subject)) { pen.globalAlpha = 1; pen.fillStyle = colour("mark"); pen.fillRect(-6, top, wideOf() + 12, at.step); }
    pen.globalAlpha = dim;
    if (row.camp >= 0) { pen.fillStyle = ink; pen.fillRect(0, top + 3, 3, at.step - 6); }
    const font = row.out ? BOLD : PLAIN, name = cut(row.name, font, above ? wideOf() - 90 : at.left - 20);
    write(name, nameX, above ? top + 14 : y + 4, font, colour("ink"), above ? "left" : "right");
    write(row.reports || "", above ? wideOf() : at.right + 14, above ? top + 14 : y + 4, SMALL, colour("quiet"), above ? "right" : "left");
    // The line that joins a source to what it says.
    const first = marks.length ? Math.min(...marks.map((m) => m[0])) : at.left + 14;
    stroke(above ? [[12, top + 19], [12, y], [first, y]] : [[at.left - 8, y], [first, y]], isChosen ? colour("link") : colour("line"), isChosen ? 2 : 1);
    if (isChosen) { const point = pen.getTransform().transformPoint({ x: 0, y }); anchors.push([tile.e, point.x / (devicePixelRatio || 1), point.y / (devicePixelRatio || 1)]); }
    if (!marks.length) {
      mark(["held", row.camp, row.camp < 0], at.left + 14, y, 0.8);
      const what = row.what ? ` · ${row.what}` : "", room = at.right - at.left - 26, words = cut(row.words, BOLD, Math.max(room * 0.6, room - long(what, SMALL)));
      write(words, at.left + 26, y + 4, BOLD, colour("ink"));
      const spent = long(words, BOLD);
      write(cut(what, SMALL, room - spent), at.left + 26 + spent, y + 4, SMALL, colour("quiet"));
      return;
    }
    stroke(place.way.map((x) => [x, y]), colour("quiet"), 1, [2, 3]);
    pen.globalAlpha = dim * 0.55;
    for (const x of place.way.slice(0, row.before.length)) stroke([[x, y - 7], [x, y + 7]], colour("quiet"), 2.5);
    if (row.past) dim *= 0.5;
    marks.forEach(([x, sides], n) => {
      const own = row.spots[n][1], tint = own >= 0 ? colour(`camp${own % shapes.length}`) : colour("quiet");
      for (const side of sides) bar(x, y, tint, side);
      mark(row.spots[n], x, y, row.spots[n][0] === "held" ? 1 : 0.8);
    });
    pen.globalAlpha = faint(row, subject);
    pen.strokeStyle = colour(isChosen && inSubject(subject) ? "mark" : "card"); pen.lineWidth = 4; pen.lineJoin = "round"; pen.font = BOLD;
    for (const [x, words, up] of labels) { pen.textAlign = up ? "center" : "left"; pen.strokeText(words, x, up ? y - 9 : y + 4); }
    for (const [x, words, up] of labels) write(words, x, up ? y - 9 : y + 4, BOLD, colour("ink"), up ? "center" : "left");
  }
  function mark([kind, camp, hollow], x, y, size) {
    const ink = camp >= 0 ? colour(`camp${camp % shapes.length}`) : colour("quiet"), before = pen.getTransform();
    pen.globalAlpha = dim;
    pen.translate(x, y); pen.scale(size, size);
    pen.fillStyle = hollow ? colour("card") : ink; pen.strokeStyle = ink; pen.lineWidth = 1.6;
    const shape = shapes[camp >= 0 ? camp % shapes.length : 0];
    pen.fill(shape); pen.stroke(shape);
    if (kind === "denied") for (const turn of [1, -1]) stroke([[-7, -7 * turn], [7, 7 * turn]], colour("ink"), 2);
    pen.setTransform(before);
  }
  // What the words allow on one side of a mark: to an end, fading, or open.
  function bar(x, y, ink, [to, fading, isOpenEnd, leftOut]) {
    const steps = fading ? 8 : 1;
    for (let n = 0; n < steps; n++) {
      pen.globalAlpha = dim * (fading ? 0.55 * (1 - n / steps) + 0.06 : 0.5);
      stroke([[x + (to - x) * n / steps, y], [x + (to - x) * (n + 1) / steps, y]], ink, 5);
    }
    pen.globalAlpha = dim;
    const turn = to > x ? 6 : -6;
    if (isOpenEnd) stroke([[to - turn, y - 5], [to, y], [to - turn, y + 5]], ink, 1.8);
    else if (!fading) stroke([[to, y - 6], [to, y + 6]], ink, 2, leftOut ? [2, 2] : []);
  }
  // All that the voice chosen says in a column of an event is joined.
  function joins() {
    for (let n = 1; n < anchors.length; n++) {
      const [e, x, y] = anchors[n - 1], [f, u, v] = anchors[n];
      if (e !== f || Math.abs(x - u) > 1) continue;
      pen.beginPath(); pen.moveTo(x, y); pen.bezierCurveTo(x - 14, y, u - 14, v, u, v);
      pen.strokeStyle = colour("link"); pen.lineWidth = 2; pen.stroke();
    }
  }

  // --- moving about

  function fit() {
    view.whole = true;
    if (!tiles.length) { redraw(); return; }
    const x1 = Math.max(...tiles.map((t) => t.x + t.w)), y1 = Math.max(...tiles.map((t) => t.y + t.h));
    const x0 = Math.min(...tiles.map((t) => t.x)), y0 = Math.min(...tiles.map((t) => t.y)), margin = 8;
    view.zoom = Math.min((canvas.clientWidth - 2 * margin) / (x1 - x0), (canvas.clientHeight - 2 * margin) / (y1 - y0));
    view.x = (canvas.clientWidth - (x1 - x0) * view.zoom) / 2 - x0 * view.zoom;
    view.y = margin - y0 * view.zoom;
    redraw();
  }
  function look(tile, across, down, zoom) {
    Object.assign(view, { whole: false, zoom, x: canvas.clientWidth / 2 - (tile.x + across * tile.w) * zoom, y: canvas.clientHeight / 2 - (tile.y + down * tile.h) * zoom });
    redraw();
  }
  // The tile of what is chosen fills the picture; where it would not be read, what is chosen is its middle.
  function reveal() {
    const tile = tiles.find((t) => t.e === chosen.event);
    if (!tile) return;
    const zoom = Math.min(canvas.clientWidth / tile.w, canvas.clientHeight / tile.h) * 0.98;
    Object.assign(view, { zoom });
    const as = readAs(tile);
    if (as && (!as.more || blockOf(as.blocks.slice(0, as.places.length)) >= 0)) { look(tile, 0.5, 0.5, zoom); return; }
    const form = tile.forms[0], near = 0.9 / form.scale, n = Math.max(0, blockOf(form.blocks)), [left, top] = form.places[n];
    const amid = (at, size, room) => (room >= size ? 0.5 : Math.max(room / size / 2, Math.min(1 - room / size / 2, at / size)));
    look(tile, amid((left + data.widths[form.width] / 2) * form.scale, tile.w, canvas.clientWidth / near), amid((top + Math.min(form.blocks[n].high / 2, 150)) * form.scale, tile.h, canvas.clientHeight / near), near);
  }
  function blockOf(blocks) {
    if (!chosen.subject) return 0;
    return blocks.findIndex((block) => block.subject ? inSubject(block.subject.id) : block.alone.some((row) => row.claims.includes(chosen.claim) || row.claims.some((c) => claims[c].subject === chosen.subject)));
  }
  const closest = () => 1.5 / Math.min(...tiles.map((tile) => tile.forms[0].scale));
  function zoomAt(x, y, times) {
    const zoom = Math.min(closest(), Math.max(0.01, view.zoom * times)), ratio = zoom / view.zoom;
    Object.assign(view, { whole: false, x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, zoom });
    redraw(); rememberSoon();
  }
  function shift(x, y) { view.x += x; view.y += y; view.whole = false; redraw(); rememberSoon(); }

  // What stands at a point: an event, a subject, a voice's row.
  function under(px, py) {
    const x = (px - view.x) / view.zoom, y = (py - view.y) / view.zoom;
    const tile = tiles.find((t) => x >= t.x && x <= t.x + t.w && y >= t.y && y <= t.y + t.h);
    if (!tile) return null;
    const as = readAs(tile);
    return as ? withWidth(as.width, () => within(tile, as, x, y)) : { event: tile.e, closed: true };
  }
  function within(tile, as, x, y) {
    const found = { event: tile.e }, u = (x - tile.x) * view.zoom / as.scale, v = (y - tile.y) * view.zoom / as.scale;
    const n = as.places.findIndex(([left, top], b) => u >= left && u <= left + wideOf() && v >= top && v < top + as.blocks[b].high);
    if (n < 0) return { ...found, closed: as.more > 0 };
    const block = as.blocks[n], down = v - as.places[n][1];
    const parts = block.subject ? block.parts : [{ strip: { rows: block.alone }, at: block.at, top: 24 }];
    if (block.subject) found.subject = block.subject.id;
    for (const { strip, at, top } of parts) {
      const r = at.rows.findIndex((place) => down - top >= place.top && down - top < place.top + at.step);
      if (r < 0) continue;
      const row = strip.rows[r], [claim] = row.claims;
      return block.subject ? { ...found, voice: row.name } : { ...found, voice: row.name, claim, subject: claims[claim]?.subject };
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
      canvas.title = there ? [events[there.event].title, there.voice].filter(Boolean).join(": ") : "";
      return;
    }
    const [x, y] = [event.offsetX, event.offsetY], other = [...fingers].find(([id]) => id !== event.pointerId);
    moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
    if (other) zoomAt(...other[1], Math.hypot(x - other[1][0], y - other[1][1]) / Math.max(1, Math.hypot(before[0] - other[1][0], before[1] - other[1][1])));
    else if (moved > 6) shift(x - before[0], y - before[1]);
    fingers.set(event.pointerId, [x, y]);
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => {
    fingers.delete(event.pointerId);
    if (end === "pointercancel" || moved > 6) return;
    const found = under(event.offsetX, event.offsetY);
    if (!found) clear();
    else choose(found, found.closed);
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomAt(event.offsetX, event.offsetY, Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)));
  }, { passive: false });
  const middle = (times) => () => zoomAt(canvas.clientWidth / 2, canvas.clientHeight / 2, times);
  const KEYS = { ArrowLeft: () => shift(80, 0), ArrowRight: () => shift(-80, 0), ArrowUp: () => shift(0, 80), ArrowDown: () => shift(0, -80), "+": middle(1.4), "=": middle(1.4), "-": middle(1 / 1.4),
    Home: () => { fit(); remember(true); }, PageDown: () => step(1), PageUp: () => step(-1) };
  canvas.addEventListener("keydown", (event) => { if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); } });
  function step(by) {
    const at = chosen ? tiles.findIndex((t) => t.e === chosen.event) : by > 0 ? -1 : tiles.length;
    const next = tiles[Math.max(0, Math.min(tiles.length - 1, at + by))];
    if (next) choose({ event: next.e }, true);
  }

  // --- filters

  const FIELDS = ["search", "event", "subject", "source", "kind", "odds", "since", "until"];
  const value = (name) => byId(name).value;
  function offer(name, options) { for (const [words, key] of options) byId(name).add(new Option(short(words, 70), key)); }
  const worst = new Map(); // of each subject
  for (const n of worstFirst) if (!worst.has(claims[n].subject)) worst.set(claims[n].subject, n);
  const sorted = (words) => [...new Set(words)].filter(Boolean).sort((a, b) => a.localeCompare(b));
  offer("event", events.map((event) => [`${sign(event)}${event.title}`, event.id]));
  offer("subject", [...worst].map(([id, n]) => [`${rank[n] === 0 ? "≠ " : ""}${claims[n].about}`, id]));
  offer("source", sorted(claims.map((_, n) => voice(n))).map((name) => [name, name]));
  offer("kind", sorted(claims.map((claim) => claim.kind)).map((kind) => [kind, kind]));
  for (const severity of RANK) offer("odds", sorted(conflicts.filter((c) => c.severity === severity).map((c) => c.kind)).map((kind) => [`${severity}: ${kind}`, `kind ${kind}`]));

  function passes(n, wanted) {
    const claim = claims[n];
    return wanted.words.every((word) => haystack[n].includes(word)) &&
      (wanted.event === "" || events[claim.event].id === wanted.event) &&
      (wanted.source === "" || voice(n) === wanted.source || claim.source === wanted.source) &&
      (wanted.subject === "" || claim.subject === wanted.subject) &&
      (wanted.kind === "" || claim.kind === wanted.kind) &&
      (wanted.odds === "" || odds[n].some((c) => c.severity === wanted.odds || `kind ${c.kind}` === wanted.odds)) &&
      (wanted.since === "" || (claim.to || claim.from) >= wanted.since) &&
      (wanted.until === "" || (claim.from !== "" && claim.from <= wanted.until));
  }
  function filter() {
    const wanted = Object.fromEntries(FIELDS.map((name) => [name, value(name)]));
    wanted.words = wanted.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const shown = worstFirst.filter((n) => passes(n, wanted));
    all = shown.length === claims.length;
    kept.fill(0);
    for (const n of shown) kept[n] = 1;
    const concerned = conflicts.filter((c) => c.severity === "conflict" && c.claims.some((n) => kept[n])).length;
    byId("count").textContent = `${shown.length.toLocaleString("en")} of ${count(claims.length, "claim")}, ${count(concerned, "conflict")}`;
    list(shown, LISTED);
    arrange();
    fit();
  }
  // Who is contradicted by whom: how many, and how many of them a filter leaves out.
  function contradicted(n) {
    const found = odds[n].filter((c) => c.severity === "conflict"), others = new Set(found.flatMap((c) => against(c, n)));
    const outside = found.reduce((sum, c) => sum + c.outside, 0), unseen = outside + [...others].filter((m) => !kept[m]).length, total = others.size + outside;
    if (!found.length) return "";
    if (!total) return `in conflict: ${found[0].kind}`;
    return `contradicted by ${total === unseen ? `${total} not shown` : `${total}${unseen ? `, ${unseen} of them not shown` : ""}`}`;
  }
  function list(shown, most) {
    byId("list").replaceChildren(...shown.slice(0, most).map((n) => item(row(n))));
    if (shown.length <= most) return;
    const more = make("button", `and ${(shown.length - most).toLocaleString("en")} more: show ${Math.min(LISTED, shown.length - most)}`, "row");
    more.type = "button";
    more.addEventListener("click", () => { list(shown, most + LISTED); byId("list").children[most].firstChild.focus(); });
    byId("list").append(item(more));
  }
  function row(n) {
    const made = button("row", `${voice(n)}: ${told(n, 90)}`, { ...(home.get(n) || { event: claims[n].event, subject: claims[n].subject }), claim: n });
    made.append(make("span", claims[n].about, "quiet"));
    const odd = contradicted(n);
    if (odd) made.append(make("span", `≠ ${odd}`, "odd"));
    return made;
  }

  // --- details

  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }
  function item(content, className) {
    const element = make("li", undefined, className);
    element.append(...[content].flat());
    return element;
  }
  function button(className, text, what) {
    const element = make("button", text, className);
    element.type = "button";
    element.addEventListener("click", () => choose(what, true));
    return element;
  }
  const claimLink = (n) => button("link", voice(n), { ...(home.get(n) || { event: claims[n].event, subject: claims[n].subject }), claim: n });

  // The view is set at once, without a movement that some readers cannot bear.
  function choose(what, move, quietly) {
    chosen = what;
    const tile = tiles.find((t) => t.e === what.event);
    if (!tile || blockOf(tile.forms[0].blocks) < 0) arrange();
    if (move) reveal(); else redraw();
    byId("details").replaceChildren(...(what.claim !== undefined ? claimDetails(what.claim) : what.voice ? voiceDetails(what) : what.subject ? subjectDetails(what) : eventDetails(events[what.event])));
    byId("details").parentElement.scrollTop = 0;
    if (!quietly) { byId("details").scrollIntoView({ block: "nearest" }); remember(true); }
  }
  const subjectOfChosen = ({ event, subject }) => events[event].subjects.find((s) => s.id === subject);

  function claimDetails(n) {
    const claim = claims[n], parts = [make("h2", voice(n))], there = home.get(n) || { event: claim.event, subject: claim.subject };
    if (claim.stance !== "asserts" && !claim.said) parts.push(make("p", claim.stance.replace("-", " "), "quiet"));
    if (claim.said) parts.push(make("p", claim.said, "figure"));
    const about = make("p");
    about.append(button("link", claim.about, { event: there.event, subject: there.subject }));
    parts.push(about);
    for (const words of claim.words.length ? claim.words : [[]]) {
      const quote = make("blockquote");
      if (words.length) quote.append(words[0], make("mark", words[1]), words[2]);
      else quote.append(make("mark", claim.text));
      parts.push(quote);
    }
    const where = make("p", [claim.when, claim.document, claim.publisher, claim.status === "reviewed" ? "" : claim.status].filter(Boolean).join(" · "), "quiet");
    if (claim.url) {
      const link = make("a", "as published");
      link.href = claim.url; link.rel = "noreferrer nofollow";
      where.append(" · ", link);
    }
    parts.push(where);
    const odd = contradicted(n);
    if (odd) parts.push(make("p", `≠ ${odd}`, "odd"));
    if (odds[n].length) parts.push(conflictList(odds[n], n));
    return parts;
  }
  function conflictList(found, n) {
    const all = make("ul"), bad = [...found].sort((a, b) => RANK.indexOf(a.severity) - RANK.indexOf(b.severity));
    for (const conflict of bad.slice(0, 20)) {
      const content = [make("strong", `${{ conflict: "≠ ", question: "? " }[conflict.severity] || ""}${conflict.kind}`), ` ${conflict.reason} `];
      const others = n === undefined ? conflict.claims : against(conflict, n);
      for (const other of others.slice(0, 12)) content.push(claimLink(other), " ");
      if (others.length > 12 || conflict.outside) content.push(`and ${count(Math.max(0, others.length - 12) + conflict.outside, "more claim")}`);
      all.append(item(content, conflict.severity));
    }
    if (bad.length > 20) all.append(item(`and ${bad.length - 20} more`));
    return all;
  }
  function eventDetails(event) {
    const e = events.indexOf(event), found = conflicts.filter((c) => c.claims.some((n) => claims[n].event === e));
    const subjects = make("ul");
    for (const subject of event.subjects) subjects.append(item(button("row", `${isOdd(subject) ? "≠ " : ""}${subject.name}: ${subject.range}`, { event: e, subject: subject.id })));
    for (const r of event.alone) subjects.append(item(button("row", `${r.name}: ${short(r.words, 90)}${r.what ? ` (${r.what})` : ""}`, { event: e, voice: r.name, claim: r.claims[0], subject: claims[r.claims[0]]?.subject })));
    return [make("h2", event.title), make("p", [event.about, event.counts].filter(Boolean).join(" · "), "quiet"), make("p", signWords(event), grave(event) === "conflict" ? "odd" : "quiet"), subjects, conflictList(found)];
  }
  function subjectDetails(what) {
    const subject = subjectOfChosen(what), ns = claims.map((_, n) => n).filter((n) => claims[n].subject === what.subject).sort(byRank);
    const parts = [make("h2", ns.length ? claims[ns[0]].about : what.subject)], rows = make("ul");
    for (const strip of subject ? subject.strips : []) {
      if (strip.verdict) parts.push(make("p", `${strip.odd ? "≠ " : ""}${strip.verdict}.`, strip.odd ? "odd" : "quiet"));
      parts.push(make("p", strip.counts, "quiet"));
      for (const r of strip.rows) rows.append(item(button("row", `${r.name}: ${r.words}${r.before.length ? `, before that ${r.before.join(", ")}` : ""}`, { ...what, voice: r.name })));
    }
    if (!subject) for (const n of ns.slice(0, LISTED)) rows.append(item(row(n)));
    return [...parts, rows, conflictList([...new Set(ns.flatMap((n) => odds[n]))])];
  }
  function voiceDetails(what) {
    const subject = subjectOfChosen(what), strips = subject ? subject.strips : [];
    const rows = strips.flatMap((strip) => strip.rows).filter((r) => r.name === what.voice), ns = [...new Set(rows.flatMap((r) => r.claims))];
    if (ns.length === 1) return claimDetails(ns[0]);
    const parts = [make("h2", what.voice), make("p", rows.map((r) => r.words).join("; "), "figure")], about = make("p");
    about.append(button("link", subject ? subject.name : "", { event: what.event, subject: what.subject }));
    const own = make("ul");
    for (const n of ns) own.append(item(row(n)));
    return [...parts, about, own, conflictList([...new Set(ns.flatMap((n) => odds[n]))])];
  }
  function clear() { chosen = null; byId("details").replaceChildren(); redraw(); remember(true); }

  // --- the address: what is filtered, chosen and looked at

  let waiting = 0;
  function address() {
    const parts = new URLSearchParams();
    for (const name of FIELDS) if (value(name)) parts.set(name, value(name));
    if (chosen && chosen.claim !== undefined) parts.set("claim", claims[chosen.claim].id);
    else if (chosen) { parts.set("place", events[chosen.event].id); if (chosen.subject) parts.set("on", chosen.subject); if (chosen.voice) parts.set("voice", chosen.voice); }
    if (!view.whole && tiles.length) {
      const x = (canvas.clientWidth / 2 - view.x) / view.zoom, y = (canvas.clientHeight / 2 - view.y) / view.zoom;
      const far = (t) => Math.hypot(x - t.x - t.w / 2, y - t.y - t.h / 2), tile = tiles.reduce((best, t) => (far(t) < far(best) ? t : best));
      parts.set("at", events[tile.e].id);
      parts.set("view", [(x - tile.x) / tile.w, (y - tile.y) / tile.h, view.zoom].map((number) => Number(number.toPrecision(4))).join(","));
    }
    return parts.toString();
  }
  function remember(asNew) {
    clearTimeout(waiting);
    const now = address();
    if (now === location.hash.slice(1)) return;
    history[asNew ? "pushState" : "replaceState"](null, "", `#${now}`);
  }
  // Many moves are one view.
  function rememberSoon() { clearTimeout(waiting); waiting = setTimeout(remember, 250); }
  function recall() {
    const parts = new URLSearchParams(location.hash.slice(1)), get = (name) => parts.get(name) || "";
    for (const name of FIELDS) byId(name).value = get(name);
    if (FIELDS.slice(1).some(get)) byId("more").open = true;
    chosen = null;
    byId("details").replaceChildren();
    filter();
    const n = claims.findIndex((claim) => claim.id === get("claim")), e = parts.has("place") ? events.findIndex((event) => event.id === get("place")) : -1;
    if (n >= 0) choose({ ...(home.get(n) || { event: claims[n].event, subject: claims[n].subject }), claim: n }, !parts.has("view"), true);
    else if (e >= 0) choose({ event: e, subject: get("on") || undefined, voice: get("voice") || undefined }, !parts.has("view"), true);
    const tile = tiles.find((t) => events[t.e].id === get("at")), [x, y, zoom] = get("view").split(",").map(Number);
    if (parts.has("view") && tile && zoom > 0 && Number.isFinite(x + y + zoom)) look(tile, x, y, Math.min(closest(), Math.max(0.01, zoom)));
  }

  // --- events of the page

  let typing = 0;
  byId("filters").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => { const before = new URLSearchParams(location.hash.slice(1)).get("search"); chosen = null; byId("details").replaceChildren(); filter(); remember(!(before && value("search") && before !== value("search"))); }, 120);
  });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(() => { chosen = null; byId("details").replaceChildren(); filter(); remember(true); }));
  byId("fit").addEventListener("click", () => { fit(); remember(true); });
  byId("closer").addEventListener("click", middle(1.4));
  byId("farther").addEventListener("click", middle(1 / 1.4));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && chosen) clear(); });
  addEventListener("popstate", recall);
  recall();
  new ResizeObserver(() => { if (view.whole) { arrange(); fit(); } else redraw(); }).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { inks.clear(); redraw(); });
})();
