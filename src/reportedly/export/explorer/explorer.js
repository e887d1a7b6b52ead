"use strict";
// The words of documents are set as text, never as markup.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const nodes = data.nodes;
  const byId = (id) => document.getElementById(id);
  const css = getComputedStyle(document.documentElement), inks = new Map();
  function colour(name) {
    if (!inks.has(name)) inks.set(name, css.getPropertyValue(`--${name}`).trim());
    return inks.get(name);
  }
  const RANK = data.severities; // worst first
  const LISTED = 150;

  // What each node has to do with others, once for all filters.
  const voice = new Map(), topic = new Map(), odds = nodes.map(() => []);
  const stances = new Set(["asserts", "denies", "cannot-verify", "declines", "asks"]);
  for (const [a, b, type] of data.edges) {
    if (stances.has(type)) voice.set(b, a);
    if (type === "about") topic.set(a, b);
  }
  for (const conflict of data.conflicts) for (const n of conflict.claims) odds[n].push(conflict);
  const worst = odds.map((found) => RANK.find((r) => found.some((c) => c.severity === r)) || "");
  const claims = nodes.map((node, n) => n).filter((n) => nodes[n].type === "claim");
  const haystack = nodes.map((node, n) => node.type !== "claim" ? "" : [node.label, node.figure, node.id, node.document,
    node.publisher, name(voice.get(n)), name(topic.get(n))].join("\n").toLocaleLowerCase());
  function name(n) { return n === undefined ? "" : nodes[n].label; }
  const short = (text, most) => text.length > most ? `${text.slice(0, most - 1)}…` : text;

  // --- the drawing

  const canvas = byId("graph"), pen = canvas.getContext("2d");
  const view = { x: 0, y: 0, zoom: 1 };
  const hidden = new Uint8Array(nodes.length);
  const near = new Set();
  let chosen = -1, waitingToDraw = false;
  const about = data.edges.filter((e) => e[2] === "about");
  const others = data.edges.filter((e) => e[2] !== "about");
  const clashes = data.conflicts.flatMap((c) => c.claims.slice(1).map((n) => [c.claims[0], n, c.severity]));
  const clashesOf = Object.fromEntries(RANK.map((severity) => [severity, clashes.filter((c) => c[2] === severity)]));
  // Of each subject the upper edge of its claims: its name stands above them, not upon them.
  const upper = nodes.map((node) => node.y);
  for (const [n, t] of topic) upper[t] = Math.min(upper[t], nodes[n].y);
  // Where each node stands on the screen, once a picture.
  const xs = new Float32Array(nodes.length), ys = new Float32Array(nodes.length);
  let wide = 0, high = 0;
  const beside = nodes.map(() => []);
  for (const [a, b] of [...data.edges, ...clashes]) { beside[a].push(b); beside[b].push(a); }
  // Names of the largest first: where two would overlap, the first one is written.
  const weight = (n) => (nodes[n].type === "claim" ? 0 : 1000 + beside[n].length);
  const named = nodes.map((_, n) => n).sort((a, b) => weight(b) - weight(a));
  const LINES = { conflict: [3, []], question: [2, [6, 4]], note: [1.5, [2, 3]] };

  function redraw() {
    if (!waitingToDraw) { waitingToDraw = true; requestAnimationFrame(draw); }
  }
  function draw() {
    waitingToDraw = false;
    const sharp = devicePixelRatio || 1;
    wide = canvas.clientWidth; high = canvas.clientHeight;
    for (let n = 0; n < nodes.length; n++) { xs[n] = nodes[n].x * view.zoom + view.x; ys[n] = nodes[n].y * view.zoom + view.y; }
    if (canvas.width !== Math.round(wide * sharp) || canvas.height !== Math.round(high * sharp)) {
      canvas.width = Math.round(wide * sharp); canvas.height = Math.round(high * sharp);
    }
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, wide, high);
    const faint = chosen >= 0 ? 0.16 : 1;
    const isNear = (n) => near.has(n);
    pen.globalAlpha = faint;
    parts(() => true, false);
    if (chosen >= 0) { pen.globalAlpha = 1; parts(isNear, true); ring(chosen); }
    names();
  }
  const across = (n) => xs[n], down = (n) => ys[n];
  const outside = (a, b) => (xs[a] < 0 && xs[b] < 0) || (ys[a] < 0 && ys[b] < 0) || (xs[a] > wide && xs[b] > wide) || (ys[a] > high && ys[b] > high);

  function parts(wanted, withOthers) {
    const seen = (n) => !hidden[n] && wanted(n);
    lines(about, seen, colour("line"), 1, []);
    if (withOthers) lines(others, (n) => seen(n), colour("source"), 1.5, []);
    const far = view.zoom < 0.25;
    for (const severity of RANK) {
      if (far && severity === "note") continue; // thinner than a pixel
      const [thick, dashes] = LINES[severity];
      lines(clashesOf[severity], seen, colour(severity === "note" ? "quiet" : severity), thick, far ? [] : dashes);
    }
    shapes("subject", seen, "", colour("subject"), colour("quiet"), 1);
    for (const odd of ["", ...[...RANK].reverse()]) {
      const edge = colour(odd === "question" || odd === "conflict" ? odd : "quiet");
      shapes("claim", seen, odd, colour("claim"), edge, { conflict: 3, question: 2 }[odd] || 1);
    }
    shapes("source", seen, "", colour("source"), colour("quiet"), 1);
  }
  // All lines of a kind are one stroke, all boxes one fill: that is what makes thousands cheap.
  function lines(pairs, seen, ink, thick, dashes) {
    pen.beginPath();
    for (const [a, b] of pairs) if (seen(a) && seen(b) && !outside(a, b)) { pen.moveTo(across(a), down(a)); pen.lineTo(across(b), down(b)); }
    pen.strokeStyle = ink; pen.lineWidth = thick * Math.min(1, 0.3 + view.zoom); pen.setLineDash(dashes); pen.stroke(); pen.setLineDash([]);
  }
  const size = (n) => Math.max(1.5, { claim: 8, subject: 13, source: 12 }[nodes[n].type] * Math.min(1, view.zoom));
  function shapes(type, seen, odd, fill, edge, thick) {
    pen.beginPath();
    for (let n = 0; n < nodes.length; n++) {
      if (nodes[n].type !== type || !seen(n) || (type === "claim" && worst[n] !== odd)) continue;
      const x = across(n), y = down(n), r = size(n);
      if (x < -20 || y < -20 || x > wide + 20 || y > high + 20) continue;
      if (type === "source") { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 7); } else if (type === "subject" && r > 4) pen.roundRect(x - r, y - r, 2 * r, 2 * r, r / 2);
      else pen.rect(x - r, y - r, 2 * r, 2 * r);
    }
    pen.fillStyle = fill; pen.strokeStyle = edge; pen.lineWidth = view.zoom < 0.3 ? Math.min(1, thick / 2) : thick; pen.fill(); pen.stroke();
  }
  function ring(n) {
    const r = size(n) + 4;
    pen.strokeStyle = colour("link"); pen.lineWidth = 3; pen.strokeRect(across(n) - r, down(n) - r, 2 * r, 2 * r);
  }
  const LABEL = { claim: [11, "", 24], subject: [13, "bold ", 44], source: [12, "", 34] };
  function names() {
    const taken = new Map();
    let left = 260;
    for (const n of chosen >= 0 ? [...near, ...named] : named) {
      const node = nodes[n];
      if (left === 0) break;
      if (hidden[n] || (node.type === "claim" && view.zoom < 0.5 && !near.has(n))) continue;
      const x = across(n), y = down(n);
      if (x < -60 || y < -20 || x > wide + 60 || y > high + 20) continue;
      const [points, heavy, most] = LABEL[node.type];
      const text = short(node.type === "claim" ? node.figure || node.label : node.label, most);
      const long = text.length * points * 0.54, r = size(n);
      // A name whose node is in sight is in sight, whole.
      const middle = node.type === "subject" ? Math.max(long / 2 + 4, Math.min(x, wide - long / 2 - 4)) : x;
      const from = node.type === "source" ? x - r - 6 - long : middle - long / 2;
      const top = chosen < 0 && node.type === "subject" ? Math.max(14, Math.min(y, upper[n] * view.zoom + view.y)) : y;
      const base = node.type === "source" ? y + 4 : node.type === "claim" ? y + r + 12 : top - r - 6;
      if (!place(taken, from - 8, base - points - 4, long + 16, points + 10)) continue;
      pen.globalAlpha = chosen >= 0 && !near.has(n) ? 0.2 : 1;
      pen.font = `${heavy}${points}px Arial, "Liberation Sans", sans-serif`;
      pen.textAlign = node.type === "source" ? "right" : "center";
      pen.lineWidth = 3; pen.lineJoin = "round"; pen.strokeStyle = colour("paper"); pen.fillStyle = colour("ink");
      const at = node.type === "source" ? x - r - 6 : middle;
      pen.strokeText(text, at, base); pen.fillText(text, at, base);
      left--;
    }
    pen.globalAlpha = 1;
  }
  // Takes the room of a name unless another has it, on a grid of 60 by 16 pixels.
  function place(taken, x, y, wide, high) {
    const cells = [];
    for (let i = Math.floor(x / 60); i <= Math.floor((x + wide) / 60); i++) {
      for (let j = Math.floor(y / 16); j <= Math.floor((y + high) / 16); j++) {
        const key = `${i} ${j}`;
        for (const other of taken.get(key) || []) if (x < other[2] && other[0] < x + wide && y < other[3] && other[1] < y + high) return false;
        cells.push(key);
      }
    }
    for (const key of cells) taken.set(key, [...(taken.get(key) || []), [x, y, x + wide, y + high]]);
    return true;
  }

  function show(ns, margin) {
    if (!ns.length) return;
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (const n of ns) {
      x0 = Math.min(x0, nodes[n].x); x1 = Math.max(x1, nodes[n].x); y0 = Math.min(y0, nodes[n].y); y1 = Math.max(y1, nodes[n].y);
    }
    // Names of sources stand on their left.
    const names = Math.max(0, ...ns.filter((n) => nodes[n].type === "source").map((n) => Math.min(nodes[n].label.length, LABEL.source[2])));
    const left = Math.min(names * 6.6, canvas.clientWidth * 0.3);
    const across = canvas.clientWidth - 2 * margin - left, down = canvas.clientHeight - 2 * margin;
    view.zoom = Math.min(1.3, Math.max(0.01, Math.min(across / (x1 - x0 || 1), down / (y1 - y0 || 1))));
    view.x = margin + left + (across - (x1 - x0) * view.zoom) / 2 - x0 * view.zoom;
    view.y = margin + (down - (y1 - y0) * view.zoom) / 2 - y0 * view.zoom;
    redraw();
  }
  function zoomAt(x, y, times) {
    const zoom = Math.min(4, Math.max(0.01, view.zoom * times)), ratio = zoom / view.zoom;
    view.x = x - (x - view.x) * ratio; view.y = y - (y - view.y) * ratio; view.zoom = zoom;
    redraw();
  }
  function nodeAt(x, y) {
    let best = -1, least = 16 * 16;
    for (let n = 0; n < nodes.length; n++) {
      const distance = (across(n) - x) ** 2 + (down(n) - y) ** 2;
      if (!hidden[n] && distance < least) { best = n; least = distance; }
    }
    return best;
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
    if (!before) return;
    const [x, y] = [event.offsetX, event.offsetY], other = [...fingers].find(([id]) => id !== event.pointerId);
    moved += Math.abs(x - before[0]) + Math.abs(y - before[1]);
    if (other) zoomAt(...other[1], Math.hypot(x - other[1][0], y - other[1][1]) / Math.max(1, Math.hypot(before[0] - other[1][0], before[1] - other[1][1])));
    else { view.x += x - before[0]; view.y += y - before[1]; redraw(); }
    fingers.set(event.pointerId, [x, y]);
  });
  for (const end of ["pointerup", "pointercancel"]) canvas.addEventListener(end, (event) => {
    fingers.delete(event.pointerId);
    if (end === "pointercancel" || moved > 6) return;
    const found = nodeAt(event.offsetX, event.offsetY);
    if (found >= 0) choose(found, false); else clear();
  });
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomAt(event.offsetX, event.offsetY, Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0015)));
  }, { passive: false });
  new ResizeObserver(redraw).observe(canvas);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => { inks.clear(); redraw(); });

  // --- filters

  const fields = ["search", "source", "kind", "subject", "odds", "since", "until"].map(byId);
  function fill(select, type) {
    nodes.map((node, n) => [node.label, n, node.type]).filter((x) => x[2] === type)
      .sort((a, b) => a[0].localeCompare(b[0]))
      .forEach(([label, n]) => select.add(new Option(short(label, 60), n)));
  }
  fill(byId("source"), "source");
  fill(byId("subject"), "subject");
  for (const kind of [...new Set(claims.map(kindOf))].filter(Boolean).sort()) byId("kind").add(new Option(kind, kind));
  for (const severity of RANK) {
    const kinds = [...new Set(data.conflicts.filter((c) => c.severity === severity).map((c) => c.kind))].sort();
    for (const kind of kinds) byId("odds").add(new Option(`${severity}: ${kind}`, `kind ${kind}`));
  }
  function kindOf(n) { return voice.has(n) ? nodes[voice.get(n)].kind : ""; }

  function passes(n, wanted) {
    const node = nodes[n];
    return wanted.words.every((word) => haystack[n].includes(word)) &&
      (wanted.source === "" || voice.get(n) === Number(wanted.source)) &&
      (wanted.subject === "" || topic.get(n) === Number(wanted.subject)) &&
      (wanted.kind === "" || kindOf(n) === wanted.kind) &&
      (wanted.odds === "" || odds[n].some((c) => c.severity === wanted.odds || `kind ${c.kind}` === wanted.odds)) &&
      (wanted.since === "" || (node.to || node.from) >= wanted.since) &&
      (wanted.until === "" || (node.from !== "" && node.from <= wanted.until));
  }

  function filter() {
    const [search, source, kind, subject, odd, since, until] = fields.map((field) => field.value);
    const words = search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const wanted = { words, source, kind, subject, odds: odd, since, until };
    const shown = claims.filter((n) => passes(n, wanted));
    const all = shown.length === claims.length;
    const kept = new Set(shown);
    for (const n of shown) { kept.add(voice.get(n)); kept.add(topic.get(n)); }
    hidden.forEach((_, n) => { hidden[n] = all || kept.has(n) ? 0 : 1; });
    byId("count").textContent = `${shown.length.toLocaleString("en")} of ${claims.length.toLocaleString("en")} claims` +
      `, ${data.conflicts.filter((c) => c.severity === "conflict" && c.claims.every((n) => kept.has(n))).length.toLocaleString("en")} conflicts`.replace(/\b1 conflicts/, "1 conflict");
    list(shown);
    if (all) redraw(); else fit();
  }

  function list(shown) {
    byId("list").replaceChildren(...shown.slice(0, LISTED).map((n) => item(row(n))));
    if (shown.length > LISTED) byId("list").append(item(`and ${shown.length - LISTED} more`));
  }
  function row(n) { return button("row", `${name(voice.get(n))}: ${nodes[n].figure || short(nodes[n].label, 90)}`, n); }
  function fit() { show(nodes.map((_, n) => n).filter((n) => !hidden[n]), 40); }

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
  function button(className, text, n) {
    const element = make("button", text, className);
    element.type = "button";
    element.addEventListener("click", () => choose(n, true));
    return element;
  }

  function choose(n, move) {
    chosen = n;
    near.clear();
    for (const other of [n, ...beside[n]]) { near.add(other); hidden[other] = 0; }
    // The view is set at once, without a movement that some readers cannot bear.
    if (move) show([...near], 80); else redraw();
    const said = nodes[n].type === "claim" ? claimDetails(n) : otherDetails(n);
    byId("details").replaceChildren(...said);
    byId("details").scrollIntoView({ block: "nearest" });
  }

  function claimDetails(n) {
    const node = nodes[n], parts = [make("h2", name(voice.get(n)) || "nobody named")];
    if (node.stance !== "asserts") parts.push(make("p", node.stance.replace("-", " "), "quiet"));
    if (node.figure) parts.push(make("p", node.figure, "figure"));
    const about = make("p");
    if (topic.has(n)) about.append(button("link", name(topic.get(n)), topic.get(n)));
    parts.push(about);
    for (const words of node.words.length ? node.words : [["", node.label, ""]]) {
      const quote = make("blockquote");
      if (words.length) quote.append(words[0], make("mark", words[1]), words[2]);
      else quote.append(make("mark", node.label));
      parts.push(quote);
    }
    const where = make("p", [node.when, node.document, node.publisher, node.status === "reviewed" ? "" : node.status].filter(Boolean).join(" · "), "quiet");
    if (node.url) {
      const link = make("a", "as published");
      link.href = node.url; link.rel = "noreferrer nofollow";
      where.append(" · ", link);
    }
    parts.push(where);
    if (odds[n].length) parts.push(conflictList(n));
    return parts;
  }
  function conflictList(n) {
    const found = make("ul");
    for (const conflict of odds[n].slice(0, 20)) {
      const content = [make("strong", conflict.kind), ` ${conflict.reason} `];
      for (const other of conflict.claims) if (other !== n) content.push(button("link", name(voice.get(other)) || nodes[other].id, other), " ");
      found.append(item(content, conflict.severity));
    }
    if (odds[n].length > 20) found.append(item(`and ${odds[n].length - 20} more`));
    return found;
  }
  function otherDetails(n) {
    const node = nodes[n];
    const own = claims.filter((c) => (node.type === "source" ? voice : topic).get(c) === n);
    const found = make("ul");
    for (const c of own.slice(0, LISTED)) {
      const other = node.type === "source" ? topic.get(c) : voice.get(c);
      found.append(item(button("row", `${name(other)}: ${nodes[c].figure || short(nodes[c].label, 80)}`, c), worst[c]));
    }
    return [make("h2", node.label), make("p", `${node.type}${node.kind ? `, ${node.kind}` : ""}; ${own.length} claims`, "quiet"), found];
  }

  // --- events

  let waiting = 0;
  byId("filters").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  byId("filters").addEventListener("submit", (event) => event.preventDefault());
  byId("filters").addEventListener("reset", () => setTimeout(() => { clear(); filter(); fit(); }));
  byId("fit").addEventListener("click", fit);
  const middle = (times) => () => zoomAt(canvas.clientWidth / 2, canvas.clientHeight / 2, times);
  byId("closer").addEventListener("click", middle(1.4));
  byId("farther").addEventListener("click", middle(1 / 1.4));
  function clear() { chosen = -1; near.clear(); byId("details").replaceChildren(); redraw(); }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
  filter();
  fit();
})();
