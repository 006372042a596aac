// The index: search, filter and sort all letters.
"use strict";

(() => {
  const { letters, names } = report.letters;
  const { element, say, plain } = report;
  const STEP = 250;
  const control = (id) => document.getElementById(id);
  const filters = ["municipality", "year", "language", "problem"];
  const nameTexts = names.map(([name, aliases]) => plain(`${name} | ${aliases}`));
  for (const letter of letters) {
    letter.year = letter.letter_date.slice(0, 4);
    letter.title = letter.subject || letter.file_name;
    letter.search = plain([letter.subject, letter.reference, letter.file_name, letter.municipality, letter.letter_id].join(" | "));
  }
  let sorted = { column: "letter_date", descending: true };
  let shown = STEP;

  const asked = new URLSearchParams(location.search);
  control("q").value = asked.get("q") || "";
  for (const name of filters) control(name).dataset.wanted = asked.get(name) || "";

  const distinct = (key) => [...new Set(letters.map((letter) => letter[key]).filter(Boolean))].sort();

  const fillFilters = () => {
    const any = ["", say("site.all")];
    report.fillSelect(control("municipality"), [any, ...distinct("municipality").map((name) => [name, name])]);
    report.fillSelect(control("year"), [any, ...distinct("year").reverse().map((year) => [year, year]), ["none", say("site.no_date")]]);
    report.fillSelect(control("language"), [any, ...distinct("language").map((code) => [code, say(`language.${code}`)])]);
    const codes = [...new Set(letters.flatMap((letter) => letter.codes))].sort();
    report.fillSelect(control("problem"), [any, ["any", say("index.any_problem")], ["none", say("site.none")], ...codes.map((code) => [code, code])]);
  };

  const passes = {
    municipality: (letter, value) => letter.municipality === value,
    year: (letter, value) => letter.year === (value === "none" ? "" : value),
    language: (letter, value) => letter.language === value,
    problem: (letter, value) =>
      value === "any" ? ["error", "warning"].includes(letter.worst) : value === "none" ? !letter.points : letter.codes.includes(value),
  };

  /** Letters that pass, each with the name that the search met (or nothing). */
  const found = () => {
    const words = plain(control("q").value).split(/\s+/).filter(Boolean);
    const chosen = filters.map((name) => [name, control(name).value]).filter(([, value]) => value);
    const holding = new Set();
    if (words.length) nameTexts.forEach((text, number) => words.every((word) => text.includes(word)) && holding.add(number));
    const results = [];
    for (const letter of letters) {
      if (!chosen.every(([name, value]) => passes[name](letter, value))) continue;
      if (words.every((word) => letter.search.includes(word))) results.push({ letter });
      else {
        const name = letter.names.find((number) => holding.has(number));
        if (name !== undefined) results.push({ letter, name: names[name][0] });
      }
    }
    return results;
  };

  const byColumn = ({ column, descending }) => {
    const value = {
      names: (letter) => letter.names.length,
      subject: (letter) => plain(letter.title),
      kind: (letter) => say(`kind.${letter.kind || "other"}`),
    }[column] || ((letter) => letter[column]);
    const sign = descending ? -1 : 1;
    return (one, other) => {
      const [a, b] = [value(one.letter), value(other.letter)];
      if (a === "" || b === "") return (a === "") - (b === ""); // what isn't known comes last, either way
      return sign * (typeof a === "number" ? a - b : a.localeCompare(b, "nl"));
    };
  };

  const row = ({ letter, name }) => {
    const cell = (key, label, ...content) =>
      element("td", { class: key, "data-label": label }, ...content);
    const subject = cell("subject", say("index.subject"), element("a", { href: `letters/${letter.letter_id}.html`, lang: letter.language === "en" ? "en" : "nl" }, letter.title));
    if (letter.subject) subject.append(element("small", {}, letter.file_name));
    if (name) subject.append(element("small", { class: "matched" }, `${say("index.matched")} `, element("mark", { class: "DATE" }, name)));
    const date = letter.letter_date ? element("time", { datetime: letter.letter_date }, report.day(letter.letter_date)) : element("span", { class: "faint" }, say("site.no_date"));
    const badge = letter.points ? element("span", { class: `badge ${letter.worst}`, title: letter.codes.join(", ") }, String(letter.points)) : "";
    return element("tr", { class: letter.status === "failed" ? "failed" : null },
      cell("date", say("index.date"), date),
      subject,
      cell("municipality", say("index.municipality"), letter.municipality),
      cell("kind", say("index.kind"), letter.status === "failed" ? say("overview.failed") : say(`kind.${letter.kind || "other"}`)),
      cell("language", say("index.language"), letter.language ? say(`language.${letter.language}`) : ""),
      cell("number", say("index.number_pages"), String(letter.pages || "")),
      cell("number", say("index.names"), String(letter.names.length || "")),
      cell("number", say("index.problems"), badge),
    );
  };

  const draw = () => {
    const results = found().sort(byColumn(sorted));
    const body = document.querySelector("#letters tbody");
    body.replaceChildren(...results.slice(0, shown).map(row));
    if (!results.length) body.append(element("tr", {}, element("td", { colspan: 8, class: "nothing" }, say("site.nothing"))));
    control("count").textContent = `${report.number(results.length)} ${say("index.of")} ${report.number(letters.length)} ${say("index.found")}`;
    control("more").hidden = results.length <= shown;
    for (const head of document.querySelectorAll("th[data-column]")) {
      const on = head.dataset.column === sorted.column;
      if (on) head.setAttribute("aria-sort", sorted.descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    report.remember(Object.fromEntries(["q", ...filters].map((id) => [id, control(id).value])));
  };

  const fresh = () => {
    shown = STEP;
    draw();
  };
  control("q").addEventListener("input", report.afterPause(fresh));
  for (const name of filters) control(name).addEventListener("change", fresh);
  control("filters").addEventListener("submit", (event) => event.preventDefault());
  control("filters").addEventListener("reset", () => setTimeout(() => {
    control("q").value = "";
    for (const name of filters) control(name).value = "";
    fresh();
  }));
  control("more").addEventListener("click", () => {
    shown += STEP;
    draw();
  });
  for (const head of document.querySelectorAll("th[data-column]")) {
    head.querySelector("button").addEventListener("click", () => {
      const column = head.dataset.column;
      const descending = column === sorted.column ? !sorted.descending : ["letter_date", "pages", "names", "points"].includes(column);
      sorted = { column, descending };
      draw();
    });
  }
  document.addEventListener("language", () => {
    fillFilters();
    draw();
  });
})();
