// A letter: its pages on one side, what was read on the other, and the way between them.
"use strict";

(() => {
  const holder = document.getElementById("boxes");
  if (!holder) return; // a letter that could not be read
  const boxes = JSON.parse(holder.textContent);
  const pane = document.querySelector(".pages");
  const SVG = "http://www.w3.org/2000/svg";
  const ROOM = 1.5; // points around a word, so that the outline does not touch its letters
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const figures = new Map([...document.querySelectorAll(".pages figure")].map((figure) => [Number(figure.dataset.page), figure]));

  // ---------------------------------------------------------------------------------- boxes on pages

  const rectangle = (key, kind, [, x0, top, x1, bottom]) => {
    const rect = document.createElementNS(SVG, "rect");
    rect.setAttribute("x", x0 - ROOM);
    rect.setAttribute("y", top - ROOM);
    rect.setAttribute("width", Math.max(x1 - x0, 0) + 2 * ROOM);
    rect.setAttribute("height", Math.max(bottom - top, 0) + 2 * ROOM);
    rect.setAttribute("class", kind || "PASSAGE");
    rect.dataset.key = key;
    return rect;
  };

  const perPage = new Map();
  for (const [key, [kind, places]] of Object.entries(boxes)) {
    if (!kind) continue; // passages are drawn when they are chosen
    for (const place of places) {
      if (!perPage.has(place[0])) perPage.set(place[0], []);
      perPage.get(place[0]).push([key, kind, place]);
    }
  }
  // Broad boxes first, so that a name inside a testimonial can be clicked.
  const rank = { TESTIMONIAL: 0, FURNITURE: 1 };
  for (const list of perPage.values()) list.sort((one, other) => (rank[one[1]] ?? 2) - (rank[other[1]] ?? 2));

  const drawBoxes = (figure) => {
    if (figure.dataset.drawn) return;
    figure.dataset.drawn = "yes";
    const list = perPage.get(Number(figure.dataset.page)) || [];
    figure.querySelector("svg").prepend(...list.map((entry) => rectangle(...entry)));
  };
  const watcher = new IntersectionObserver(
    (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => drawBoxes(entry.target)),
    { root: null, rootMargin: "600px" },
  );
  figures.forEach((figure) => watcher.observe(figure));

  // ------------------------------------------------------------------------------------- choosing

  const scrollPane = (place) => {
    const figure = figures.get(place[0]);
    if (!figure) return;
    const svg = figure.querySelector("svg").viewBox.baseVal;
    const scale = figure.clientHeight / svg.height;
    const middle = figure.offsetTop + ((place[2] + place[4]) / 2) * scale;
    pane.scrollTo({ top: middle - pane.clientHeight / 2, behavior: calm });
  };

  /** Outlines these keys on the pages and in the text, and brings the first into view. */
  const choose = (keys, { row = null, from = "text" } = {}) => {
    for (const old of document.querySelectorAll(".chosen-box")) old.remove();
    for (const old of document.querySelectorAll(".chosen")) {
      old.classList.remove("chosen");
      if (old.hasAttribute("aria-pressed")) old.setAttribute("aria-pressed", "false");
    }
    if (row) row.classList.add("chosen");
    let first = null;
    for (const key of keys) {
      const mark = document.getElementById(key) || document.querySelector(`[data-passage="${CSS.escape(key)}"]`);
      if (mark) {
        mark.classList.add("chosen");
        if (mark.hasAttribute("aria-pressed")) mark.setAttribute("aria-pressed", "true");
      }
      for (const place of (boxes[key] || ["", []])[1]) {
        first = first || place;
        const figure = figures.get(place[0]);
        if (!figure) continue;
        drawBoxes(figure);
        const outline = rectangle(key, boxes[key][0], place);
        outline.classList.add("chosen-box");
        figure.querySelector("svg").append(outline);
      }
    }
    if (first && from !== "page") scrollPane(first);
    return first;
  };

  const showTab = (name) => {
    document.querySelector(".desk").dataset.tab = name;
    for (const tab of document.querySelectorAll("[role=tab]")) {
      const on = tab.id === `tab-${name}`;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !on;
    }
  };

  /** Chooses a mark and scrolls the text to it. */
  const revealInText = (key, from) => {
    const mark = document.getElementById(key);
    choose([key], { from });
    if (!mark) return;
    showTab("text");
    const panel = document.querySelector(".reading");
    const inPanel = mark.getBoundingClientRect().top - panel.getBoundingClientRect().top;
    if (panel.scrollHeight > panel.clientHeight) {
      panel.scrollTo({ top: panel.scrollTop + inPanel - panel.clientHeight / 2, behavior: calm });
    } else mark.scrollIntoView({ block: "center", behavior: calm });
  };

  const reading = document.querySelector(".reading");
  reading.addEventListener("click", (event) => {
    const button = event.target.closest("[data-show]");
    const row = event.target.closest("tr.row");
    const mark = event.target.closest("mark[data-key]");
    const passage = event.target.closest("[data-passage]");
    if (event.target.closest("a")) return;
    if (button) choose([button.dataset.show], { row });
    else if (row) choose([...row.querySelectorAll("[data-show]")].map((place) => place.dataset.show), { row });
    else if (mark) choose([mark.dataset.key]);
    else if (passage && String(getSelection()) === "") choose([passage.dataset.passage]);
  });
  reading.addEventListener("keydown", (event) => {
    const mark = event.target.closest("mark[role=button]");
    if (mark && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      choose([mark.dataset.key]);
    }
  });
  pane.addEventListener("click", (event) => {
    const key = event.target.dataset && event.target.dataset.key;
    if (key) revealInText(key, "page");
  });
  document.addEventListener("keydown", (event) => event.key === "Escape" && choose([]));

  // ---------------------------------------------------------------------------------- tabs, legend

  const tabs = [...document.querySelectorAll("[role=tab]")];
  tabs.forEach((tab, number) => {
    tab.addEventListener("click", () => {
      showTab(tab.id.slice(4));
      reading.scrollTop = 0;
    });
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const next = event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step ? (number + step + tabs.length) % tabs.length : -1;
      if (next < 0) return;
      event.preventDefault();
      tabs[next].focus();
      tabs[next].click();
    });
  });

  const desk = document.querySelector(".desk");
  const colour = () => {
    for (const box of document.querySelectorAll("#panel-text .legend input")) {
      desk.classList.toggle(`without-${box.value}`, !box.checked);
    }
  };
  document.querySelector("#panel-text .legend").addEventListener("change", colour);
  colour();

  // The pages follow the reader down the text.
  let driven = 0;
  const follow = new IntersectionObserver((entries) => {
    const entry = entries.find((one) => one.isIntersecting);
    if (!entry || performance.now() < driven) return;
    const figure = figures.get(Number(entry.target.dataset.page));
    if (figure) pane.scrollTo({ top: figure.offsetTop - 8, behavior: calm });
  }, { root: reading, rootMargin: "0px 0px -70% 0px" });
  for (const mark of document.querySelectorAll(".page-mark")) follow.observe(mark);
  for (const kind of ["click", "keydown"]) {
    document.addEventListener(kind, () => { driven = performance.now() + 1200; }, true);
  }

  const wanted = decodeURIComponent(location.hash.slice(1));
  if (wanted && boxes[wanted]) {
    driven = performance.now() + 1500;
    addEventListener("load", () => revealInText(wanted, "address"));
  }
})();
