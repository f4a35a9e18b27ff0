"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const [language, part, search, items, detail, status] = ["language", "part", "search", "items", "detail", "status"].map(at);
  const MOST = 400;
  const RIGHT = "right";
  // Never as HTML: what articles and annotations say is text.
  const make = (tag, text, className) => {
    const node = document.createElement(tag);
    if (text !== undefined) node.textContent = text;
    if (className) node.className = className;
    return node;
  };
  // "Ménaka" is found by "menaka", and the other way round.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = data.articles.flatMap((article, a) =>
    article.items.map((item, i) => ({
      article,
      item,
      id: `${article.name}/${i}`,
      index: i,
      first: i === 0,
      a,
      words: plain([article.title, article.name, item.head, ...item.rows.flat().map(String), ...item.words].join(" ")),
    })),
  );
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const pressed = new Set();
  let shown = [];
  let limit = MOST;
  let current = null;

  const titleOf = (kind) => (kind === RIGHT ? "no error" : data.kinds[kind].title);
  const kindsOf = (item) => (item.kinds.length ? item.kinds : [RIGHT]);
  const option = (select, value, text) => {
    const node = make("option", text);
    node.value = value;
    select.append(node);
  };
  option(language, "", "both");
  for (const code of [...new Set(data.articles.map((one) => one.language))].sort()) option(language, code, data.languages[code] || code);
  const parts = [...new Set(data.articles.map((one) => one.part))];
  option(part, "", "all");
  for (const one of parts) option(part, one, data.parts[one] || one);
  if (parts.includes("dev")) part.value = "dev";

  const buttons = new Map();
  const order = [];
  const drawKinds = () => {
    let what = "";
    let group = at("kinds");
    for (const [kind, about] of [...Object.entries(data.kinds), [RIGHT, { what: RIGHT, title: "no error", meaning: "Every scored field is right." }]]) {
      if (about.what !== what) {
        what = about.what;
        group = make("div", undefined, "group");
        group.append(make("span", { claim: "Claims", event: "Events", right: "Right" }[what], "what"));
        at("kinds").append(group);
      }
      const button = make("button", about.title);
      button.type = "button";
      button.title = about.meaning;
      button.append(make("span", "", "n"));
      button.addEventListener("click", () => {
        if (!pressed.delete(kind)) pressed.add(kind);
        narrow();
      });
      buttons.set(kind, button);
      order.push(kind);
      group.append(button);
    }
  };

  const narrow = () => {
    const terms = plain(search.value).split(/\s+/).filter(Boolean);
    const within = entries.filter(
      ({ article, words }) =>
        (!language.value || article.language === language.value) &&
        (!part.value || article.part === part.value) &&
        terms.every((term) => words.includes(term)),
    );
    const counts = new Map();
    for (const { item } of within) for (const kind of kindsOf(item)) counts.set(kind, (counts.get(kind) || 0) + 1);
    for (const [kind, button] of buttons) {
      const n = counts.get(kind) || 0;
      button.lastChild.textContent = n;
      button.setAttribute("aria-pressed", pressed.has(kind));
      button.disabled = !n && !pressed.has(kind);
    }
    shown = within.filter(({ item }) => (pressed.size ? kindsOf(item).some((kind) => pressed.has(kind)) : item.kinds.length));
    limit = MOST;
    at("aside").hidden = part.value === "dev" || !parts.includes("held_out");
    drawList();
    if (!shown.includes(current)) {
      current = null;
      drawDetail();
    }
  };

  const tags = (item) => {
    const node = make("span", kindsOf(item).map(titleOf).join(" · "), item.kinds.length ? "tags" : "tags right");
    return node;
  };
  const drawList = () => {
    items.replaceChildren();
    let last = null;
    for (const entry of shown.slice(0, limit)) {
      if (entry.article !== last) {
        last = entry.article;
        const heading = make("li", last.title, "of");
        heading.dir = "auto";
        items.append(heading);
      }
      const line = make("li");
      const button = make("button");
      button.type = "button";
      button.append(tags(entry.item), make("span", entry.item.head));
      button.addEventListener("click", () => choose(entry, true));
      if (entry === current) button.setAttribute("aria-current", "true");
      entry.button = button;
      line.append(button);
      items.append(line);
    }
    if (shown.length > limit) {
      const line = make("li");
      const button = make("button", `Show ${Math.min(MOST, shown.length - limit)} more`);
      button.type = "button";
      button.addEventListener("click", () => {
        limit += MOST;
        drawList();
      });
      line.append(button);
      items.append(line);
    }
    const articles = new Set(shown.map((entry) => entry.article)).size;
    status.textContent = `${shown.length} in ${articles} article${articles === 1 ? "" : "s"}`;
  };

  // An id may be broken after its underscores.
  const cell = (tag, text, scope, className) => {
    const node = make(tag, undefined, className);
    text.split(/(?<=_)/).forEach((piece, n) => node.append(...(n ? [make("wbr"), piece] : [piece])));
    if (scope) node.scope = scope;
    node.dir = "auto";
    return node;
  };
  const drawTable = (item) => {
    const sides = [0, 1].filter((side) => !item.kinds.some((kind) => kind.endsWith(side ? "_missed" : "_spurious")));
    const table = make("table");
    const top = make("tr");
    top.append(make("td"));
    for (const side of sides) top.append(side ? cell("th", "Extracted", "col", "found") : cell("th", "Annotated", "col", "gold"));
    table.append(make("thead"));
    table.tHead.append(top);
    const body = make("tbody");
    const words = item.words.some(Boolean) ? [["words", ...item.words, 0, 0]] : [];
    for (const [field, gold, found, differs, scored] of [...item.rows, ...words]) {
      const row = make("tr", undefined, differs ? (scored ? "wrong" : "other") : "");
      row.append(cell("th", field, "row"));
      for (const side of sides) row.append(cell("td", side ? found : gold));
      body.append(row);
    }
    table.append(body);
    return table;
  };
  const drawText = (entry) => {
    const { article, index } = entry;
    const text = make("div", undefined, "text");
    text.lang = article.language;
    for (const [words, keys, isTitle] of article.text) {
      const piece = make("span", words, isTitle ? "title" : "");
      if (keys.length) {
        piece.dataset.at = keys.join(" ");
        for (const side of ["g", "x"]) if (keys.some((key) => key[0] === side)) piece.classList.add(side);
        if (keys.includes(`g${index}`)) piece.classList.add("sel");
        if (keys.includes(`x${index}`)) piece.classList.add("selx");
        piece.addEventListener("click", () => {
          // The items whose words these are take turns.
          const here = [...new Set(keys.map((key) => Number(key.slice(1))))];
          const next = here[(here.indexOf(index) + 1) % here.length];
          choose(byId.get(`${article.name}/${next}`), false);
        });
      }
      text.append(piece);
    }
    return text;
  };
  const drawDetail = () => {
    detail.replaceChildren();
    if (!current) {
      detail.append(make("p", shown.length ? "Choose an error from the list, or press j." : "Nothing of this kind here.", "soft"));
      return;
    }
    const { article, item } = current;
    const moves = make("div", undefined, "moves");
    for (const [text, act] of [["List", back], ["Previous", () => step(-1)], ["Next", () => step(1)]]) {
      const button = make("button", text);
      button.type = "button";
      button.addEventListener("click", act);
      moves.append(button);
    }
    const heading = make("h3", item.head);
    heading.dir = "auto";
    const coded = make("div", undefined, "coded");
    coded.append(heading, tags(item));
    if (item.kinds.length) coded.append(make("p", item.kinds.map((kind) => data.kinds[kind].meaning).join(" "), "soft meaning"));
    if (article.missing) coded.append(make("p", "Nothing was extracted from this article: it is not among the ingested ones.", "note"));
    coded.append(drawTable(item));
    if (item.near.length) {
      const near = make("div", undefined, "near");
      const missed = item.kinds.some((kind) => kind.endsWith("_missed"));
      near.append(make("p", missed ? "Extracted from the same words:" : "Annotated on the same words:"));
      for (const other of item.near) {
        const entry = byId.get(`${article.name}/${other}`);
        const button = make("button", entry.item.head);
        button.type = "button";
        button.addEventListener("click", () => choose(entry, false));
        near.append(button);
      }
      coded.append(near);
    }
    const written = make("div", undefined, "written");
    const source = make("p", [article.about, data.parts[article.part] || article.part].filter(Boolean).join(" · "), "legend");
    const key = make("p", undefined, "legend");
    key.append(make("span", "annotated", "g"), make("span", "extracted", "x"), make("span", "Click on marked words to see what was read there."));
    written.append(source);
    if (article.text.length) {
      written.append(key, drawText(current));
    } else {
      const title = make("p", article.title, "text title");
      title.dir = "auto";
      written.append(title, make("p", "The text is not shown: it may not be passed on, or is not at hand.", "note"));
    }
    // Panes that scroll must be within reach of the keyboard.
    for (const [pane, label] of [[coded, "What was coded"], [written, "The text"]]) {
      pane.tabIndex = 0;
      pane.setAttribute("role", "group");
      pane.setAttribute("aria-label", label);
    }
    detail.append(moves, coded, written);
  };

  const choose = (entry, focus) => {
    if (current && current.button) current.button.removeAttribute("aria-current");
    current = entry;
    const place = shown.indexOf(entry);
    if (place >= limit) {
      limit = place + MOST;
      drawList();
    }
    if (place >= 0 && entry.button) {
      entry.button.setAttribute("aria-current", "true");
      const list = items.parentElement;
      const line = entry.button.getBoundingClientRect();
      const frame = list.getBoundingClientRect();
      if (line.top < frame.top + 40) list.scrollTop -= frame.top + 40 - line.top;
      if (line.bottom > frame.bottom) list.scrollTop += line.bottom - frame.bottom + 20;
    }
    at("browser").classList.add("one");
    drawDetail();
    detail.scrollTop = 0;
    const words = detail.querySelector(".sel, .selx");
    const wide = matchMedia("(min-width: 60.01rem)").matches;
    // Only the pane moves, not the page.
    const pane = words && getComputedStyle(words.closest(".written")).overflowY === "auto" ? words.closest(".written") : detail;
    if (wide && words) {
      pane.scrollTop += words.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
    } else if (!wide) {
      at("browser").scrollIntoView();
    }
    if (focus && !wide) detail.focus({ preventScroll: true });
    history.replaceState(null, "", `#${encodeURIComponent(entry.id)}`);
  };
  const step = (by) => {
    if (!shown.length) return;
    const place = shown.indexOf(current);
    choose(shown[place < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(shown.length - 1, Math.max(0, place + by))], false);
  };
  const stepArticle = (by) => {
    const place = shown.indexOf(current);
    if (place < 0) return step(by);
    let next = place;
    while (shown[next] && shown[next].a === current.a) next += by;
    if (!shown[next]) return undefined;
    while (by < 0 && shown[next - 1] && shown[next - 1].a === shown[next].a) next -= 1;
    return choose(shown[next], false);
  };
  const back = () => {
    at("browser").classList.remove("one");
    if (current && current.button) current.button.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || at("keys").open) return;
    const typing = event.target.matches("input, select, textarea");
    if (event.key === "Escape") {
      if (typing) event.target.blur();
      else back();
      return;
    }
    if (typing) return;
    const inside = at("browser").getBoundingClientRect().top < innerHeight * 0.75;
    const act = {
      j: () => step(1),
      k: () => step(-1),
      ArrowDown: inside && (() => step(1)),
      ArrowUp: inside && current && (() => step(-1)),
      "]": () => stepArticle(1),
      "[": () => stepArticle(-1),
      "/": () => search.focus(),
      "?": () => at("keys").showModal(),
      0: () => {
        pressed.clear();
        narrow();
      },
    }[event.key];
    if (act) {
      event.preventDefault();
      act();
    } else if (/^[1-9]$/.test(event.key)) {
      pressed.clear();
      pressed.add(order[Number(event.key) - 1]);
      narrow();
    }
  });
  at("help").addEventListener("click", () => at("keys").showModal());
  for (const control of [language, part]) control.addEventListener("change", narrow);
  search.addEventListener("input", narrow);
  document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());

  drawKinds();
  const open = () => {
    let id = "";
    try {
      id = decodeURIComponent(location.hash.slice(1));
    } catch {
      return;
    }
    const entry = byId.get(id);
    if (!entry) return;
    part.value = part.value === entry.article.part ? part.value : "";
    if (!entry.item.kinds.length) pressed.add(RIGHT);
    narrow();
    choose(entry, false);
    at("browser").scrollIntoView();
  };
  narrow();
  open();
  addEventListener("hashchange", open);
})();
