import { plot, Plot, words } from "./draw.js";

export function uplift(report, format, colors) {
  const rows = report.offers;
  const measured = rows.filter(r => r.uplift !== null);
  const sum = part => format.whole(rows.reduce((all, r) => all + r[part], 0));
  const rate = value => format.of("rate", value);
  return {
    id: "offers", rows, empty: "No offer has been flagged yet.",
    summary: `${sum("flagged")} offers were flagged, and ${sum("heldOut")} buyers were held out for comparison. `
      + "A line that crosses 0 may be due to chance alone.",
    columns: [
      ["kind", r => r.kind], ["flagged", r => r.flagged, true], ["held out", r => r.heldOut, true],
      ["sent", r => r.sent, true], ["redeemed", r => r.redeemed, true], ["uplift", r => r.uplift, true, r => rate(r.uplift)],
      ["low", r => r.low, true, r => rate(r.low)], ["high", r => r.high, true, r => rate(r.high)], ["verdict", r => r.verdict],
    ],
    svg: plot(rows, {
      height: 28 * rows.length + 60, marginLeft: 150, y: { label: null, domain: rows.map(r => r.kind) },
      x: {
        label: "uplift of the purchase rate", tickFormat: "+%", grid: true, domain: measured.length ? undefined : [-0.1, 0.1],
      },
      marks: [
        Plot.ruleX([0], { stroke: colors.soft }),
        Plot.ruleY(measured.filter(r => r.low !== null), { y: "kind", x1: "low", x2: "high", stroke: colors.accent, strokeWidth: 2 }),
        Plot.dot(measured, {
          y: "kind", x: "uplift", fill: colors.accent, r: 5,
          title: r => `${r.kind}: ${rate(r.uplift)} (${rate(r.low)} to ${rate(r.high)}), ${words(r.verdict)}`,
        }),
        Plot.text(rows.filter(r => r.uplift === null), { y: "kind", x: () => 0, text: r => words(r.verdict), dx: 8, textAnchor: "start" }),
      ],
    }),
  };
}

export function calibration(report, format, colors) {
  const rows = report.model.calibration ?? [];
  const buyers = format.whole(rows.reduce((sum, r) => sum + r.buyers, 0));
  return {
    id: "calibration", rows, empty: "The model has not been tested yet, or was tested before this chart existed.",
    summary: `The forecast for ${buyers} buyers over ${report.model.holdoutDays} days, compared with what they did. `
      + "A point on the dashed line is a correct forecast.",
    columns: [
      ["tenth", r => r.decile, true], ["forecast", r => r.predicted, true, r => format.share(r.predicted)],
      ["ordered", r => r.observed, true, r => format.share(r.observed)], ["low", r => r.low, true, r => format.share(r.low)],
      ["high", r => r.high, true, r => format.share(r.high)], ["buyers", r => r.buyers, true, r => format.whole(r.buyers)],
    ],
    svg: plot(rows, {
      height: 340, marginLeft: 56,
      x: { label: "forecast share that orders", domain: [0, 1], tickFormat: "%", grid: true },
      y: { label: "share that ordered", domain: [0, 1], tickFormat: "%", grid: true },
      marks: [
        Plot.line([[0, 0], [1, 1]], { stroke: colors.soft, strokeDasharray: "4 3" }),
        Plot.ruleX(rows, { x: "predicted", y1: "low", y2: "high", stroke: colors.accent, strokeWidth: 2 }),
        Plot.dot(rows, {
          x: "predicted", y: "observed", fill: colors.accent, r: 5,
          title: r => `Tenth ${r.decile}: forecast ${format.share(r.predicted)}, `
            + `ordered ${format.share(r.observed)} (${r.ordered} of ${r.buyers})`,
        }),
      ],
    }),
  };
}

export function scorecard(report, format, colors) {
  const rows = report.model.scores;
  const methods = r => [["model", r.model], ["recency", r.recency], ["own rate", r.ownRate]];
  const marks = rows.flatMap(r => methods(r).filter(([, value]) => value !== null)
    .map(([method, value]) => ({ criterion: r.criterion, method, value })));
  const ratio = value => format.of("ratio", value);
  return {
    id: "model", rows, empty: report.model.why,
    summary: `Tier: ${report.model.tier}. ${report.model.why}`,
    columns: [
      ["criterion", r => r.criterion], ["model", r => r.model, true, r => ratio(r.model)],
      ["recency", r => r.recency, true, r => ratio(r.recency)], ["own rate", r => r.ownRate, true, r => ratio(r.ownRate)],
      ["passed", r => r.passed],
    ],
    svg: plot(marks, {
      height: 40 * rows.length + 60, marginLeft: 160, x: { label: "score", grid: true }, y: { label: null },
      color: { legend: true, domain: ["model", "recency", "own rate"], range: [colors.accent, colors.second, colors.third] },
      marks: [Plot.dot(marks, {
        y: "criterion", x: "value", fill: "method", r: 5, title: r => `${r.criterion}, ${r.method}: ${ratio(r.value)}`,
      })],
    }),
  };
}
