// Read phrases with chrono-node: started by bench/dates.py. Phrases as JSON on standard input, as in dates_rivals.py.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const chrono = createRequire(process.argv[2] + "/")("chrono-node");
const anchor = new Date(2018, 1, 6, 12);

function value(part) {
  const pad = (name, width) => String(part.get(name)).padStart(width, "0");
  let text = pad("year", 4);
  if (!part.isCertain("month") && !part.isCertain("day") && !part.isCertain("weekday")) return text;
  text += "-" + pad("month", 2);
  return part.isCertain("day") || part.isCertain("weekday") ? text + "-" + pad("day", 2) : text;
}

const phrases = JSON.parse(readFileSync(0, "utf8"));
const answers = phrases.map(([text, language]) => {
  const reader = language === "nl" ? chrono.nl : chrono.en.GB;
  return reader.parse(text, anchor).map((found) => [
    found.text,
    found.end ? value(found.start) + "/" + value(found.end) : value(found.start),
  ]);
});
console.log(JSON.stringify(answers));
