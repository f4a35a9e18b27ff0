"use strict";
(() => {
  const data = JSON.parse(document.getElementById("search-data").textContent);
  const box = document.getElementById("search");
  const only = document.getElementById("only");
  const list = document.getElementById("hits");
  const status = document.getElementById("status");
  const SHOWN = 40;
  // "Ménaka" is found by "menaka", and the other way round.
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = [
    ...data.events.map((row) => ({ kind: "event", row, words: plain(row.join(" ")) })),
    ...data.claims.map((row) => ({ kind: "claim", row, words: plain(row.join(" ")) })),
  ];
  const add = (parent, tag, text, className) => {
    const node = document.createElement(tag);
    // Never as HTML: what articles say is text.
    node.textContent = text;
    if (className) node.className = className;
    parent.append(node);
    return node;
  };
  const draw = {
    event(item, [id, summary, when, where, actors, dossier]) {
      const head = add(item, "p", "", "hit-head");
      if (dossier) {
        const link = add(head, "a", summary);
        link.href = dossier;
      } else {
        add(head, "strong", summary);
      }
      add(item, "p", [when, where, actors].filter(Boolean).join(" · "), "sahel-soft");
      add(item, "p", id, "sahel-id");
    },
    claim(item, [id, who, what, quote, source, event]) {
      const head = add(item, "p", "", "hit-head");
      add(head, "strong", who);
      head.append(" ");
      add(head, "span", what);
      add(item, "blockquote", quote).dir = "auto";
      add(item, "p", source, "sahel-soft");
      add(item, "p", event ? `${id} · about ${event}` : id, "sahel-id");
    },
  };
  const search = () => {
    const terms = plain(box.value).split(/\s+/).filter(Boolean);
    list.replaceChildren();
    if (!terms.length) {
      status.textContent = `${data.events.length} events and ${data.claims.length} claims can be searched.`;
      return;
    }
    const hits = entries.filter(
      (entry) => (only.value === "all" || entry.kind === only.value) && terms.every((term) => entry.words.includes(term)),
    );
    for (const hit of hits.slice(0, SHOWN)) {
      const item = add(list, "li", "", hit.kind);
      draw[hit.kind](item, hit.row);
    }
    const more = hits.length > SHOWN ? `; the first ${SHOWN} are shown` : "";
    status.textContent = `${hits.length} found${more}.`;
  };
  box.addEventListener("input", search);
  only.addEventListener("change", search);
  search();
})();
