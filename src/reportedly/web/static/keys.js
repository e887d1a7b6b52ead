// Keys: whatever has data-key is pressed by it, data-go by two keys in turn, j and k go through
// what has data-stop. In a field only Escape and Ctrl+Enter are ours.

let before = "";

function inField(target) {
  return target.matches?.("input:not([type=checkbox]):not([type=radio]), textarea, select");
}

function visible(element) {
  return !element.disabled && element.getClientRects().length > 0;
}

function pressed(selector) {
  const found = [...document.querySelectorAll(selector)].find(visible);
  if (!found) return false;
  if (inField(found)) {
    found.focus();
    found.select?.();
  } else {
    found.click();
  }
  return true;
}

function step(by) {
  const stops = [...document.querySelectorAll("[data-stop]")].filter(visible);
  if (!stops.length) return false;
  const here = stops.findIndex((s) => s.contains(document.activeElement));
  const next = stops[Math.min(stops.length - 1, Math.max(0, here < 0 && by < 0 ? stops.length - 1 : here + by))];
  const target = next.matches("a, button, summary, [tabindex]") ? next : next.querySelector("a, button, [tabindex]") || next;
  target.focus();
  next.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
  return true;
}

function help() {
  const dialog = document.createElement("dialog");
  dialog.className = "keys";
  const title = document.createElement("h2");
  title.textContent = "Keys";
  const list = document.createElement("dl");
  const told = new Map();
  for (const e of document.querySelectorAll("[data-key], [data-go]")) {
    if (!visible(e)) continue;
    const name = (e.dataset.words || e.getAttribute("aria-label") || e.textContent).replace(/\s+/g, " ").trim();
    told.set(e.dataset.key || e.dataset.go, e.dataset.words || name.replace(/\s\S$/, ""));
  }
  if (document.querySelector("[data-stop]")) told.set("j  k", "next, previous");
  told.set("/", "search").set("Esc", "leave a field").set("Ctrl Enter", "send the form of a field").set("?", "these keys");
  for (const [key, words] of told) {
    const [dt, dd] = [document.createElement("dt"), document.createElement("dd")];
    const kbd = document.createElement("kbd");
    kbd.textContent = key;
    dt.append(kbd);
    dd.textContent = words;
    list.append(dt, dd);
  }
  const close = document.createElement("button");
  close.textContent = "Close";
  close.addEventListener("click", () => dialog.close());
  dialog.append(title, list, close);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

function onKey(event) {
  const { key, target } = event;
  if (inField(target)) {
    if (key === "Escape" && !event.defaultPrevented) target.blur();
    // Enter by itself decides nothing: it is pressed to choose a name, and to be done with a field.
    if (key === "Enter" && !event.ctrlKey && !event.metaKey && target.matches("input") && target.form?.method === "post") event.preventDefault();
    if (key === "Enter" && (event.ctrlKey || event.metaKey) && !event.repeat && target.form) target.form.requestSubmit(target.form.querySelector("button.first"));
    return;
  }
  // A key held down, or pressed before the next page stands, was not meant for what comes next.
  if ((event.repeat || document.body.hasAttribute("aria-busy")) && key !== "j" && key !== "k") return;
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const two = `${before} ${key}`;
  before = "";
  let done = true;
  if (pressed(`[data-go="${CSS.escape(two)}"]`)) done = true;
  else if (key === "?") help();
  else if (key === "/") pressed("#q");
  else if (pressed(`[data-key="${CSS.escape(key)}"]`)) done = true;
  else if (key === "j" || key === "k") done = step(key === "j" ? 1 : -1);
  else if (key === "g") before = "g";
  else done = false;
  if (done) event.preventDefault();
}

let listening = false;

export function start(root) {
  for (const button of root.querySelectorAll("[data-keys]")) {
    button.hidden = false;
    button.onclick = help;
  }
  if (!listening) document.addEventListener("keydown", onKey);
  listening = true;
}
