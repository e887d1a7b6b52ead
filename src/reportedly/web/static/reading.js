// A document: what belongs to one claim lights up together, and selected words become a claim.

function light(root) {
  const set = (id, on) => {
    for (const e of root.querySelectorAll(`[data-claims~="${CSS.escape(id)}"], [data-claim="${CSS.escape(id)}"]`)) e.classList.toggle("lit", on);
  };
  const ids = (target) => {
    const e = target.closest?.("[data-claims], [data-claim]");
    return e ? (e.dataset.claim || e.dataset.claims).split(" ") : [];
  };
  for (const [kind, on] of [["pointerover", true], ["pointerout", false], ["focusin", true], ["focusout", false]]) {
    root.addEventListener(kind, (event) => ids(event.target).forEach((id) => set(id, on)));
  }
  root.addEventListener("click", (event) => {
    const piece = event.target.closest("[data-claims]");
    if (!piece || getSelection().toString()) return;
    const innermost = piece.dataset.claims.split(" ").at(-1);
    document.querySelector(`[data-claim="${CSS.escape(innermost)}"] a`)?.focus();
  });
}

// Where a place of the page stands in the text: code points from its beginning.
function offsetOf(node, within) {
  const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-start]") : node.closest?.("[data-start]");
  if (!piece) return null;
  const before = document.createRange();
  before.setStart(piece, 0);
  before.setEnd(node, within);
  return Number(piece.dataset.start) + [...before.toString()].length;
}

function selecting(text, panel) {
  const form = panel.querySelector("form");
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!text.isConnected || !chosen.rangeCount || chosen.isCollapsed || !text.contains(chosen.anchorNode)) return;
    const range = chosen.getRangeAt(0);
    const [start, end] = [offsetOf(range.startContainer, range.startOffset), offsetOf(range.endContainer, range.endOffset)];
    if (start === null || end === null || end <= start) return;
    form.elements.start.value = start;
    form.elements.end.value = end;
    panel.querySelector("q").textContent = chosen.toString().replace(/\s+/g, " ").trim().slice(0, 200);
    panel.hidden = false;
  });
}

export function start(root) {
  const text = root.querySelector(".reading:not([data-live])");
  if (!text) return;
  text.dataset.live = "";
  light(text);
  const panel = document.getElementById("selected");
  if (panel) selecting(text, panel);
}
