// The timeline's list: which dates are named, where.
"use strict";

(() => {
  const { element, say, plain } = report;
  const STEP = 200;
  const control = (id) => document.getElementById(id);
  const titles = new Map(report.letters.letters.map((letter) => [letter.letter_id, [letter.subject || letter.file_name, letter.municipality]]));
  const dates = report.dates.map(([letterId, key, text, value, start, end, side]) => {
    const [title, municipality] = titles.get(letterId) || ["", ""];
    const years = [start, end].map((day) => Number(day.slice(0, 4)));
    return { letterId, key, text, value, start, end, side, title, municipality,
      first: start ? years[0] : years[1], search: plain([text, value, title, municipality].join(" | ")) };
  });
  let shown = STEP;
  let descending = true;

  const asked = new URLSearchParams(location.search);
  for (const id of ["q", "from", "until"]) control(id).value = asked.get(id) || "";
  control("side").dataset.wanted = asked.get("side") || "";

  const draw = () => {
    const words = plain(control("q").value).split(/\s+/).filter(Boolean);
    const [from, until] = ["from", "until"].map((id) => control(id).value);
    const side = control("side").value;
    const results = dates.filter((date) =>
      (!from || date.first >= Number(from)) && (!until || date.first <= Number(until)) &&
      (!side || date.side === side) && words.every((word) => date.search.includes(word)));
    if (descending) results.reverse();
    const rows = results.slice(0, shown).map((date) => element("tr", {},
      element("td", { class: "day", "data-label": say("dates.starts") }, date.start ? report.day(date.start) : "…"),
      element("td", { class: "day", "data-label": say("dates.ends") }, date.end === date.start ? "" : date.end ? report.day(date.end) : "…"),
      element("td", { class: "printed" }, element("a", { href: `letters/${date.letterId}.html#${date.key}` }, date.text)),
      element("td", { class: "subject" }, date.title, date.municipality ? element("small", {}, date.municipality) : "")));
    if (!rows.length) rows.push(element("tr", {}, element("td", { colspan: 4, class: "nothing" }, say("site.nothing"))));
    document.querySelector("#dates tbody").replaceChildren(...rows);
    control("count").textContent = `${report.number(results.length)} ${say("index.of")} ${report.number(dates.length)} ${say("dates.found")}`;
    control("more").hidden = results.length <= shown;
    report.remember(Object.fromEntries(["q", "from", "until", "side"].map((id) => [id, control(id).value])));
  };
  const fresh = () => {
    shown = STEP;
    draw();
  };

  for (const id of ["q", "from", "until"]) control(id).addEventListener("input", report.afterPause(fresh));
  control("side").addEventListener("change", fresh);
  control("filters").addEventListener("submit", (event) => event.preventDefault());
  control("filters").addEventListener("reset", () => setTimeout(() => {
    for (const id of ["q", "from", "until", "side"]) control(id).value = "";
    fresh();
  }));
  control("more").addEventListener("click", () => {
    shown += STEP;
    draw();
  });
  const head = document.querySelector("#dates th[aria-sort]");
  head.querySelector("button").addEventListener("click", () => {
    descending = !descending;
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    draw();
  });
  document.addEventListener("choose", (event) => {
    control("from").value = control("until").value = event.detail.year;
    fresh();
    control("filters").scrollIntoView({ block: "start" });
  });
  document.addEventListener("language", () => {
    const sides = ["before", "same", "after", "unknown"].filter((side) => dates.some((date) => date.side === side));
    report.fillSelect(control("side"), [["", say("site.all")], ...sides.map((side) => [side, say(`dates.${side}`)])]);
    draw();
  });
})();
