// --- filters

const FIELDS = ["search", "event", "subject", "source", "kind", "odds", "since", "until"];
const value = (name) => byId(name).value;
function offer(name, options) {
  for (const [words, key] of options) byId(name).add(new Option(short(words, 70), key));
}
const worst = new Map(); // of each subject
for (const n of worstFirst) if (!worst.has(claims[n].subject)) worst.set(claims[n].subject, n);
const sorted = (words) => [...new Set(words)].filter(Boolean).sort((a, b) => a.localeCompare(b));
offer(
  "event",
  events.map((event) => [`${sign(event)}${event.title}`, event.id]),
);
offer(
  "subject",
  [...worst].map(([id, n]) => [`${rank[n] === 0 ? "≠ " : ""}${claims[n].about}`, id]),
);
offer(
  "source",
  sorted(claims.map((_, n) => voice(n))).map((name) => [name, name]),
);
offer(
  "kind",
  sorted(claims.map((claim) => claim.kind)).map((kind) => [kind, kind]),
);
for (const severity of RANK)
  offer(
    "odds",
    sorted(conflicts.filter((c) => c.severity === severity).map((c) => c.kind)).map((kind) => [
      `${severity}: ${kind}`,
      `kind ${kind}`,
    ]),
  );

function passes(n, wanted) {
  const claim = claims[n];
  return (
    wanted.words.every((word) => haystack[n].includes(word)) &&
    (wanted.event === "" || events[claim.event].id === wanted.event) &&
    (wanted.source === "" || voice(n) === wanted.source || claim.source === wanted.source) &&
    (wanted.subject === "" || claim.subject === wanted.subject) &&
    (wanted.kind === "" || claim.kind === wanted.kind) &&
    (wanted.odds === "" || odds[n].some((c) => c.severity === wanted.odds || `kind ${c.kind}` === wanted.odds)) &&
    (wanted.since === "" || (claim.to || claim.from) >= wanted.since) &&
    (wanted.until === "" || (claim.from !== "" && claim.from <= wanted.until))
  );
}
function filter() {
  const wanted = Object.fromEntries(FIELDS.map((name) => [name, value(name)]));
  wanted.words = wanted.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const shown = worstFirst.filter((n) => passes(n, wanted));
  all = shown.length === claims.length;
  kept.fill(0);
  for (const n of shown) kept[n] = 1;
  const concerned = conflicts.filter((c) => c.severity === "conflict" && c.claims.some((n) => kept[n])).length;
  byId("count").textContent =
    `${shown.length.toLocaleString("en")} of ${count(claims.length, "claim")}, ${count(concerned, "conflict")}`;
  list(shown, LISTED);
  arrange();
  fit();
}
// Who is contradicted by whom: how many, and how many of them a filter leaves out.
function contradicted(n) {
  const found = odds[n].filter((c) => c.severity === "conflict"),
    others = new Set(found.flatMap((c) => against(c, n)));
  const outside = found.reduce((sum, c) => sum + c.outside, 0),
    unseen = outside + [...others].filter((m) => !kept[m]).length,
    total = others.size + outside;
  if (!found.length) return "";
  if (!total) return `in conflict: ${found[0].kind}`;
  return `contradicted by ${total === unseen ? `${total} not shown` : `${total}${unseen ? `, ${unseen} of them not shown` : ""}`}`;
}
function list(shown, most) {
  byId("list").replaceChildren(...shown.slice(0, most).map((n) => item(row(n))));
  if (shown.length <= most) return;
  const more = make(
    "button",
    `and ${(shown.length - most).toLocaleString("en")} more: show ${Math.min(LISTED, shown.length - most)}`,
    "row",
  );
  more.type = "button";
  more.addEventListener("click", () => {
    list(shown, most + LISTED);
    byId("list").children[most].firstChild.focus();
  });
  byId("list").append(item(more));
}
function row(n) {
  const made = button("row", `${voice(n)}: ${told(n, 90)}`, { ...homeOf(n), claim: n });
  made.append(make("span", claims[n].about, "quiet"));
  const odd = contradicted(n);
  if (odd) made.append(make("span", `≠ ${odd}`, "odd"));
  return made;
}
