// --- the address: what is filtered, chosen and looked at

let waiting = 0;
function address() {
  const parts = new URLSearchParams();
  for (const name of FIELDS) if (value(name)) parts.set(name, value(name));
  if (chosen && chosen.claim !== undefined) parts.set("claim", claims[chosen.claim].id);
  else if (chosen) {
    parts.set("place", events[chosen.event].id);
    if (chosen.subject) parts.set("on", chosen.subject);
    if (chosen.voice) parts.set("voice", chosen.voice);
  }
  if (!view.whole && tiles.length) {
    const x = (canvas.clientWidth / 2 - view.x) / view.zoom,
      y = (canvas.clientHeight / 2 - view.y) / view.zoom;
    const far = (t) => Math.hypot(x - t.x - t.w / 2, y - t.y - t.h / 2),
      tile = tiles.reduce((best, t) => (far(t) < far(best) ? t : best));
    parts.set("at", events[tile.e].id);
    parts.set(
      "view",
      [(x - tile.x) / tile.w, (y - tile.y) / tile.h, view.zoom]
        .map((number) => Number(number.toPrecision(4)))
        .join(","),
    );
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
function rememberSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(remember, 250);
}
function recall() {
  const parts = new URLSearchParams(location.hash.slice(1)),
    get = (name) => parts.get(name) || "";
  for (const name of FIELDS) byId(name).value = get(name);
  if (FIELDS.slice(1).some(get)) byId("more").open = true;
  forget();
  filter();
  const n = claims.findIndex((claim) => claim.id === get("claim")),
    e = parts.has("place") ? events.findIndex((event) => event.id === get("place")) : -1;
  if (n >= 0) choose({ ...homeOf(n), claim: n }, !parts.has("view"), true);
  else if (e >= 0)
    choose({ event: e, subject: get("on") || undefined, voice: get("voice") || undefined }, !parts.has("view"), true);
  const tile = tiles.find((t) => events[t.e].id === get("at")),
    [x, y, zoom] = get("view").split(",").map(Number);
  if (parts.has("view") && tile && zoom > 0 && Number.isFinite(x + y + zoom))
    look(tile, x, y, Math.min(closest(), Math.max(0.01, zoom)));
}

// --- events of the page

let typing = 0;
// A word that is typed on is one step of the way back.
function narrow() {
  const before = new URLSearchParams(location.hash.slice(1)).get("search"),
    now = value("search");
  forget();
  filter();
  remember(!(before && now && before !== now));
}
byId("filters").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(narrow, 120);
});
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("filters").addEventListener("reset", () => setTimeout(narrow));
byId("fit").addEventListener("click", () => {
  fit();
  remember(true);
});
byId("closer").addEventListener("click", middle(1.4));
byId("farther").addEventListener("click", middle(1 / 1.4));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && chosen) clear();
});
addEventListener("popstate", recall);
recall();
new ResizeObserver(() => {
  if (view.whole) {
    arrange();
    fit();
  } else redraw();
}).observe(canvas);
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  inks.clear();
  redraw();
});
