// From afar: how many conflicts.
function cell(tile, x, y, w, h) {
  const { conflict, question } = events[tile.e].odds;
  if (w < 18 || h < 11 || !(conflict || question)) return;
  write(
    conflict ? `≠${conflict}` : "?",
    x + w / 2 + 1,
    y + h / 2 + 4,
    w < 24 ? `10px ${FACE}` : SMALL,
    colour(conflict ? "conflict" : "question"),
    "center",
  );
}
// Nearer: its name, how bad it is, from what to what each subject goes, and who stands against whom.
function card(tile, x, y, w, h) {
  const event = events[tile.e],
    room = w - 14,
    left = x + 9,
    end = y + h - 4,
    ink = grave(event);
  const size = w < 100 ? 10 : w < 200 ? 11 : 13,
    bold = `bold ${size}px ${FACE}`,
    step = size + 2;
  if (w < 100) {
    const { conflict, question } = event.odds,
      font = `${size}px ${FACE}`,
      lead = conflict ? `≠${conflict}` : question ? "?" : "";
    write(lead, left, y + step + 1, bold, colour(ink || "ink"));
    wrap(event.title, font, room, Math.max(1, Math.floor((h - 6) / step) - (lead ? 1 : 0))).forEach((line, n) =>
      write(line, left, y + 1 + step * (n + (lead ? 2 : 1)), font, colour("ink")),
    );
    return;
  }
  let top = y + 3;
  for (const line of wrap(event.title, bold, room, h < 60 ? 1 : h < 140 ? 2 : 3)) {
    top += step;
    write(line, left, top, bold, colour("ink"));
  }
  top += 14;
  if (top > end) return;
  write(cut(signWords(event), ink ? LITTLE : SMALL, room), left, top, ink ? LITTLE : SMALL, colour(ink || "quiet"));
  top += 3;
  const deep = Math.floor((end - top) / 15),
    columns = Math.max(1, Math.floor(room / 280)),
    across = room / columns;
  if (deep > 0)
    cardLines(tile, deep * columns).forEach(([draw, what], n) =>
      draw(what, left + Math.floor(n / deep) * across, top + 15 * ((n % deep) + 1), across - (columns > 1 ? 14 : 0)),
    );
}
// So many lines: each subject, who stands against whom where that is in conflict, and as there is room all voices.
function cardLines(tile, most) {
  const { blocks } = tile.forms[0],
    subjects = blocks.filter((block) => block.subject).map((block) => block.subject);
  const alone = blocks
    .filter((block) => block.alone)
    .flatMap((block) => block.alone)
    .map((row) => [aloneLine, row]);
  const below = subjects.map(() => []);
  let left = most - subjects.length;
  const grow = (n, lines) => {
    if (lines.length - below[n].length <= left) {
      left -= lines.length - below[n].length;
      below[n] = lines;
    }
  };
  subjects.forEach((subject, n) => {
    const camps = campsOf(subject);
    if (camps.length > 1)
      grow(
        n,
        camps.map((camp) => [campLine, camp]),
      );
  });
  subjects.forEach((subject, n) =>
    grow(
      n,
      subject.strips[0].rows.map((row) => [campLine, [row]]),
    ),
  );
  const lines = [...subjects.flatMap((subject, n) => [[subjectLine, subject], ...below[n]]), ...alone];
  return lines.length > most && most > 3
    ? [...lines.slice(0, most - 1), [moreLine, lines.length - most + 1]]
    : lines.slice(0, most);
}
function campsOf(subject) {
  const camps = [];
  for (const row of subject.strips[0].rows) if (row.camp >= 0) (camps[row.camp] ||= []).push(row);
  return camps.filter(Boolean);
}
function subjectLine(subject, left, y, room) {
  const odd = isOdd(subject),
    strip = subject.strips[0],
    hasMarks = room > 340 && strip.drawn.length;
  const name = cut(`${odd ? "≠ " : ""}${subject.name}`, SMALL, room * (room > 250 ? 0.36 : 0.5));
  write(name, left, y, SMALL, colour(odd ? "conflict" : "quiet"));
  if (hasMarks) small(strip, left + room * 0.38, left + room * 0.66, y - 4);
  const from = hasMarks ? room * 0.69 : room > 250 ? room * 0.38 : long(name, SMALL) + 7;
  write(cut(subject.range, LITTLE, room - from), left + from, y, LITTLE, colour("ink"));
}
function campLine(rows, left, y, room) {
  mark(["held", rows[0].camp, rows[0].camp < 0], left + 12, y - 4, 0.75);
  const held = [...new Set([rows[0].words, rows[rows.length - 1].words])].join(" … "),
    words = cut(held, LITTLE, room * 0.5),
    from = 22 + long(words, LITTLE) + 7;
  write(words, left + 22, y, LITTLE, colour("ink"));
  write(cut(rows.map((row) => row.name).join(", "), SMALL, room - from), left + from, y, SMALL, colour("quiet"));
}
function aloneLine(row, left, y, room) {
  const name = cut(`${row.name}:`, SMALL, room * 0.4);
  write(name, left, y, SMALL, colour("quiet"));
  write(cut(row.words, SMALL, room - long(name, SMALL) - 6), left + long(name, SMALL) + 6, y, SMALL, colour("ink"));
}
function moreLine(many, left, y) {
  write(`and ${many} more`, left, y, SMALL, colour("quiet"));
}
// A strip of marks alone.
function small(strip, from, to, y) {
  const at = strip.drawn[0],
    on = (x) => from + ((x - at.left) / (at.right - at.left)) * (to - from);
  stroke(
    [
      [from, y],
      [to, y],
    ],
    colour("rule"),
    1,
  );
  strip.rows.forEach((row, r) =>
    at.rows[r].marks.forEach(([x], n) => {
      if (row.spots[n][0] === "held") mark(row.spots[n], on(x), y, 0.6);
    }),
  );
}
