import { charts } from "./charts.js";
import { chartCard, definition } from "./card.js";
import { makeFormat } from "./format.js";
import { element } from "./dom.js";
import { showBuyer } from "./buyer.js";
import { fileButtons } from "./files.js";

const byId = id => document.getElementById(id);
const changesShown = 4;

/** The figures that are always shown. The others are one click away. */
const headline = [
  "revenue", "buyers", "repeat.rate", "clients.rate", "clients.revenue", "second.median", "second.best-day", "lapsed.rate",
];

const state = { shop: "", key: "", report: null };

/** Calls the API. An answer that is not a success becomes an error with the API's own sentence. */
async function send(path) {
  const headers = state.key ? { "x-functions-key": state.key, "x-api-key": state.key } : {};
  const response = await fetch(`shops/${encodeURIComponent(state.shop)}/${path}`, { headers });
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  const fallback = response.status === 401 ? "The key is wrong."
    : response.status === 429 ? "There were too many requests. Wait a little."
    : `The API answered ${response.status}.`;
  throw Object.assign(new Error(problem.detail ?? problem.title ?? fallback), { status: response.status });
}

const ask = async path => (await send(path)).json();

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
  byId("buyer").hidden = byId("files").hidden = false;
  try {
    state.report = await ask("reports/latest");
    draw();
    say(`Report of ${state.report.shop} as of ${state.report.asOf}.`);
  } catch (problem) {
    state.report = null;
    byId("figures").hidden = byId("changes").hidden = byId("charts").hidden = true;
    say(problem.message, true);
  }
}

function draw() {
  const report = state.report;
  const format = makeFormat(report);
  const entries = new Map(report.definitions.map(entry => [entry.id, entry]));
  byId("figures").replaceChildren(...figureCards(report, entries, format));
  byId("charts").replaceChildren(...charts(report, format).map(chart =>
    chartCard({ ...chart, entry: entries.get(chart.id) ?? { name: chart.id, text: "", horizon: "", source: "" } })));
  byId("changes").replaceChildren(...changes(report, entries, format));
  byId("figures").hidden = byId("changes").hidden = byId("charts").hidden = false;
  byId("as-of").textContent = `As of ${report.asOf}. Policy ${report.policyVersion}, model ${report.model.version}.`;
}

function figureCards(report, entries, format) {
  const isOneOf = figure => report.figures.filter(other => other.id === figure.id).length > 1;
  const card = figure => figureCard(figure, entries.get(figure.id), format, isOneOf(figure));
  const rest = report.figures.filter(figure => !headline.includes(figure.id));
  return [
    ...headline.flatMap(id => report.figures.filter(figure => figure.id === id)).map(card),
    element("details", { class: "more" },
      element("summary", {}, `${rest.length} more figures`),
      element("div", { class: "grid" }, ...rest.map(card))),
  ];
}

function figureCard(figure, entry, format, isOneOf) {
  const known = value => value !== null && value !== undefined;
  const id = isOneOf ? `${figure.id}-${figure.horizonDays}` : figure.id;
  const counted = figure.id.endsWith(".revenue") ? format.money : format.whole;
  const notes = [
    figure.of === 0 ? "Too little is known yet"
      : known(figure.count) && known(figure.of) ? `${counted(figure.count)} of ${counted(figure.of)}`
      : figure.unit === "ratio" && figure.of ? `${figure.of} months`
      : "",
    known(figure.low) ? `${format.of(figure.unit, figure.low)} to ${format.of(figure.unit, figure.high)}` : "",
    figure.horizonDays && !isOneOf ? `${figure.horizonDays} days` : "",
  ];
  return element("section", { class: "card figure", id: `figure-${id}`, "aria-labelledby": `name-${id}` },
    element("h2", { id: `name-${id}` }, isOneOf ? `${entry.name}: ${figure.horizonDays} days` : entry.name),
    element("p", { class: "value", "data-value": figure.value ?? "" }, format.of(figure.unit, figure.value)),
    element("p", { class: "note" }, notes.filter(text => text).join("; ") || " "),
    definition(entry));
}

function changes(report, entries, format) {
  const parts = [element("h2", { id: "title-changes" }, entries.get("changes")?.name ?? "What changed")];
  if (report.changes.length === 0) {
    parts.push(element("p", { class: "soft" }, "There is no report of a month ago to compare with yet."));
  }
  const horizon = change => change.horizonDays ? ` (${change.horizonDays} days)` : "";
  const step = change => `${format.of(change.unit, change.before)} to ${format.of(change.unit, change.after)}`;
  // Changes with known causes come first.
  const sorted = report.changes.toSorted((a, b) => (b.causes.length > 0) - (a.causes.length > 0));
  const told = sorted.map(change => element("section", {},
    element("h3", {}, `${entries.get(change.figure)?.name ?? change.figure}${horizon(change)}: ${step(change)}`),
    element("ul", { class: "reasons" },
      ...change.causes.map(cause =>
        element("li", {}, element("strong", {}, format.signed(change.unit, cause.amount)), ` ${cause.text}`)),
      ...change.notes.map(note => element("li", { class: "soft" }, note)))));
  parts.push(element("div", { class: "columns" }, ...told.slice(0, changesShown)));
  if (told.length > changesShown) {
    parts.push(element("details", {},
      element("summary", {}, `${told.length - changesShown} more changes`),
      element("div", { class: "columns" }, ...told.slice(changesShown))));
  }
  if (report.changes.length > 0) {
    const since = report.changes.at(-1).since;
    parts.push(element("p", { class: "note" }, `The figures are compared with those of ${since}.`));
  }
  if (entries.has("changes")) parts.push(definition(entries.get("changes")));
  return parts;
}

byId("open").addEventListener("submit", event => { event.preventDefault(); openShop(); });
byId("find").addEventListener("submit", event => {
  event.preventDefault();
  showBuyer(byId("buyer-answer"), byId("buyer-id").value.trim(), ask, state.report);
});
for (const query of ["(prefers-color-scheme: dark)", "(max-width: 44rem)", "(orientation: portrait)"]) {
  matchMedia(query).addEventListener("change", () => state.report && draw());
}

byId("file-buttons").append(...fileButtons(byId("file-said"), send));
byId("shop").value = decodeURIComponent(location.hash.slice(1)) || sessionStorage.getItem("shop") || "";
byId("key").value = sessionStorage.getItem("key") ?? "";
if (byId("shop").value) openShop();
