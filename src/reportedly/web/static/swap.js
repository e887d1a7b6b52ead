// Goes from page to page by exchanging <main>: forms are sent and links followed without the
// screen going blank, the address and the history as if the browser had done it.

const parts = ["main", "#status", ".rail nav"];
let asked = 0;

// The address that a form with method=get asks for.
function addressOf(form, submitter) {
  const address = new URL(form.action, location.href);
  address.search = "";
  for (const [name, value] of new FormData(form, submitter)) if (value !== "") address.searchParams.append(name, value);
  return address;
}

async function fetchPage(address, options) {
  const answer = await fetch(address, options);
  if (!(answer.headers.get("content-type") || "").startsWith("text/html")) throw new Error("not a page");
  return { page: new DOMParser().parseFromString(await answer.text(), "text/html"), at: answer.url, ok: answer.ok };
}

function show({ page, at, ok }, dress, keep) {
  const focused = document.activeElement?.id;
  for (const part of parts) {
    const [old, now] = [document.querySelector(part), page.querySelector(part)];
    if (old && now) old.replaceWith(document.adoptNode(now));
  }
  document.title = page.title;
  if (at !== location.href && ok) history.pushState(null, "", at);
  const main = document.querySelector("main");
  dress(document);
  const target = main.querySelector("[role=alert]") || main.querySelector("[data-focus]") || (keep && document.getElementById(focused));
  if (target) target.focus();
  else main.focus({ preventScroll: true });
  if (!keep) scrollTo(0, 0);
}

export function start(dress) {
  async function go(address, options, otherwise, keep) {
    const own = ++asked;
    document.body.setAttribute("aria-busy", "true");
    try {
      const found = await fetchPage(address, options);
      if (own === asked) show(found, dress, keep);
    } catch {
      otherwise(); // the browser does it, and says what is wrong
    } finally {
      if (own === asked) document.body.removeAttribute("aria-busy");
    }
  }

  document.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || form.matches("[data-plain]") || form.enctype === "multipart/form-data") return;
    event.preventDefault();
    if (submitter?.dataset.confirm && !confirm(submitter.dataset.confirm)) return;
    if (form.method === "get") {
      const address = addressOf(form, submitter);
      go(address, {}, () => location.assign(address), true);
      return;
    }
    const body = new URLSearchParams(new FormData(form, submitter));
    const action = new URL(submitter?.getAttribute("formaction") || form.getAttribute("action") || location.href, location.href);
    go(action, { method: "POST", body }, () => form.submit(), "keep" in form.dataset);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const address = new URL(link.href);
    if (address.origin !== location.origin || link.matches("[data-plain], [download], [target]")) return;
    if (address.pathname === location.pathname && address.search === location.search && address.hash) return;
    event.preventDefault();
    go(address, {}, () => location.assign(address), false);
  });

  // Something on the page has changed on the server.
  document.addEventListener("anew", () => go(location.href, {}, () => location.reload(), true));

  addEventListener("popstate", () => go(location.href, {}, () => location.reload(), false));

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submit]")) event.target.form.requestSubmit();
  });
}
