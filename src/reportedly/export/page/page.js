"use strict";
// Ties each field in the ledger to its words in the article, and words back to their cards. Works on keys that the
// page already carries (data-k on words, data-l on fields): no character is ever counted here.
(() => {
  const article = document.getElementById("article");
  const ledger = document.getElementById("ledger");
  const narrow = matchMedia("(max-width: 62rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const words = new Map();
  const owner = (key) => key.split("-")[0];
  document.documentElement.classList.add("js");

  for (const piece of article.querySelectorAll(".w[data-k]")) {
    for (const key of piece.dataset.k.split(" ")) {
      for (const name of new Set([key, owner(key)])) {
        if (!words.has(name)) words.set(name, []);
        words.get(name).push(piece);
      }
    }
  }

  let pinned = null;
  const light = (key) => {
    for (const piece of article.querySelectorAll(".lit")) piece.classList.remove("lit");
    for (const piece of words.get(key) || []) piece.classList.add("lit");
  };
  const show = (element, block) => element.scrollIntoView({ block, behavior: still.matches ? "auto" : "smooth" });
  const close = () => {
    for (const card of ledger.querySelectorAll(".card.on")) card.classList.remove("on", "sheet");
  };
  const clear = () => { pinned = null; light(null); close(); };
  const open = (name, { sheet = false, scroll = true } = {}) => {
    const card = document.getElementById(name);
    close();
    if (!card) return;
    card.classList.add("on");
    if (sheet && narrow.matches) {
      if (!card.querySelector(".close")) {
        const button = document.createElement("button");
        button.type = "button"; button.className = "close"; button.textContent = "Close";
        button.addEventListener("click", (event) => { event.stopPropagation(); clear(); });
        card.append(button);
      }
      card.classList.add("sheet");
    } else if (scroll) show(card, "center");
  };
  const pin = (key, options) => { pinned = key; light(key); open(owner(key), options); };

  // A field of the ledger: hover or focus lights its words, a click goes to them.
  for (const field of ledger.querySelectorAll("[data-l]")) {
    const key = field.dataset.l;
    field.addEventListener("pointerenter", () => light(key));
    field.addEventListener("focus", () => light(key));
    field.addEventListener("pointerleave", () => light(pinned));
    field.addEventListener("blur", () => light(pinned));
    field.addEventListener("click", (event) => {
      event.preventDefault(); event.stopPropagation();
      const sheet = field.closest(".card").classList.contains("sheet");
      pin(key, { sheet, scroll: false });
      if (words.get(key)) show(words.get(key)[0], "center");
    });
  }
  // The rest of a card: all words of that claim or event.
  for (const card of ledger.querySelectorAll(".card")) {
    card.addEventListener("pointerenter", () => { if (!pinned) light(card.id); });
    card.addEventListener("pointerleave", () => light(pinned));
    card.addEventListener("click", (event) => {
      if (event.target.closest("summary, details, button")) return;
      pin(card.id, { scroll: false });
      if (words.get(card.id)) show(words.get(card.id)[0], "center");
    });
  }

  // Words of the article: a click opens their claim or event; further clicks go round all that share the words.
  article.addEventListener("click", (event) => {
    const note = event.target.closest(".note");
    if (note) {
      event.preventDefault();
      pin(note.getAttribute("href").slice(1), { sheet: true });
      return;
    }
    const piece = event.target.closest(".w[data-k]");
    if (!piece || String(getSelection())) { if (!event.target.closest(".voice, .layer")) clear(); return; }
    const owners = [...new Set(piece.dataset.k.split(" ").map(owner))];
    if (!article.classList.contains("marked")) owners.sort((a, b) => (a[0] === "l") - (b[0] === "l"));
    const at = pinned ? owners.indexOf(owner(pinned)) : -1;
    pin(owners[(at + 1) % owners.length], { sheet: true });
  });

  // A voice: only its words stay tinted.
  for (const voice of article.querySelectorAll(".voice")) {
    voice.setAttribute("role", "button");
    voice.setAttribute("aria-pressed", "false");
    const press = (event) => {
      event.preventDefault();
      const on = voice.getAttribute("aria-pressed") !== "true";
      for (const other of article.querySelectorAll(".voice")) other.setAttribute("aria-pressed", "false");
      for (const piece of article.querySelectorAll(".mine")) piece.classList.remove("mine");
      article.classList.toggle("one-voice", on);
      voice.setAttribute("aria-pressed", String(on));
      if (!on) return;
      for (const card of ledger.querySelectorAll(".card[data-v]")) {
        if (card.dataset.v !== voice.dataset.v) continue;
        for (const piece of words.get(`${card.id}-content`) || []) (piece.closest(".c") || piece).classList.add("mine");
      }
    };
    voice.addEventListener("click", press);
    voice.addEventListener("keydown", (event) => { if (event.key === " ") press(event); });
  }

  // The layer of loaded words: marked in the article, or not.
  for (const layer of article.querySelectorAll(".switch")) {
    layer.setAttribute("role", "button");
    layer.setAttribute("aria-pressed", "false");
    const press = (event) => {
      event.preventDefault();
      layer.setAttribute("aria-pressed", String(article.classList.toggle("marked")));
    };
    layer.addEventListener("click", press);
    layer.addEventListener("keydown", (event) => { if (event.key === " ") press(event); });
  }

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") clear(); });
})();
