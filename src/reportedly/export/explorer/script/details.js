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
const claimLink = (n) => button("link", voice(n), { ...homeOf(n), claim: n });

// The view is set at once, without a movement that some readers cannot bear.
function choose(what, move, quietly) {
  chosen = what;
  const tile = tiles.find((t) => t.e === what.event);
  if (!tile || blockOf(tile.forms[0].blocks) < 0) arrange();
  if (move) reveal();
  else redraw();
  byId("details").replaceChildren(
    ...(what.claim !== undefined
      ? claimDetails(what.claim)
      : what.voice
        ? voiceDetails(what)
        : what.subject
          ? subjectDetails(what)
          : eventDetails(events[what.event])),
  );
  byId("details").parentElement.scrollTop = 0;
  if (!quietly) {
    byId("details").scrollIntoView({ block: "nearest" });
    remember(true);
  }
}
const subjectOfChosen = ({ event, subject }) => events[event].subjects.find((s) => s.id === subject);

function claimDetails(n) {
  const claim = claims[n],
    parts = [make("h2", voice(n))],
    there = homeOf(n);
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
  const where = make(
    "p",
    [claim.when, claim.document, claim.publisher, claim.status === "reviewed" ? "" : claim.status]
      .filter(Boolean)
      .join(" · "),
    "quiet",
  );
  if (claim.url) {
    const link = make("a", "as published");
    link.href = claim.url;
    link.rel = "noreferrer nofollow";
    where.append(" · ", link);
  }
  parts.push(where);
  const odd = contradicted(n);
  if (odd) parts.push(make("p", `≠ ${odd}`, "odd"));
  if (odds[n].length) parts.push(conflictList(odds[n], n));
  return parts;
}
function conflictList(found, n) {
  const all = make("ul"),
    bad = [...found].sort((a, b) => RANK.indexOf(a.severity) - RANK.indexOf(b.severity));
  for (const conflict of bad.slice(0, 20)) {
    const content = [
      make("strong", `${{ conflict: "≠ ", question: "? " }[conflict.severity] || ""}${conflict.kind}`),
      ` ${conflict.reason} `,
    ];
    const others = n === undefined ? conflict.claims : against(conflict, n);
    for (const other of others.slice(0, 12)) content.push(claimLink(other), " ");
    if (others.length > 12 || conflict.outside)
      content.push(`and ${count(Math.max(0, others.length - 12) + conflict.outside, "more claim")}`);
    all.append(item(content, conflict.severity));
  }
  if (bad.length > 20) all.append(item(`and ${bad.length - 20} more`));
  return all;
}
function eventDetails(event) {
  const e = events.indexOf(event),
    found = conflicts.filter((c) => c.claims.some((n) => claims[n].event === e));
  const subjects = make("ul");
  for (const subject of event.subjects)
    subjects.append(
      item(
        button("row", `${isOdd(subject) ? "≠ " : ""}${subject.name}: ${subject.range}`, {
          event: e,
          subject: subject.id,
        }),
      ),
    );
  for (const r of event.alone)
    subjects.append(
      item(
        button("row", `${r.name}: ${short(r.words, 90)}${r.what ? ` (${r.what})` : ""}`, {
          event: e,
          voice: r.voice,
          claim: r.claims[0],
          subject: claims[r.claims[0]]?.subject,
        }),
      ),
    );
  return [
    make("h2", event.title),
    make("p", [event.about, event.counts].filter(Boolean).join(" · "), "quiet"),
    make("p", signWords(event), grave(event) === "conflict" ? "odd" : "quiet"),
    subjects,
    conflictList(found),
  ];
}
function subjectDetails(what) {
  const subject = subjectOfChosen(what),
    ns = claims
      .map((_, n) => n)
      .filter((n) => claims[n].subject === what.subject)
      .sort(byRank);
  const parts = [make("h2", ns.length ? claims[ns[0]].about : what.subject)],
    rows = make("ul");
  for (const strip of subject ? subject.strips : []) {
    if (strip.verdict) parts.push(make("p", verdictWords(strip), strip.odd ? "odd" : "quiet"));
    parts.push(make("p", strip.counts, "quiet"));
    for (const r of strip.rows)
      rows.append(
        item(
          button("row", `${r.name}: ${r.words}${r.before.length ? `, before that ${r.before.join(", ")}` : ""}`, {
            ...what,
            voice: r.voice,
          }),
        ),
      );
  }
  if (!subject) for (const n of ns.slice(0, LISTED)) rows.append(item(row(n)));
  return [...parts, rows, conflictList([...new Set(ns.flatMap((n) => odds[n]))])];
}
function voiceDetails(what) {
  const subject = subjectOfChosen(what),
    strips = subject ? subject.strips : [];
  const rows = strips.flatMap((strip) => strip.rows).filter((r) => r.voice === what.voice),
    ns = [...new Set(rows.flatMap((r) => r.claims))];
  if (ns.length === 1) return claimDetails(ns[0]);
  const parts = [make("h2", rows.length ? rows[0].name : what.voice), make("p", rows.map((r) => r.words).join("; "), "figure")],
    about = make("p");
  about.append(button("link", subject ? subject.name : "", { event: what.event, subject: what.subject }));
  const own = make("ul");
  for (const n of ns) own.append(item(row(n)));
  return [...parts, about, own, conflictList([...new Set(ns.flatMap((n) => odds[n]))])];
}
function forget() {
  chosen = null;
  byId("details").replaceChildren();
}
function clear() {
  forget();
  redraw();
  remember(true);
}
