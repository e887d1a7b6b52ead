// What the page was given. The words of documents are set as text, never as markup.

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
  event.subjects.forEach((subject) =>
    subject.strips.forEach((strip) =>
      strip.rows.forEach((row) => {
        for (const n of row.claims) home.set(n, { event: e, subject: subject.id, voice: row.voice, name: row.name });
      }),
    ),
  );
  event.alone.forEach((row) =>
    row.claims.forEach((n) => home.set(n, { event: e, subject: claims[n].subject, voice: row.voice, name: row.name })),
  );
});
const sign = (event) => (event.odds.conflict ? "≠ " : event.odds.question ? "? " : "");
const signWords = ({ odds: found }) =>
  [
    found.conflict && `≠ ${count(found.conflict, "conflict")}`,
    found.question && `? ${count(found.question, "question")}`,
  ]
    .filter(Boolean)
    .join(" · ") || "no conflict found";
const verdictWords = (strip) => strip.verdict && `${strip.odd ? "≠ " : ""}${strip.verdict}.`;
const isOdd = (subject) => subject.strips.some((strip) => strip.odd);
const homeOf = (n) => home.get(n) || { event: claims[n].event, subject: claims[n].subject };
const voice = (n) => (home.has(n) ? home.get(n).name : claims[n].source);
const told = (n, most) => claims[n].said || short(claims[n].text, most);
const short = (text, most) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const haystack = claims.map((claim, n) =>
  [
    claim.text,
    claim.said,
    claim.id,
    claim.document,
    claim.publisher,
    claim.source,
    voice(n),
    claim.about,
    events[claim.event].title,
  ]
    .join("\n")
    .toLocaleLowerCase(),
);
