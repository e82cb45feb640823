import { heat, plot, Plot, relationships } from "./draw.js";
import { day } from "./format.js";

export function cohorts(report, format, colors) {
  const rows = report.cohorts.flatMap(cohort => cohort.active.map((active, index) => ({
    month: cohort.month.slice(0, 7), size: cohort.size, period: index + 1, active, rate: cohort.size ? active / cohort.size : 0,
  })));
  const [periods, highest] = [Math.max(0, ...rows.map(r => r.period)), Math.max(0, ...rows.map(r => r.rate))];
  const heads = report.cohorts.length;
  return {
    id: "cohorts", rows, empty: "No cohort has a whole month behind it yet.",
    summary: `${heads} cohorts by month of the first purchase. Each cell is the share that bought in that later month.`,
    columns: [
      ["cohort", r => r.month], ["buyers", r => r.size, true], ["month after", r => r.period, true],
      ["active", r => r.active, true], ["rate", r => r.rate, true, r => format.share(r.rate)],
    ],
    svg: plot(rows, {
      height: Math.max(180, 22 * heads + 60), marginLeft: 64, padding: 0.04,
      x: { label: "months after the first purchase", tickFormat: String }, y: { label: null, type: "band" },
      color: heat(colors.heat, { label: "share that bought in the month", tickFormat: "%" }),
      marks: [
        Plot.cell(rows, {
          x: "period", y: "month", fill: "rate", inset: 0.5,
          title: r => `First bought ${r.month}, month ${r.period}: ${format.share(r.rate)} (${r.active} of ${r.size})`,
        }),
        // The cells show their numbers where there is room. The table has all of them.
        ...(periods > 13 ? [] : [Plot.text(rows, {
          x: "period", y: "month", text: r => Math.round(100 * r.rate), fill: r => r.rate > 0.6 * highest ? colors.card : colors.ink,
        })]),
      ],
    }),
  };
}

export function journey(report, format, colors) {
  const first = report.journey[0];
  const later = report.journey.map((step, index) => (
    { ...step, stage: step.to, place: index + 1, isWeakest: step.to === report.weakestLink }));
  const stages = first ? [{ stage: first.from, reached: first.of, rate: null, place: 0 }, ...later] : [];
  // With bars of this width, words fit between the bars and after the last bar, even on a phone.
  const [most, bar] = [first?.of ?? 0, 0.2];
  const rate = step => step.rate === null ? "not known" : format.of("rate", step.rate);
  const weakest = report.journey.find(step => step.to === report.weakestLink);
  // A bar is as tall as its number of buyers. The band to the next bar narrows to the buyers who reached it, where that is known.
  const known = stages.filter(r => r.rate !== null);
  const bands = known.flatMap(r => [{ to: r, x: r.place - 1 + bar, reached: r.of }, { to: r, x: r.place, reached: r.reached }]);
  const wide = { x: "x", y1: r => -r.reached / 2, y2: r => r.reached / 2, z: r => r.to.stage, curve: "bump-x" };
  const middle = r => r.place - (1 - bar) / 2;
  return {
    id: "journey", rows: stages, empty: "No one has bought yet.",
    summary: (weakest ? `Weakest link: ${weakest.from} to ${weakest.to}, ${rate(weakest)}. ` : "")
      + `Share that went on from each step: ${report.journey.map(step => `${step.from} to ${step.to}: ${rate(step)}`).join("; ")}.`,
    columns: [
      ["stage", r => r.stage], ["buyers who came as far", r => r.reached, true, r => format.whole(r.reached)],
      ["rate from the stage before", r => r.rate, true, r => format.of("rate", r.rate)],
      ["low", r => r.low, true, r => format.of("rate", r.low)], ["high", r => r.high, true, r => format.of("rate", r.high)],
      ["weakest link", r => r.isWeakest ? "yes" : ""],
    ],
    svg: plot(stages, {
      height: 260, marginLeft: 2, marginRight: 2, marginBottom: 10, marginTop: 46,
      x: { axis: null, domain: [0, stages.length - bar] }, y: { axis: null, domain: [-most / 2, most / 2] },
      marks: [
        Plot.areaY(bands.filter(r => !r.to.isWeakest), { ...wide, fill: colors.band }),
        Plot.areaY(bands.filter(r => r.to.isWeakest), { ...wide, fill: colors.weakest, stroke: colors.second, className: "weakest" }),
        Plot.rect(stages, {
          x1: "place", x2: r => r.place + bar, y1: r => -r.reached / 2, y2: r => r.reached / 2, fill: colors.accent,
          title: r => `${r.stage}: ${format.whole(r.reached)}`,
        }),
        Plot.text(stages, { x: "place", y: most / 2, dy: -28, textAnchor: "start", fontWeight: "bold", text: r => r.stage }),
        Plot.text(stages, {
          x: "place", y: most / 2, dy: -12, textAnchor: "start",
          text: r => r.place > 0 && r.rate === null ? "not known" : format.whole(r.reached),
        }),
        Plot.text(known.filter(r => !r.isWeakest), { x: middle, y: 0, text: rate }),
        Plot.text(known.filter(r => r.isWeakest), {
          x: middle, y: 0, fontWeight: "bold", lineHeight: 1.2, text: r => `${rate(r)}\nweakest\nlink`,
        }),
      ],
    }),
  };
}

export function history(report, format, colors) {
  const days = report.history.length ? report.history : [];
  const count = (entry, label) =>
    entry.relationships[label] ?? entry.relationships[label[0].toLowerCase() + label.slice(1)] ?? 0;
  const rows = days.flatMap(entry => relationships.map(label => ({ asOf: entry.asOf, label, buyers: count(entry, label) })));
  const options = {
    x: r => day(r.asOf), y: "buyers", fill: "label", order: relationships,
    title: r => `${r.asOf}, ${r.label}: ${format.whole(r.buyers)}`,
  };
  const isCurve = days.length > 1;
  return {
    id: "history", rows, empty: "No day has been reported yet.",
    summary: `Buyers by label on ${days.length} reported ${days.length === 1 ? "day" : "days"}.`,
    columns: [["day", r => r.asOf], ["label", r => r.label], ["buyers", r => r.buyers, true, r => format.whole(r.buyers)]],
    svg: plot(rows, {
      height: 280, marginLeft: 56, y: { label: "buyers", grid: true },
      x: { type: isCurve ? "utc" : "band", label: null, tickFormat: isCurve ? undefined : d => d.toISOString().slice(0, 10) },
      color: { legend: true, domain: relationships, range: colors.labels },
      marks: [isCurve ? Plot.areaY(rows, options) : Plot.barY(rows, options)],
    }),
  };
}

export function survival(report, format, colors) {
  const rows = report.secondOrder.survival;
  const median = report.secondOrder.medianDay;
  const marked = median === null ? [] : [
    Plot.ruleX([median], { stroke: colors.second, strokeDasharray: "4 3" }),
    Plot.text([median], {
      x: d => d, y: 1, dx: 6, dy: 8, textAnchor: "start", fill: colors.second, text: d => `half by day ${d}`,
    }),
  ];
  return {
    id: "survival", rows, empty: "There are too few buyers to draw a curve.",
    summary: median === null
      ? "Fewer than half of the buyers were seen to come back."
      : `Half of the buyers have come back by day ${median}.`,
    columns: [
      ["day", r => r.day, true], ["at risk", r => r.atRisk, true], ["second orders", r => r.events, true],
      ["without second order", r => r.survival, true, r => format.share(r.survival)],
      ["low", r => r.low, true, r => format.of("rate", r.low)], ["high", r => r.high, true, r => format.of("rate", r.high)],
    ],
    svg: plot(rows, {
      height: 280, marginLeft: 50, x: { label: "days after the first purchase", domain: [0, 365] },
      y: { label: "without second order", domain: [0, 1], tickFormat: "%", grid: true },
      marks: [
        Plot.areaY(rows.filter(r => r.low !== null), { x: "day", y1: "low", y2: "high", fill: colors.band, curve: "step-after" }),
        Plot.lineY(rows, { x: "day", y: "survival", stroke: colors.accent, strokeWidth: 2, curve: "step-after" }),
        ...marked,
      ],
    }),
  };
}

export function hazard(report, format, colors) {
  const rows = report.secondOrder.hazard.filter(r => r.buyerDays > 0);
  const best = report.secondOrder.bestDay;
  const isBest = r => r.toDay + 1 === best + 7 || r.fromDay === best + 1;
  return {
    id: "hazard", rows, empty: "There are too few second orders to say when they come.",
    summary: best === null
      ? "There are too few second orders to name a best day."
      : `Best day to act: ${best} days after the first purchase.`,
    columns: [
      ["from day", r => r.fromDay, true], ["to day", r => r.toDay, true], ["second orders", r => r.events, true],
      ["buyer-days", r => r.buyerDays, true], ["per day", r => r.perDay, true, r => format.of("ratio", r.perDay)],
      ["low", r => r.low, true], ["high", r => r.high, true],
    ],
    svg: plot(rows, {
      height: 240, marginLeft: 60, x: { label: "days after the first purchase" },
      y: { label: "second orders a day", tickFormat: ".2%", grid: true },
      marks: [
        Plot.rectY(rows, {
          x1: "fromDay", x2: r => r.toDay + 1, y: "perDay", fill: r => isBest(r) ? colors.second : colors.accent, inset: 0.5,
        }),
        Plot.ruleX(rows, { x: r => (r.fromDay + r.toDay + 1) / 2, y1: "low", y2: "high", stroke: colors.soft }),
      ],
    }),
  };
}

export function lapse(report, format, colors) {
  const rows = report.lapse.points;
  return {
    id: "lapse", rows, empty: "There are no lapse points yet.",
    summary: `Half of the buyers count as lapsed after at most ${format.of("days", report.lapse.medianDays)}.`,
    columns: [["from days", r => r.fromDays, true], ["to days", r => r.toDays, true], ["buyers", r => r.buyers, true]],
    svg: plot(rows, {
      height: 220, marginLeft: 56, x: { label: "days without a purchase" }, y: { label: "buyers", grid: true },
      marks: [Plot.rectY(rows, { x1: "fromDays", x2: r => r.toDays + 1, y: "buyers", fill: colors.accent, inset: 0.3 })],
    }),
  };
}
