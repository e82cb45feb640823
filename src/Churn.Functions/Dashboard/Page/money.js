import { everyFew, heat, plot, Plot } from "./draw.js";

export function months(report, format, colors) {
  const rows = report.months.slice(-36);
  const parts = rows.flatMap(r => [
    { month: r.month, part: "clients", value: format.minor(r.clientNetValue) },
    { month: r.month, part: "other buyers", value: format.minor(r.netValue - r.clientNetValue) },
  ]);
  return {
    id: "months", rows, empty: "No month has an order yet.",
    summary: "Net revenue by month, with the clients' share. The current month is not complete.",
    columns: [
      ["month", r => r.month.slice(0, 7)], ["complete", r => r.isComplete], ["buyers", r => r.buyers, true],
      ["new buyers", r => r.newBuyers, true], ["orders", r => r.orders, true],
      ["net revenue", r => format.minor(r.netValue), true, r => format.money(r.netValue)],
      ["of clients", r => format.minor(r.clientNetValue), true, r => format.money(r.clientNetValue)],
    ],
    svg: plot(rows, {
      height: 260, marginLeft: 64, marginBottom: 60, y: { label: report.currency, grid: true, tickFormat: "~s" },
      x: {
        type: "band", label: null, ticks: everyFew(rows.map(r => r.month)), tickFormat: text => text.slice(2, 7), tickRotate: -45,
      },
      color: { legend: true, domain: ["clients", "other buyers"], range: [colors.accent, colors.third] },
      marks: [Plot.barY(parts, { x: "month", y: "value", fill: "part", inset: 0.5 })],
    }),
  };
}

export function concentration(report, format, colors) {
  const rows = report.concentration.lorenz;
  return {
    id: "concentration", rows, empty: "There is no revenue yet.",
    summary: `The Gini coefficient is ${format.of("ratio", report.concentration.gini)}. `
      + `${format.of("buyers", report.concentration.buyersForHalf)} buyers make half of the revenue.`,
    columns: [
      ["share of buyers, best first", r => r.buyers, true, r => format.share(r.buyers)],
      ["share of revenue", r => r.revenue, true, r => format.share(r.revenue)],
    ],
    svg: plot(rows, {
      height: 260, marginLeft: 50,
      x: { label: "share of buyers, best first", tickFormat: "%", domain: [0, 1] },
      y: { label: "share of revenue", tickFormat: "%", domain: [0, 1], grid: true },
      marks: [
        Plot.line([[0, 0], [1, 1]], { stroke: colors.soft, strokeDasharray: "3 3" }),
        Plot.areaY(rows, { x: "buyers", y: "revenue", fill: colors.band }),
        Plot.lineY(rows, { x: "buyers", y: "revenue", stroke: colors.accent, strokeWidth: 2 }),
      ],
    }),
  };
}

export function rfm(report, format, colors) {
  const cells = report.rfm?.cells ?? [];
  const sums = new Map();
  for (const cell of cells) {
    const key = `${cell.recency}${cell.frequency}`;
    const sum = sums.get(key) ?? { recency: cell.recency, frequency: cell.frequency, buyers: 0, netValue: 0 };
    sums.set(key, { ...sum, buyers: sum.buyers + cell.buyers, netValue: sum.netValue + cell.netValue });
  }
  const marks = [...sums.values()];
  return {
    id: "rfm", rows: cells, empty: "There are no buyers yet.",
    summary: "Buyers by recency and frequency score. 5 is best, and equal values have equal scores.",
    columns: [
      ["recency", r => r.recency, true], ["frequency", r => r.frequency, true], ["monetary", r => r.monetary, true],
      ["buyers", r => r.buyers, true], ["net revenue", r => format.minor(r.netValue), true, r => format.money(r.netValue)],
    ],
    svg: plot(marks, {
      height: 280, marginLeft: 50, padding: 0.05,
      x: { label: "recency", domain: [1, 2, 3, 4, 5] }, y: { label: "frequency", domain: [5, 4, 3, 2, 1] },
      color: heat(colors.heat, { label: "buyers" }),
      marks: [Plot.cell(marks, {
        x: "recency", y: "frequency", fill: "buyers",
        title: r => `recency ${r.recency}, frequency ${r.frequency}: ${r.buyers} buyers, ${format.money(r.netValue)}`,
      })],
    }),
  };
}
