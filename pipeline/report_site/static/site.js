// What every page does: speak the reader's language.
"use strict";

const report = window.report;
const LOCALES = { nl: "nl-NL", en: "en-GB" };

/** Words of the site in the language that is on. A key without words is shown as it is. */
report.say = (key) => (report.words[key] ? report.words[key][report.language] : key.slice(key.indexOf(".") + 1));

/** An element with attributes and children; text is always text, never markup. */
report.element = (name, attributes, ...children) => {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children);
  return element;
};

/** An ISO day in words, e.g. "12 mei 2023". */
report.day = (iso) => {
  const [year, month, day] = iso.split("-").map(Number);
  if (!day) return iso;
  const date = new Date(2000, month - 1, day);
  date.setFullYear(year); // years below 100 mean themselves
  return date.toLocaleDateString(LOCALES[report.language], { day: "numeric", month: "long", year: "numeric" });
};

report.number = (value) => Number(value).toLocaleString(LOCALES[report.language]);

/** Lower case without accents, so that "Reunie" finds "Reünie". */
report.plain = (text) => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();

/** Calls back once typing pauses. */
report.afterPause = (callback, milliseconds = 120) => {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(callback, milliseconds);
  };
};

/** Adds options to a select and keeps what was chosen. */
report.fillSelect = (select, options) => {
  const chosen = select.value || select.dataset.wanted || "";
  select.replaceChildren(...options.map(([value, text]) => report.element("option", { value }, text)));
  select.value = options.some(([value]) => value === chosen) ? chosen : "";
};

/** Puts a value of the address into the address of this page, without a new entry in the history. */
report.remember = (values) => {
  const address = new URL(location.href);
  for (const [key, value] of Object.entries(values)) {
    if (value) address.searchParams.set(key, value);
    else address.searchParams.delete(key);
  }
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // Some browsers refuse this for pages from disk; then the address just stays as it is.
  }
};

(() => {
  const own = document.documentElement.lang;
  const kept = () => {
    try {
      return localStorage.getItem("report-language");
    } catch {
      return null;
    }
  };

  const speak = (language) => {
    report.language = language;
    document.documentElement.lang = language;
    for (const element of document.querySelectorAll("[data-w]")) element.textContent = report.say(element.dataset.w);
    for (const name of ["aria-label", "placeholder", "title"]) {
      for (const element of document.querySelectorAll(`[data-w-${name}]`)) {
        element.setAttribute(name, report.say(element.getAttribute(`data-w-${name}`)));
      }
    }
    for (const element of document.querySelectorAll("time")) element.textContent = report.day(element.dateTime);
    for (const element of document.querySelectorAll("[data-number]")) {
      element.textContent = report.number(element.dataset.number);
    }
    document.getElementById("other-language").lang = language === "nl" ? "en" : "nl";
    document.dispatchEvent(new Event("language"));
  };

  const asked = new URLSearchParams(location.search).get("lang") || kept();
  report.language = asked === "nl" || asked === "en" ? asked : own;
  document.addEventListener("DOMContentLoaded", () => speak(report.language));

  document.getElementById("other-language").addEventListener("click", () => {
    const language = report.language === "nl" ? "en" : "nl";
    try {
      localStorage.setItem("report-language", language);
    } catch {
      // Without storage the address carries the language, see below.
    }
    report.remember({ lang: language === own ? "" : language });
    speak(language);
  });

  // Pages from disk share no storage in some browsers, so links carry the language too.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link || link.getAttribute("href").startsWith("#") || report.language === own) return;
    const address = new URL(link.href);
    address.searchParams.set("lang", report.language);
    link.href = address;
  });
})();
