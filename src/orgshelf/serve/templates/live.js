"use strict";
{
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const keep = "orgshelf-place";
  const fields = "input:not([type=hidden]), select, textarea";

  // What was said stands in the address once; a page that is loaded again does not ask for it.
  const here = new URL(location);
  if (here.searchParams.has("said")) {
    here.searchParams.delete("said");
    history.replaceState(null, "", here);
  }

  // The page is loaded again when a note changes; what was open, typed and chosen stays so.
  const remember = () => {
    const open = all("details[id]").map((d) => [d.id, d.open]);
    const values = all("#filter input, #filter select").map((f) => [f.id, f.value]);
    const focus = document.activeElement?.id;
    sessionStorage.setItem(keep, JSON.stringify({ open, values, focus, at: scrollY, path: here.href }));
  };
  const kept = JSON.parse(sessionStorage.getItem(keep) ?? "null");
  sessionStorage.removeItem(keep);
  if (kept && kept.path === here.href) {
    kept.open.forEach(([id, open]) => { const d = document.getElementById(id); if (d) d.open = open; });
    kept.values.forEach(([id, value]) => { const f = document.getElementById(id); if (f) f.value = value; });
    document.getElementById("filter")?.dispatchEvent(new Event("input"));
    document.getElementById(kept.focus)?.focus();
    scrollTo(0, kept.at);
  }
  const say = (text) => {
    const toast = document.querySelector(".toast") ?? document.body.appendChild(document.createElement("p"));
    toast.className = "toast";
    toast.setAttribute("role", "status");
    toast.textContent = text;
  };

  // Nobody who writes is interrupted: the page waits until what was begun is sent or emptied.
  const begun = () => all("form[method=post]").some((form) => all(fields, form).some((f) => f.value !== f.defaultValue && f.type !== "select-one"));
  // What was refused stands there until it is sent again: to load it anew would send it unasked.
  const refused = document.querySelector(".said.failed") !== null;
  const answering = () => document.querySelector(".answer[open]") !== null;
  let stale = false;
  const renew = () => {
    if (refused || begun() || answering()) { stale = true; return; }
    remember();
    location.reload();
  };
  addEventListener("input", () => { if (stale) renew(); });
  // The notes may have changed since the page was made: the first word says so.
  const { version } = document.querySelector("nav.places").dataset;
  const changes = new EventSource(`/changes?version=${version}`);
  changes.addEventListener("open", () => { document.body.dataset.follows = "yes"; });
  let sending = false;
  changes.addEventListener("changed", () => { if (!sending) renew(); });
  changes.addEventListener("error", () => {
    if (changes.readyState === EventSource.CLOSED) say("This page no longer follows your notes: load it again.");
  });
  addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (sending) event.preventDefault();  // a second click
    sending = true;
    const seconds = event.target.querySelector("[name=seconds]");
    if (seconds) seconds.value = Math.round(performance.now() / 1000);
  });
  addEventListener("pageshow", () => { sending = false; });

  // What is looked for is shown while it is typed.
  const live = document.querySelector("[data-live]");
  let asking, latest = 0;
  live?.addEventListener("input", () => {
    clearTimeout(asking);
    asking = setTimeout(async () => {
      const address = `/search?q=${encodeURIComponent(live.value)}`;
      const mine = latest += 1;
      const answer = await fetch(address).catch(() => null);
      if (!answer) { say("orgshelf no longer runs: start `orgshelf serve` again."); return; }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = page.getElementById("found");
      if (mine !== latest) return;
      if (found) document.getElementById("found").replaceChildren(...found.childNodes);
      history.replaceState(null, "", address);
      here.href = location.href;
    }, 150);
  });
  if (live && !live.value) live.focus();

  // Keys: a letter is a verb, of the row that has the focus or of the page.
  const stored = { get: () => null, set: () => {} };
  try {
    const store = localStorage;
    stored.get = () => store.getItem("orgshelf-keys");
    stored.set = (value) => store.setItem("orgshelf-keys", value);
  } catch { /* nothing is kept */ }
  let keys = stored.get() !== "off";
  const button = document.getElementById("keys");
  if (button) {
    button.closest("p").hidden = false;
    const tell = () => { button.textContent = `Keys: ${keys ? "on" : "off"}`; };
    button.addEventListener("click", () => { keys = !keys; stored.set(keys ? "on" : "off"); tell(); });
    tell();
  }
  const step = (by) => {
    const rows = all(".item .to");
    const at = rows.indexOf(document.activeElement?.closest(".item")?.querySelector(".to"));
    rows[at < 0 ? 0 : Math.min(Math.max(at + by, 0), rows.length - 1)]?.focus();
  };
  addEventListener("keydown", (event) => {
    const { target, key } = event;
    if (key === "Escape" && target.closest?.("details.verb")) {
      const verb = target.closest("details.verb");
      verb.open = false;
      verb.querySelector("summary").focus();
      return;
    }
    if (!keys || event.ctrlKey || event.metaKey || event.altKey || target.matches?.(fields)) return;
    if (key === "j" || key === "k") { step(key === "j" ? 1 : -1); event.preventDefault(); return; }
    if (key === "/") {
      event.preventDefault();
      const find = document.querySelector("[data-focus='/']");
      if (find) find.focus(); else location.assign("/search");
      return;
    }
    if (key === " " && target !== document.body) return;  // it presses what has the focus
    const row = document.activeElement?.closest(".item");
    const own = row?.querySelector(`[data-key="${CSS.escape(key)}"]`);
    const found = own ?? all(`[data-key="${CSS.escape(key)}"]`).find((one) => !one.closest(".item") && one.checkVisibility());
    if (!found) return;
    event.preventDefault();
    found.click();
    found.closest("details")?.querySelector(fields)?.focus();
  });
  all("details.verb").forEach((verb) => verb.addEventListener("toggle", () => { if (verb.open) verb.querySelector(fields)?.focus(); }));

  // On the report each item leads to its page; what stands in a summary can have no link.
  const link = () => all("li[data-id]:not([data-linked])").forEach((item) => {
    item.dataset.linked = "";
    const to = document.createElement("a");
    to.href = `/item/${item.dataset.id}`;
    const id = item.querySelector(":scope > .line > .id");
    if (id) { id.replaceWith(to); to.append(id); return; }
    to.textContent = "Open";
    to.className = "more";
    item.querySelector(":scope > details > .links")?.prepend(to, " ");
  });
  document.addEventListener("rows", link);
  link();
}
