// Who occurs with whom: a drawing of names and ties, and the same as a list.
"use strict";

(() => {
  const { element, say, plain } = report;
  const SVG = "http://www.w3.org/2000/svg";
  const nodes = report.network.nodes.map(([id, name, label, letters], number) => ({ id, name, label, letters, number }));
  const ties = report.network.ties;
  const drawing = document.getElementById("network");
  const companions = document.getElementById("companions");
  const search = document.getElementById("q");
  const narrow = matchMedia("(max-width: 45rem)");
  let chosen = nodes.find((node) => node.id === new URLSearchParams(location.search).get("id")) || null;

  const shape = (name, attributes, ...children) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };

  const labels = () => new Set([...document.querySelectorAll("#chooser input[type=checkbox]:checked")].map((box) => box.value));

  /** Names tied to this one, the strongest tie first. */
  const tiedTo = (node, wanted) =>
    ties.filter(([a, b]) => a === node.number || b === node.number)
      .map(([a, b, weight]) => ({ node: nodes[a === node.number ? b : a], weight }))
      .filter((other) => wanted.has(other.node.label))
      .sort((one, other) => other.weight - one.weight || other.node.letters - one.node.letters || one.node.number - other.node.number);

  const inPicture = (wanted) => {
    const most = narrow.matches ? 14 : 36;
    if (chosen) return [chosen, ...tiedTo(chosen, wanted).slice(0, most / 2).map(({ node }) => node)];
    const tied = new Set(ties.flatMap(([a, b]) => [a, b]));
    return nodes.filter((node) => wanted.has(node.label) && tied.has(node.number)).slice(0, most);
  };

  const draw = () => {
    const wanted = labels();
    const shown = inPicture(wanted);
    const [width, height] = narrow.matches ? [420, 460] : [900, 640];
    const index = new Map(shown.map((node, place) => [node.number, place]));
    const between = ties.filter(([a, b]) => index.has(a) && index.has(b)).map(([a, b, weight]) => [index.get(a), index.get(b), weight]);
    const texts = shown.map(({ name }) => (name.length > 30 ? `${name.slice(0, 29)}…` : name));
    // 6.5 units per letter at this size of type, and the radius of the dot
    const places = report.placed(shown.length, between, width, height, texts.map((text) => text.length * 6.5 + 24));
    const most = Math.max(1, ...between.map(([, , weight]) => weight));
    drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const lines = between.map(([a, b, weight]) => shape("line", { x1: places[a].x, y1: places[a].y, x2: places[b].x, y2: places[b].y, "stroke-width": 0.75 + (4 * weight) / most }));
    const dots = shown.map((node, place) => {
      const radius = 4 + 2.2 * Math.sqrt(Math.min(node.letters, 60));
      const onLeft = places[place].left;
      const dot = shape("g", { class: `dot ${node.label}${node === chosen ? " chosen" : ""}`, role: "button", tabindex: "0", "aria-label": `${node.name}, ${node.letters} ${say("network.letters")}`, transform: `translate(${places[place].x} ${places[place].y})` },
        shape("title", {}, `${node.name} (${node.letters})`),
        shape("circle", { r: radius }),
        shape("text", { x: (radius + 4) * (onLeft ? -1 : 1), y: 4, "text-anchor": onLeft ? "end" : "start" }, texts[place]));
      const pick = () => select(node === chosen ? null : node);
      dot.addEventListener("click", pick);
      dot.addEventListener("keydown", (event) => ["Enter", " "].includes(event.key) && (event.preventDefault(), pick()));
      return dot;
    });
    drawing.replaceChildren(shape("g", { class: "ties" }, ...lines), ...dots);
    list(wanted);
  };

  const list = (wanted) => {
    const title = companions.querySelector("h2");
    const link = companions.querySelector("a");
    const rows = chosen ? tiedTo(chosen, wanted).map(({ node, weight }) => [node, weight])
      : nodes.filter((node) => wanted.has(node.label)).slice(0, 30).map((node) => [node, node.letters]);
    title.textContent = chosen ? `${chosen.name} ${say("network.with")}` : say("network.most");
    link.hidden = !chosen;
    if (chosen) link.href = `index.html?q=${encodeURIComponent(chosen.name)}`;
    companions.querySelector("tbody").replaceChildren(...rows.map(([node, number]) => {
      const button = element("button", { type: "button", class: "name" }, node.name);
      button.addEventListener("click", () => select(node));
      return element("tr", {}, element("td", {}, element("span", { class: `chip ${node.label}` }, button)), element("td", { class: "number" }, report.number(number)));
    }));
    if (!rows.length) companions.querySelector("tbody").append(element("tr", {}, element("td", { colspan: 2 }, say("network.nobody"))));
  };

  const select = (node) => {
    chosen = node;
    search.value = node ? node.name : "";
    report.remember({ id: node ? node.id : "" });
    draw();
  };

  document.getElementById("known-names").append(...nodes.map((node) => element("option", { value: node.name })));
  search.value = chosen ? chosen.name : "";
  search.addEventListener("input", () => {
    const text = plain(search.value.trim());
    const met = nodes.find((node) => plain(node.name) === text);
    if (met && met !== chosen) select(met);
  });
  document.getElementById("chooser").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = plain(search.value.trim());
    const met = text && nodes.find((node) => plain(node.name).includes(text));
    if (met) select(met);
  });
  document.getElementById("everyone").addEventListener("click", () => select(null));
  for (const box of document.querySelectorAll("#chooser input[type=checkbox]")) box.addEventListener("change", draw);
  narrow.addEventListener("change", draw);
  document.addEventListener("language", draw);
})();
