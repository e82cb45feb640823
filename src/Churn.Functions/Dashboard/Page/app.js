import { charts } from "./charts.js";
import { chartCard, definition } from "./card.js";
import { makeFormat } from "./format.js";
import { element } from "./dom.js";
import { showBuyer } from "./buyer.js";

const byId = id => document.getElementById(id);
const state = { shop: "", key: "", report: null };

/** Asks the API; an answer that is no success becomes an error with the API's own sentence. */
async function ask(path) {
  const headers = state.key ? { "x-functions-key": state.key, "x-api-key": state.key } : {};
  const response = await fetch(`shops/${encodeURIComponent(state.shop)}/${path}`, { headers });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  const fallback = response.status === 401 ? "The key does not fit." : response.status === 429 ? "Too many requests: wait a little." : `The API answered ${response.status}.`;
  throw Object.assign(new Error(problem.detail ?? problem.title ?? fallback), { status: response.status });
}

function say(text, failed = false) {
  byId("status").textContent = text;
  byId("status").classList.toggle("warn", failed);
}

async function openShop() {
  state.shop = byId("shop").value.trim();
  state.key = byId("key").value;
  sessionStorage.setItem("shop", state.shop);
  sessionStorage.setItem("key", state.key);
  history.replaceState(null, "", `#${encodeURIComponent(state.shop)}`);
  say("Reading the report ...");
  byId("buyer").hidden = false;
  try {
    state.report = await ask("reports/latest");
    draw();
    say(`Report of ${state.report.shop} as of ${state.report.asOf}.`);
  } catch (problem) {
    state.report = null;
    byId("figures").hidden = byId("charts").hidden = true;
    say(problem.message, true);
  }
}

function draw() {
  const report = state.report;
  const format = makeFormat(report);
  const entries = new Map(report.definitions.map(entry => [entry.id, entry]));
  byId("figures").replaceChildren(...report.figures.map(figure => figureCard(figure, entries.get(figure.id), format)));
  byId("charts").replaceChildren(
    ...charts(report, format).map(chart => chartCard({ ...chart, entry: entries.get(chart.id) ?? { name: chart.id, text: "", horizon: "", source: "" } })),
    changes(report, entries, format));
  byId("figures").hidden = byId("charts").hidden = false;
  byId("as-of").textContent = `As of ${report.asOf}. Policy ${report.policyVersion}, model ${report.model.version}.`;
}

function figureCard(figure, entry, format) {
  const interval = figure.low === null || figure.low === undefined ? "" : `${format.of(figure.unit, figure.low)} to ${format.of(figure.unit, figure.high)}`;
  const counts = figure.of === null || figure.of === undefined ? "" : `${format.whole(figure.count)} of ${format.whole(figure.of)}`;
  const horizon = figure.horizonDays ? `${figure.horizonDays} days` : "";
  return element("section", { class: "card figure", id: `figure-${figure.id}`, "aria-labelledby": `name-${figure.id}` },
    element("h2", { id: `name-${figure.id}` }, entry.name),
    element("p", { class: "value", "data-value": figure.value ?? "" }, format.of(figure.unit, figure.value)),
    element("p", { class: "note" }, [counts, interval, horizon].filter(text => text).join("; ") || " "),
    definition(entry));
}

function changes(report, entries, format) {
  const card = element("section", { class: "card", "aria-labelledby": "title-changes" }, element("h2", { id: "title-changes" }, entries.get("changes")?.name ?? "What changed"));
  if (report.changes.length === 0) card.append(element("p", { class: "soft" }, "There is no report of a month ago to compare with yet."));
  for (const change of report.changes) {
    const name = entries.get(change.figure)?.name ?? change.figure;
    card.append(
      element("h3", {}, `${name}: ${format.of(change.unit, change.before)} to ${format.of(change.unit, change.after)} since ${change.since}`),
      element("ul", { class: "reasons" }, ...change.causes.map(cause => element("li", {}, cause.text)), ...change.notes.map(note => element("li", { class: "soft" }, note))));
  }
  if (entries.has("changes")) card.append(definition(entries.get("changes")));
  return card;
}

byId("open").addEventListener("submit", event => { event.preventDefault(); openShop(); });
byId("find").addEventListener("submit", event => { event.preventDefault(); showBuyer(byId("buyer-answer"), byId("buyer-id").value.trim(), ask, state.report); });
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => state.report && draw());

byId("shop").value = decodeURIComponent(location.hash.slice(1)) || sessionStorage.getItem("shop") || "";
byId("key").value = sessionStorage.getItem("key") ?? "";
if (byId("shop").value) openShop();
