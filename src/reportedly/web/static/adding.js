// Documents dropped on the page, and how their reading goes.

async function filesOf(entry, path, found) {
  if (entry.isFile) {
    const file = await new Promise((good, bad) => entry.file(good, bad));
    found.push(new File([file], `${path}${file.name}`, { type: file.type }));
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const some = await new Promise((good, bad) => reader.readEntries(good, bad));
    if (!some.length) return;
    for (const inner of some) await filesOf(inner, `${path}${entry.name}/`, found);
  }
}

function dropping(place) {
  const input = place.querySelector("input[type=file]");
  const list = place.querySelector(".dropped");
  const tell = () => {
    list.replaceChildren(...[...input.files].slice(0, 30).map((file) => Object.assign(document.createElement("li"), { textContent: file.name })));
    if (input.files.length > 30) list.append(Object.assign(document.createElement("li"), { textContent: `and ${input.files.length - 30} more` }));
  };
  input.addEventListener("change", tell);
  for (const kind of ["dragenter", "dragover"]) {
    place.addEventListener(kind, (event) => {
      event.preventDefault();
      place.classList.add("over");
    });
  }
  place.addEventListener("dragleave", () => place.classList.remove("over"));
  place.addEventListener("drop", async (event) => {
    event.preventDefault();
    place.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const found = [];
    for (const entry of entries) await filesOf(entry, "", found);
    const all = new DataTransfer();
    for (const file of [...input.files, ...found]) all.items.add(file);
    input.files = all.files;
    tell();
  });
}

// Asks after a job until it is over, then brings its page in.
async function follow(number, told, over) {
  for (;;) {
    await new Promise((go) => setTimeout(go, 400));
    if (told && !told.isConnected) return;
    const answer = await fetch(`/api/jobs/${number}`).catch(() => null);
    if (!answer?.ok) continue;
    const job = await answer.json();
    if (told) told.textContent = job.step || job.state;
    if (job.over) return over(job);
  }
}

async function attribute(note) {
  const token = document.querySelector("input[name=token]")?.value;
  const answer = await fetch(note.dataset.attribute, { method: "POST", headers: { "x-token": token } });
  if (!answer.ok) return;
  note.textContent = "Sources and cues are being marked …";
  follow((await answer.json()).job, note, (job) => {
    if (job.state === "done" && !getSelection().toString()) note.dispatchEvent(new CustomEvent("anew", { bubbles: true }));
  });
}

export function start(root) {
  const place = root.querySelector("[data-drop]:not([data-live])");
  if (place) {
    place.dataset.live = "";
    dropping(place);
  }
  const job = root.querySelector("[data-job]:not([data-live])");
  if (job) {
    job.dataset.live = "";
    follow(job.dataset.job, job.querySelector("span"), () => job.dispatchEvent(new CustomEvent("anew", { bubbles: true })));
  }
  const note = root.querySelector("[data-attribute]:not([data-live])");
  if (note) {
    note.dataset.live = "";
    attribute(note);
  }
}
