// Fields that answer as one types: what a figure or a time is read as, and names to choose from.

const wait = 70; // ms after the last key

function later(act) {
  let timer;
  let number = 0;
  return (...given) => {
    clearTimeout(timer);
    const own = ++number;
    timer = setTimeout(() => act(() => own === number, ...given), wait);
  };
}

async function ask(path, values) {
  const answer = await fetch(`${path}?${new URLSearchParams(values)}`, { headers: { accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

// What is read in a figure or a time stands beside its field.
function preview(field) {
  const told = document.getElementById(field.getAttribute("aria-describedby"));
  const look = later(async (isLatest) => {
    const subject = field.form?.elements.subject?.value || "";
    const found = field.value.trim() ? await ask(field.dataset.preview, { words: field.value, subject, document: field.dataset.document || "" }) : null;
    if (!isLatest()) return;
    told.textContent = found ? found.words : "";
    told.classList.toggle("wrong", Boolean(found?.wrong));
  });
  field.addEventListener("input", look);
  if (field.value) look();
}

// A combobox after the ARIA Authoring Practices: a list of names below the field.
function suggest(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-list`;
  list.className = "suggest";
  list.role = "listbox";
  list.hidden = true;
  list.setAttribute("aria-label", field.labels?.[0]?.firstChild?.textContent.trim() || "Suggestions");
  field.after(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id, autocomplete: "off" })) field.setAttribute(name, value);
  let here = -1;

  function close() {
    list.hidden = true;
    here = -1;
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  }
  function move(to) {
    const options = list.children;
    if (!options.length) return;
    options[here]?.setAttribute("aria-selected", "false");
    here = (to + options.length) % options.length;
    options[here].setAttribute("aria-selected", "true");
    options[here].scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", options[here].id);
  }
  function choose(option) {
    field.value = option.dataset.id;
    close();
    field.dispatchEvent(new Event("change", { bubbles: true }));
    const opens = option.dataset.new && document.getElementById(field.dataset.opens);
    if (opens) {
      opens.hidden = false;
      const name = opens.querySelector("input");
      if (name && !name.value) name.value = option.dataset.new;
      name?.focus();
    }
  }
  function fill(found, words) {
    list.replaceChildren(
      ...found.map((row, n) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${n}`;
        option.role = "option";
        option.dataset.id = row.id;
        option.setAttribute("aria-selected", "false");
        const name = document.createElement("b");
        name.textContent = row.name || row.id;
        option.append(name, ` ${row.about || ""}`);
        return option;
      }),
    );
    if (field.dataset.opens && words) {
      const option = document.createElement("li");
      option.id = `${list.id}-new`;
      option.role = "option";
      option.dataset.id = words.toLowerCase().normalize("NFKD").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
      option.dataset.new = words;
      option.textContent = `new: ${words}`;
      list.append(option);
    }
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    here = -1;
  }
  const look = later(async (isLatest) => {
    const found = await ask(field.dataset.suggest, { words: field.value, near: field.dataset.document || "", event: field.form?.elements.event?.value || "" });
    if (isLatest() && document.activeElement === field) fill(found?.rows || [], field.value.trim());
  });
  field.addEventListener("input", look);
  field.addEventListener("blur", () => setTimeout(close, 120));
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") list.hidden ? look() : move(here + 1);
    else if (event.key === "ArrowUp") move(here - 1);
    else if (event.key === "Enter" && here >= 0) choose(list.children[here]);
    else if (event.key === "Escape" && !list.hidden) close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("pointerdown", (event) => {
    const option = event.target.closest("li");
    event.preventDefault(); // the field keeps the focus
    if (option) choose(option);
  });
}

export function start(root) {
  for (const field of root.querySelectorAll("[data-preview]:not([data-live])")) {
    field.dataset.live = "";
    preview(field);
  }
  for (const field of root.querySelectorAll("[data-suggest]:not([data-live])")) {
    field.dataset.live = "";
    suggest(field);
  }
}
