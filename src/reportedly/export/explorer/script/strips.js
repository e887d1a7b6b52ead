// Near enough to read: everything.
function open(tile, x, y, { scale, places, blocks, more }) {
  const event = events[tile.e],
    room = (tile.w * view.zoom) / scale - 2 * EDGE,
    base = pen.getTransform(),
    ink = grave(event);
  pen.translate(x, y);
  pen.scale(scale, scale);
  write(cut(event.title, EVENT, room), EDGE, 28, EVENT, colour("ink"));
  const words = signWords(event);
  write(words, EDGE, 48, BOLD, colour(ink || "quiet"));
  const from = EDGE + long(words, BOLD) + 12;
  write(
    cut([event.about, event.counts].filter(Boolean).join(" · "), PLAIN, room + EDGE - from),
    from,
    48,
    PLAIN,
    colour("quiet"),
  );
  if (more) write(`and ${more} more: come closer`, EDGE, (tile.h * view.zoom) / scale - 10, BOLD, colour("link"));
  places.forEach(([left, top], n) => {
    const block = blocks[n];
    const above = y + top * scale,
      begins = x + left * scale;
    if (above > high || above + block.high * scale < 0 || begins > wide || begins + wideOf() * scale < 0) return;
    pen.translate(left, top);
    if (block.subject) subjectOf(tile, block);
    else aloneOf(tile, block);
    pen.translate(-left, -top);
  });
  pen.setTransform(base);
}
const inSubject = (id) => chosen && chosen.subject === id;
// Who does not match a filter, or is not the one chosen, is faint, not gone: who contradicts stays in sight.
function faint(row, subject) {
  if (!passing(row)) return FAINT;
  return !chosen || !chosen.voice || inSubject(subject) || chosen.voice === row.voice ? 1 : FAINT;
}
function subjectOf(tile, { subject, parts }) {
  const rows = parts[0].strip.rows,
    match = rows.filter(passing).length;
  dim = pen.globalAlpha =
    chosen && chosen.voice && !inSubject(subject.id) && !rows.some((row) => row.voice === chosen.voice) ? FAINT : 1;
  const beside = match < rows.length ? `${match} of ${rows.length} voices match` : "";
  write(cut(subject.name, SUBJECT, wideOf() - long(beside, SMALL) - 10), 0, 16, SUBJECT, colour("ink"));
  write(beside, wideOf(), 16, SMALL, colour("quiet"), "right");
  for (const { strip, lines, y, top, at, notes } of parts) {
    lines.forEach((line, n) =>
      write(line, 0, y + 12 + n * LINE, strip.odd ? BOLD : PLAIN, colour(strip.odd ? "conflict" : "quiet")),
    );
    pen.translate(0, top);
    pen.fillStyle = colour("camp2");
    pen.globalAlpha = dim * 0.16;
    for (const [a, b] of at.ground) pen.fillRect(a, 0, b - a, at.high);
    pen.globalAlpha = dim;
    for (const [x, words] of at.ticks) {
      if (slim)
        for (const row of at.rows)
          stroke(
            [
              [x, row.top + 20],
              [x, row.top + at.step],
            ],
            colour("rule"),
            1,
          );
      else
        stroke(
          [
            [x, 0],
            [x, at.high],
          ],
          colour("rule"),
          1,
        );
      write(words, Math.min(x, wideOf() - long(words, SMALL) / 2), at.high + 14, SMALL, colour("quiet"), "center");
    }
    strip.rows.forEach((row, n) => rowOf(tile, row, at, at.rows[n], subject.id));
    write(
      cut(notes, SMALL, wideOf() - (slim ? 0 : at.left)),
      slim ? 0 : at.left,
      at.high + (at.ticks.length ? 30 : 14),
      SMALL,
      colour("quiet"),
    );
    pen.translate(0, -top);
  }
}
function aloneOf(tile, { alone, at, first }) {
  pen.globalAlpha = dim = 1;
  write(first ? "by one voice alone" : "by one voice alone (more)", 0, 16, SUBJECT, colour("ink"));
  pen.translate(0, 24);
  alone.forEach((row, n) =>
    rowOf(tile, { ...row, camp: -1, spots: [], before: [] }, at, at.rows[n], claims[row.claims[0]]?.subject),
  );
  pen.translate(0, -24);
}
function rowOf(tile, row, at, place, subject) {
  const ink = row.camp >= 0 ? colour(`camp${row.camp % shapes.length}`) : colour("quiet"),
    { top, y, marks, labels } = place;
  const above = slim && at.ticks.length > 0,
    nameX = above ? 8 : at.left - 12;
  dim = faint(row, subject);
  const isChosen = chosen && chosen.voice === row.voice;
  if (isChosen && inSubject(subject)) {
    pen.globalAlpha = 1;
    pen.fillStyle = colour("mark");
    pen.fillRect(-6, top, wideOf() + 12, at.step);
  }
  pen.globalAlpha = dim;
  if (row.camp >= 0) {
    pen.fillStyle = ink;
    pen.fillRect(0, top + 3, 3, at.step - 6);
  }
  const font = row.out ? BOLD : PLAIN,
    name = cut(row.name, font, above ? wideOf() - 90 : at.left - 20);
  write(name, nameX, above ? top + 14 : y + 4, font, colour("ink"), above ? "left" : "right");
  write(
    row.reports || "",
    above ? wideOf() : at.right + 14,
    above ? top + 14 : y + 4,
    SMALL,
    colour("quiet"),
    above ? "right" : "left",
  );
  // The line that joins a source to what it says.
  const first = marks.length ? Math.min(...marks.map((m) => m[0])) : at.left + (place.way ? 22 : 14);
  stroke(
    above
      ? [
          [12, top + 19],
          [12, y],
          [first, y],
        ]
      : [
          [at.left - 8, y],
          [first, y],
        ],
    isChosen ? colour("link") : colour("line"),
    isChosen ? 2 : 1,
  );
  if (isChosen) {
    const point = pen.getTransform().transformPoint({ x: 0, y });
    anchors.push([tile.e, point.x / (devicePixelRatio || 1), point.y / (devicePixelRatio || 1)]);
  }
  former(row, place, y);
  if (!marks.length) {
    if (!place.way) mark(["held", row.camp, row.camp < 0], at.left + 14, y, 0.8);
    const what = row.what ? ` · ${row.what}` : "",
      room = at.right - at.left - 26,
      words = cut(row.words, BOLD, Math.max(room * 0.6, room - long(what, SMALL)));
    write(words, at.left + 26, y + 4, BOLD, colour("ink"));
    const spent = long(words, BOLD);
    write(cut(what, SMALL, room - spent), at.left + 26 + spent, y + 4, SMALL, colour("quiet"));
    return;
  }
  if (row.past) dim *= 0.5;
  marks.forEach(([x, sides], n) => {
    const own = row.spots[n][1],
      tint = own >= 0 ? colour(`camp${own % shapes.length}`) : colour("quiet");
    for (const side of sides) bar(x, y, tint, side);
    mark(row.spots[n], x, y, row.spots[n][0] === "held" ? 1 : 0.8);
  });
  pen.globalAlpha = faint(row, subject);
  pen.strokeStyle = colour(isChosen && inSubject(subject) ? "mark" : "card");
  pen.lineWidth = 4;
  pen.lineJoin = "round";
  pen.font = BOLD;
  const put = { start: ["left", 4], end: ["right", 4], middle: ["center", -9] }; // beside the mark, or above it
  for (const [x, words, anchor] of labels) {
    pen.textAlign = put[anchor][0];
    pen.strokeText(words, x, y + put[anchor][1]);
  }
  for (const [x, words, anchor] of labels) write(words, x, y + put[anchor][1], BOLD, colour("ink"), put[anchor][0]);
}
// What a voice said before: pale ticks, joined to what it says now.
function former(row, place, y) {
  const way = place.way || [];
  if (!way.length) return;
  stroke(
    way.map((x) => [x, y]),
    colour("quiet"),
    1,
    [2, 3],
  );
  pen.globalAlpha = dim * 0.55;
  for (const x of way.slice(0, row.before.length))
    stroke(
      [
        [x, y - 7],
        [x, y + 7],
      ],
      colour("quiet"),
      2.5,
    );
  pen.globalAlpha = dim;
}
function mark([kind, camp, hollow], x, y, size) {
  const ink = camp >= 0 ? colour(`camp${camp % shapes.length}`) : colour("quiet"),
    before = pen.getTransform();
  pen.globalAlpha = dim;
  pen.translate(x, y);
  pen.scale(size, size);
  pen.fillStyle = hollow ? colour("card") : ink;
  pen.strokeStyle = ink;
  pen.lineWidth = 1.6;
  const shape = shapes[camp >= 0 ? camp % shapes.length : 0];
  pen.fill(shape);
  pen.stroke(shape);
  if (kind === "denied")
    for (const turn of [1, -1])
      stroke(
        [
          [-7, -7 * turn],
          [7, 7 * turn],
        ],
        colour("ink"),
        2,
      );
  pen.setTransform(before);
}
// What the words allow on one side of a mark: to an end, fading, or open.
function bar(x, y, ink, [to, fading, isOpenEnd, leftOut]) {
  const steps = fading ? 8 : 1;
  for (let n = 0; n < steps; n++) {
    pen.globalAlpha = dim * (fading ? 0.55 * (1 - n / steps) + 0.06 : 0.5);
    stroke(
      [
        [x + ((to - x) * n) / steps, y],
        [x + ((to - x) * (n + 1)) / steps, y],
      ],
      ink,
      5,
    );
  }
  pen.globalAlpha = dim;
  const turn = to > x ? 6 : -6;
  if (isOpenEnd)
    stroke(
      [
        [to - turn, y - 5],
        [to, y],
        [to - turn, y + 5],
      ],
      ink,
      1.8,
    );
  else if (!fading)
    stroke(
      [
        [to, y - 6],
        [to, y + 6],
      ],
      ink,
      2,
      leftOut ? [2, 2] : [],
    );
}
