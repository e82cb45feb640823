import { day } from "./format.js";

const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const relationships = ["KeyAccount", "Vip", "Client", "Returning", "Customer"];
const base = { width: 640, marginBottom: 44, style: { background: "transparent", fontSize: "12px", overflow: "visible" } };

/** One entry a chart: what is drawn, and the very rows that the table and the CSV show. */
export function charts(report, format) {
  const colors = { accent: css("--accent"), second: css("--second"), third: css("--third"), soft: css("--soft"), band: css("--band") };
  return [cohorts, journey, history, survival, hazard, months, concentration, uplift, scorecard, lapse, rfm]
    .map(make => make(report, format, colors));
}

const plot = (rows, options) => rows.length === 0 ? null : globalThis.Plot.plot({ ...base, ...options });

function cohorts(report, format) {
  const rows = report.cohorts.flatMap(cohort => cohort.active.map((active, index) => ({
    month: cohort.month.slice(0, 7), size: cohort.size, period: index + 1, active, rate: cohort.size ? active / cohort.size : 0,
  })));
  const heads = report.cohorts.length;
  return {
    id: "cohorts", rows, empty: "No cohort has a whole month behind it yet.",
    summary: `${heads} cohorts by month of the first purchase; each cell is the share that bought in that month after it.`,
    columns: [["cohort", r => r.month], ["buyers", r => r.size, true], ["month after", r => r.period, true], ["active", r => r.active, true], ["rate", r => r.rate, true, r => format.share(r.rate)]],
    svg: plot(rows, {
      height: Math.max(180, 22 * heads + 60), marginLeft: 64, padding: 0.04,
      x: { label: "months after the first purchase", tickFormat: String }, y: { label: null, type: "band" },
      color: { scheme: "ylgnbu", label: "share active", tickFormat: "%", legend: false, zero: true },
      marks: [globalThis.Plot.cell(rows, { x: "period", y: "month", fill: "rate", inset: 0.5, title: r => `${r.month}, month ${r.period}: ${format.share(r.rate)} (${r.active} of ${r.size})` })],
    }),
  };
}

function journey(report, format, colors) {
  const first = report.journey[0];
  const stages = first ? [{ stage: first.from, reached: first.of, rate: null }, ...report.journey.map(step => ({ stage: step.to, reached: step.reached, rate: step.rate, low: step.low, high: step.high }))] : [];
  return {
    id: "journey", rows: stages, empty: "Nobody has bought yet.",
    summary: report.journey.map(step => `${step.from} to ${step.to}: ${format.of("rate", step.rate)}`).join("; ") + ".",
    columns: [["stage", r => r.stage], ["buyers who came as far", r => r.reached, true], ["rate from the stage before", r => r.rate, true, r => format.of("rate", r.rate)], ["low", r => r.low, true, r => format.of("rate", r.low)], ["high", r => r.high, true, r => format.of("rate", r.high)]],
    svg: plot(stages, {
      height: 48 * stages.length + 40, marginLeft: 90, marginRight: 120, x: { label: "buyers" }, y: { label: null, domain: stages.map(r => r.stage) },
      marks: [
        globalThis.Plot.barX(stages, { x: "reached", y: "stage", fill: colors.accent, title: r => `${r.stage}: ${format.whole(r.reached)}` }),
        globalThis.Plot.text(stages, { x: "reached", y: "stage", dx: 6, textAnchor: "start", text: r => r.rate === null ? format.whole(r.reached) : `${format.whole(r.reached)} (${format.of("rate", r.rate)})` }),
      ],
    }),
  };
}

function history(report, format) {
  const days = report.history.length ? report.history : [];
  const rows = days.flatMap(entry => relationships.map(label => ({ asOf: entry.asOf, label, buyers: entry.relationships[label] ?? entry.relationships[label[0].toLowerCase() + label.slice(1)] ?? 0 })));
  const options = { x: r => day(r.asOf), y: "buyers", fill: "label", order: relationships, title: r => `${r.asOf}, ${r.label}: ${format.whole(r.buyers)}` };
  return {
    id: "history", rows, empty: "No day has been reported yet.",
    summary: `Buyers by label on ${days.length} reported ${days.length === 1 ? "day" : "days"}.`,
    columns: [["day", r => r.asOf], ["label", r => r.label], ["buyers", r => r.buyers, true, r => format.whole(r.buyers)]],
    svg: plot(rows, {
      height: 280, marginLeft: 56, x: { type: days.length > 1 ? "utc" : "band", label: null, tickFormat: days.length > 1 ? undefined : d => d.toISOString().slice(0, 10) }, y: { label: "buyers", grid: true },
      color: { legend: true, domain: relationships, scheme: "tableau10" },
      marks: [days.length > 1 ? globalThis.Plot.areaY(rows, options) : globalThis.Plot.barY(rows, options)],
    }),
  };
}

function survival(report, format, colors) {
  const rows = report.secondOrder.survival;
  const median = report.secondOrder.medianDay;
  return {
    id: "survival", rows, empty: "Too few buyers to draw a curve.",
    summary: median === null ? "Fewer than half of the buyers were seen to come back." : `Half of the buyers have come back by day ${median}.`,
    columns: [["day", r => r.day, true], ["at risk", r => r.atRisk, true], ["second orders", r => r.events, true], ["without second order", r => r.survival, true, r => format.share(r.survival)], ["low", r => r.low, true, r => format.of("rate", r.low)], ["high", r => r.high, true, r => format.of("rate", r.high)]],
    svg: plot(rows, {
      height: 280, marginLeft: 50, x: { label: "days after the first purchase", domain: [0, 365] }, y: { label: "without second order", domain: [0, 1], tickFormat: "%", grid: true },
      marks: [
        globalThis.Plot.areaY(rows.filter(r => r.low !== null), { x: "day", y1: "low", y2: "high", fill: colors.band, curve: "step-after" }),
        globalThis.Plot.lineY(rows, { x: "day", y: "survival", stroke: colors.accent, strokeWidth: 2, curve: "step-after" }),
        ...(median === null ? [] : [globalThis.Plot.ruleX([median], { stroke: colors.second, strokeDasharray: "4 3" })]),
      ],
    }),
  };
}

function hazard(report, format, colors) {
  const rows = report.secondOrder.hazard.filter(r => r.buyerDays > 0);
  const best = report.secondOrder.bestDay;
  return {
    id: "hazard", rows, empty: "Too few second orders to say when they come.",
    summary: best === null ? "Too few second orders to name a best day." : `Best day to act: ${best} days after the first purchase.`,
    columns: [["from day", r => r.fromDay, true], ["to day", r => r.toDay, true], ["second orders", r => r.events, true], ["buyer-days", r => r.buyerDays, true], ["per day", r => r.perDay, true, r => format.of("ratio", r.perDay)], ["low", r => r.low, true], ["high", r => r.high, true]],
    svg: plot(rows, {
      height: 240, marginLeft: 60, x: { label: "days after the first purchase" }, y: { label: "second orders a day", tickFormat: ".2%", grid: true },
      marks: [
        globalThis.Plot.rectY(rows, { x1: "fromDay", x2: r => r.toDay + 1, y: "perDay", fill: r => r.toDay + 1 === best + 7 || r.fromDay === best + 1 ? colors.second : colors.accent, inset: 0.5 }),
        globalThis.Plot.ruleX(rows, { x: r => (r.fromDay + r.toDay + 1) / 2, y1: "low", y2: "high", stroke: colors.soft }),
      ],
    }),
  };
}

function months(report, format, colors) {
  const rows = report.months.slice(-36);
  const parts = rows.flatMap(r => [
    { month: r.month, part: "clients", value: format.minor(r.clientNetValue) },
    { month: r.month, part: "everybody else", value: format.minor(r.netValue - r.clientNetValue) },
  ]);
  return {
    id: "months", rows, empty: "No month has an order yet.",
    summary: "Net revenue by month, clients' share apart; the month that runs is not complete.",
    columns: [["month", r => r.month.slice(0, 7)], ["complete", r => r.isComplete], ["buyers", r => r.buyers, true], ["new buyers", r => r.newBuyers, true], ["orders", r => r.orders, true], ["net revenue", r => format.minor(r.netValue), true, r => format.money(r.netValue)], ["of clients", r => format.minor(r.clientNetValue), true, r => format.money(r.clientNetValue)]],
    svg: plot(rows, {
      height: 260, marginLeft: 64, x: { type: "band", label: null, tickFormat: text => text.slice(2, 7), tickRotate: -45 }, y: { label: report.currency, grid: true, tickFormat: "~s" }, marginBottom: 60,
      color: { legend: true, domain: ["clients", "everybody else"], range: [colors.accent, colors.third] },
      marks: [globalThis.Plot.barY(parts, { x: "month", y: "value", fill: "part", inset: 0.5 })],
    }),
  };
}

function concentration(report, format, colors) {
  const rows = report.concentration.lorenz;
  return {
    id: "concentration", rows, empty: "No revenue yet.",
    summary: `Gini ${format.of("ratio", report.concentration.gini)}; ${format.of("buyers", report.concentration.buyersForHalf)} buyers make half of the revenue.`,
    columns: [["share of buyers, best first", r => r.buyers, true, r => format.share(r.buyers)], ["share of revenue", r => r.revenue, true, r => format.share(r.revenue)]],
    svg: plot(rows, {
      height: 260, marginLeft: 50, x: { label: "share of buyers, best first", tickFormat: "%", domain: [0, 1] }, y: { label: "share of revenue", tickFormat: "%", domain: [0, 1], grid: true },
      marks: [globalThis.Plot.line([[0, 0], [1, 1]], { stroke: colors.soft, strokeDasharray: "3 3" }), globalThis.Plot.areaY(rows, { x: "buyers", y: "revenue", fill: colors.band }), globalThis.Plot.lineY(rows, { x: "buyers", y: "revenue", stroke: colors.accent, strokeWidth: 2 })],
    }),
  };
}

function uplift(report, format, colors) {
  const rows = report.offers;
  const measured = rows.filter(r => r.uplift !== null);
  return {
    id: "offers", rows, empty: "No offer has been flagged yet.",
    summary: rows.map(r => `${r.kind}: ${r.flagged} flagged, ${r.heldOut} held out, ${r.verdict}`).join("; ") + ".",
    columns: [["kind", r => r.kind], ["flagged", r => r.flagged, true], ["held out", r => r.heldOut, true], ["sent", r => r.sent, true], ["redeemed", r => r.redeemed, true], ["uplift", r => r.uplift, true, r => format.of("rate", r.uplift)], ["low", r => r.low, true, r => format.of("rate", r.low)], ["high", r => r.high, true, r => format.of("rate", r.high)], ["verdict", r => r.verdict]],
    svg: plot(rows, {
      height: 28 * rows.length + 60, marginLeft: 150, x: { label: "uplift of the purchase rate", tickFormat: "+%", grid: true, domain: measured.length ? undefined : [-0.1, 0.1] }, y: { label: null, domain: rows.map(r => r.kind) },
      marks: [
        globalThis.Plot.ruleX([0], { stroke: colors.soft }),
        globalThis.Plot.ruleY(measured.filter(r => r.low !== null), { y: "kind", x1: "low", x2: "high", stroke: colors.accent, strokeWidth: 2 }),
        globalThis.Plot.dot(measured, { y: "kind", x: "uplift", fill: colors.accent, r: 5 }),
        globalThis.Plot.text(rows.filter(r => r.uplift === null), { y: "kind", x: () => 0, text: "verdict", dx: 8, textAnchor: "start" }),
      ],
    }),
  };
}

function scorecard(report, format, colors) {
  const rows = report.model.scores;
  const marks = rows.flatMap(r => [["model", r.model], ["recency", r.recency], ["own rate", r.ownRate]].filter(([, value]) => value !== null).map(([method, value]) => ({ criterion: r.criterion, method, value })));
  return {
    id: "model", rows, empty: report.model.why,
    summary: `Rung: ${report.model.rung}. ${report.model.why}`,
    columns: [["criterion", r => r.criterion], ["model", r => r.model, true, r => format.of("ratio", r.model)], ["recency", r => r.recency, true, r => format.of("ratio", r.recency)], ["own rate", r => r.ownRate, true, r => format.of("ratio", r.ownRate)], ["passed", r => r.passed]],
    svg: plot(marks, {
      height: 40 * rows.length + 60, marginLeft: 120, x: { label: "score", grid: true }, y: { label: null },
      color: { legend: true, domain: ["model", "recency", "own rate"], range: [colors.accent, colors.second, colors.third] },
      marks: [globalThis.Plot.dot(marks, { y: "criterion", x: "value", fill: "method", r: 5, title: r => `${r.criterion}, ${r.method}: ${format.of("ratio", r.value)}` })],
    }),
  };
}

function lapse(report, format, colors) {
  const rows = report.lapse.points;
  return {
    id: "lapse", rows, empty: "No lapse points yet.",
    summary: `Half of the buyers count as lapsed after at most ${format.of("days", report.lapse.medianDays)}.`,
    columns: [["from days", r => r.fromDays, true], ["to days", r => r.toDays, true], ["buyers", r => r.buyers, true]],
    svg: plot(rows, {
      height: 220, marginLeft: 56, x: { label: "days without a purchase" }, y: { label: "buyers", grid: true },
      marks: [globalThis.Plot.rectY(rows, { x1: "fromDays", x2: r => r.toDays + 1, y: "buyers", fill: colors.accent, inset: 0.3 })],
    }),
  };
}

function rfm(report, format) {
  const cells = report.rfm?.cells ?? [];
  const sums = new Map();
  for (const cell of cells) {
    const key = `${cell.recency}${cell.frequency}`;
    const sum = sums.get(key) ?? { recency: cell.recency, frequency: cell.frequency, buyers: 0, netValue: 0 };
    sums.set(key, { ...sum, buyers: sum.buyers + cell.buyers, netValue: sum.netValue + cell.netValue });
  }
  const marks = [...sums.values()];
  return {
    id: "rfm", rows: cells, empty: "No buyers yet.",
    summary: "Buyers by recency and frequency score; 5 is best, and equal values have equal scores.",
    columns: [["recency", r => r.recency, true], ["frequency", r => r.frequency, true], ["monetary", r => r.monetary, true], ["buyers", r => r.buyers, true], ["net revenue", r => format.minor(r.netValue), true, r => format.money(r.netValue)]],
    svg: plot(marks, {
      height: 280, marginLeft: 50, padding: 0.05, x: { label: "recency", domain: [1, 2, 3, 4, 5] }, y: { label: "frequency", domain: [5, 4, 3, 2, 1] },
      color: { scheme: "ylgnbu", zero: true },
      marks: [globalThis.Plot.cell(marks, { x: "recency", y: "frequency", fill: "buyers", title: r => `recency ${r.recency}, frequency ${r.frequency}: ${r.buyers} buyers, ${format.money(r.netValue)}` })],
    }),
  };
}
