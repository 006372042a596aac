// Draws the charts of a page, in the language and colours that are on.
"use strict";

(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");

  const look = () => {
    const style = getComputedStyle(document.documentElement);
    const [ink, faint, line] = ["--ink", "--faint", "--line"].map((name) => style.getPropertyValue(name).trim());
    const font = style.getPropertyValue("--sans").trim();
    return {
      font,
      axis: { labelColor: ink, titleColor: faint, gridColor: line, domainColor: line, tickColor: line, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal" },
      legend: { labelColor: ink, labelFontSize: 12 },
    };
  };

  const draw = async () => {
    for (const place of document.querySelectorAll("[data-chart]")) {
      const spec = JSON.parse(document.getElementById(`chart-${place.dataset.chart}-${report.language}`).textContent);
      const { view } = await vegaEmbed(place, spec, { actions: false, renderer: "svg", config: look() });
      view.addEventListener("click", (_, item) => {
        if (item && item.datum) place.dispatchEvent(new CustomEvent("choose", { detail: item.datum, bubbles: true }));
      });
    }
    document.body.dataset.charts = "drawn";
  };

  document.addEventListener("language", draw);
  dark.addEventListener("change", draw);
})();
