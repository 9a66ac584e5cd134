"use strict";
{
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const byId = (id) => document.getElementById(id);

  // Light and dark: as the system has it, until somebody chooses.
  const themes = ["auto", "dark", "light"];
  const button = byId("theme");
  const wear = (theme) => {
    document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  };
  const kept = { get: () => null, set: () => {} };
  try {
    const store = localStorage;
    kept.get = () => store.getItem("orgshelf-theme");
    kept.set = (theme) => store.setItem("orgshelf-theme", theme);
  } catch { /* a page from the disk may have no storage */ }
  wear(themes.find((theme) => theme === kept.get()) ?? "auto");
  button.hidden = false;
  button.addEventListener("click", () => {
    const next = themes[(themes.indexOf(document.documentElement.dataset.theme) + 1) % 3];
    wear(next);
    kept.set(next);
  });

  // What is wanted: every word, and the kind, state and tag that are chosen.
  const form = byId("filter");
  const words = byId("words");
  const chosen = (name) => byId(name)?.value ?? "";
  const wanted = () => {
    const each = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const [kind, state, tag] = ["kind", "state", "tag"].map(chosen);
    const test = (row) => row.state !== undefined
      && (!kind || row.kind === kind) && (!state || row.state === state)
      && (!tag || row.tags.includes(tag)) && each.every((word) => row.text.includes(word));
    return { test, active: Boolean(each.length || kind || state || tag) };
  };
  const lists = all("details.list");
  const tell = (count, of, active) => {
    byId("found").textContent = active ? `${count.toLocaleString("en")} of ${of.toLocaleString("en")}` : "";
  };
  let opened = null;
  const fold = (active, found) => {
    if (active && !opened) opened = new Map(all("details.list, .rows details").map((d) => [d, d.open]));
    if (!active && opened) opened.forEach((open, details) => { details.open = open; });
    if (!active) opened = null;
    lists.forEach((list) => { list.hidden = active && !found.has(list); });
    if (active) opened.forEach((_, details) => { details.open = true; });
  };

  const data = byId("rows");
  if (data) long(JSON.parse(data.textContent)); else short();

  function short() {
    const rows = new Map();
    all("li.row").forEach((item) => {
      const above = rows.get(item.parentElement.closest("li.row"));
      const own = [".line", ":scope > details > .links"].map((part) => item.querySelector(part)?.textContent ?? "");
      const line = own.join(" ").toLowerCase();
      const { kind, state, tags } = item.dataset;
      rows.set(item, { item, above, kind, state, tags: tags.split(" "), text: `${above?.text ?? ""} ${line}` });
    });
    const items = [...rows.values()].filter((row) => row.state !== undefined).length;
    const apply = () => {
      const { test, active } = wanted();
      const found = new Set();
      let count = 0;
      rows.forEach((row) => { row.item.hidden = active; });
      if (active) rows.forEach((row) => {
        if (!test(row)) return;
        count += 1;
        found.add(row.item.closest("details.list"));
        for (let up = row; up; up = up.above) up.item.hidden = false;
      });
      fold(active, found);
      tell(count, items, active);
    };
    ready(apply);
  }

  // Very many rows are drawn when their list is opened, some at a time.
  function long(drawn) {
    const some = 200;
    const byList = new Map();
    let items = 0;
    drawn.lists.forEach(([id, rows]) => {
      const above = [];
      byList.set(byId(id), rows.map((cells) => {
        const [depth, kind, state, title = "", target = "", more = "", tags = [], short = ""] = cells;
        above.length = depth;
        above.push(`${above[depth - 1] ?? ""} ${title} ${more}`.toLowerCase());
        items += state ? 1 : 0;
        const text = `${above[depth]} ${tags.join(" ").toLowerCase()} ${short}`;
        return { depth, kind: drawn.kinds[kind], state: state || undefined, title, target, more, tags, short, text };
      }));
    });
    const part = (name, className, text) => {
      const made = document.createElement(name);
      made.className = className;
      made.textContent = text;
      return made;
    };
    const element = (row) => {
      const item = part("li", `row d${row.depth}`, "");
      const line = part("span", "line", "");
      const title = part("bdi", "title", row.title);
      if (row.state) line.append(part("span", "state", row.state), " ");
      if (row.target) {
        const link = part("a", "", "");
        link.href = row.target;
        link.rel = "noreferrer";
        link.append(title);
        line.append(link);
      } else line.append(title);
      if (row.more) line.append(" ", part("span", "soft", row.more));
      row.tags.forEach((tag) => line.append(" ", part("span", "tag", tag)));
      if (row.short) {
        line.append(" ", part("code", "id", row.short));
        item.dataset.id = row.short;
        item.dataset.state = row.state;
      }
      item.append(line);
      return item;
    };
    const draw = (list, rows) => {
      list.querySelector(".rows")?.remove();
      list.querySelector(".next")?.remove();
      const body = part("ul", "rows", "");
      const more = part("button", "next quiet", "");
      more.type = "button";
      let place = 0;
      const next = () => {
        body.append(...rows.slice(place, place + some).map(element));
        place += some;
        more.hidden = place >= rows.length;
        more.textContent = `${(rows.length - place).toLocaleString("en")} more: show ${some}`;
        document.dispatchEvent(new Event("rows"));
      };
      more.addEventListener("click", next);
      list.append(body, more);
      next();
    };
    const shown = new Map();
    const show = (list) => {
      const rows = shown.get(list) ?? byList.get(list);
      if (list.open && list.drawn !== rows) {
        list.drawn = rows;
        draw(list, rows);
      }
    };
    lists.forEach((list) => list.addEventListener("toggle", () => show(list)));
    const apply = () => {
      const { test, active } = wanted();
      shown.clear();
      let count = 0;
      if (active) byList.forEach((rows, list) => {
        const fitting = rows.filter(test);
        count += fitting.length;
        if (fitting.length) shown.set(list, fitting);
      });
      fold(active, new Set(shown.keys()));
      lists.forEach(show);
      tell(count, items, active);
    };
    let waiting;
    ready(() => { clearTimeout(waiting); waiting = setTimeout(apply, 120); });
  }

  function ready(apply) {
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = false;
    byId("fold").addEventListener("click", ({ target }) => {
      const open = target.textContent === "Unfold all";
      all("details.list, .rows details").forEach((details) => { details.open = open; });
      target.textContent = open ? "Fold all" : "Unfold all";
    });
    apply();
  }

  let before = [];
  addEventListener("beforeprint", () => {
    before = all("main details:not(.chart details):not([open])");
    before.forEach((details) => { details.open = true; });
  });
  addEventListener("afterprint", () => before.forEach((details) => { details.open = false; }));
}
