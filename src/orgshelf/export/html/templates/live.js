"use strict";
{
  const token = document.querySelector("meta[name=orgshelf-token]").content;
  const toast = document.body.appendChild(document.createElement("p"));
  toast.className = "toast";
  toast.setAttribute("role", "status");
  const keep = "orgshelf-place";

  // The page is loaded again when a note changes; what was open and chosen stays so.
  const remember = () => {
    const open = [...document.querySelectorAll("details[id]")].map((d) => [d.id, d.open]);
    const values = [...document.querySelectorAll("#filter input, #filter select")].map((f) => [f.id, f.value]);
    sessionStorage.setItem(keep, JSON.stringify({ open, values, said: toast.textContent, at: scrollY }));
  };
  const kept = JSON.parse(sessionStorage.getItem(keep) ?? "null");
  sessionStorage.removeItem(keep);
  if (kept) {
    kept.open.forEach(([id, open]) => { const d = document.getElementById(id); if (d) d.open = open; });
    kept.values.forEach(([id, value]) => { const f = document.getElementById(id); if (f) f.value = value; });
    document.getElementById("filter").dispatchEvent(new Event("input"));
    toast.textContent = kept.said;
    scrollTo(0, kept.at);
  }

  const say = (text) => { toast.textContent = text; };
  let answered = Promise.resolve();
  const finish = async (item) => {
    const answer = await fetch("/done", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Orgshelf-Token": token },
      body: JSON.stringify({ id: item.dataset.id }),
    }).catch(() => null);
    say(answer ? (await answer.json()).said : "orgshelf no longer runs: start `orgshelf serve` again.");
    if (answer?.ok) item.querySelector("button").disabled = true;
  };
  const offer = () => {
    document.querySelectorAll("li[data-id]:not([data-offered])").forEach((item) => {
      item.dataset.offered = "";
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = "Done";
      button.setAttribute("aria-label", `Mark done: ${item.querySelector(".title").textContent}`);
      button.addEventListener("click", (event) => { event.preventDefault(); answered = finish(item); });
      (item.querySelector(":scope > details > .links") ?? item.querySelector(".line")).append(" ", button);
    });
  };
  document.addEventListener("rows", offer);
  offer();

  // What a click has changed may be told of before the click is answered.
  const changes = new EventSource("/changes");
  changes.addEventListener("changed", async () => {
    await answered;
    remember();
    location.reload();
  });
  changes.addEventListener("error", () => {
    if (changes.readyState === EventSource.CLOSED) say("This page no longer follows your notes: load it again.");
  });
}
