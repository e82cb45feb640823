import { csvCell } from "./format.js";
import { element, table } from "./dom.js";

const minute = 60_000;

/** The definition of a number or a chart, one click away. */
export function definition(entry) {
  return element("details", {}, element("summary", {}, "What is this?"),
    element("p", {}, entry.text), element("p", {}, `Horizon: ${entry.horizon}.`), element("p", {}, `Source: ${entry.source}`));
}

/** A chart with its definition and its numbers, as a table and as CSV. */
export function chartCard({ id, entry, svg, summary, columns, rows, empty }) {
  const card = element("section", { class: "card", id: `chart-${id}`, "aria-labelledby": `title-${id}` },
    element("h2", { id: `title-${id}` }, entry.name));
  if (rows.length === 0 || !svg) {
    card.append(element("p", { class: "soft" }, empty), definition(entry));
    return card;
  }

  // A screen reader announces the drawing as one picture with one label, so the library's labels of parts are removed.
  for (const part of svg.querySelectorAll("[aria-label], [aria-description]")) {
    part.removeAttribute("aria-label");
    part.removeAttribute("aria-description");
  }
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", `${entry.name}. ${summary}`);
  const download = element("button", {
    type: "button", class: "quiet", "aria-label": `${entry.name} as CSV`, click: () => save(`${id}.csv`, csvFile(columns, rows)),
  }, "CSV");
  card.append(
    element("p", { class: "soft" }, summary),
    element("div", { class: "chart" }, svg),
    element("div", { class: "tools" }, definition(entry),
      element("details", {}, element("summary", {}, "Numbers"), table(`${entry.name}: numbers`, columns, rows)), download));
  return card;
}

function csvFile(columns, rows) {
  const lines = [columns.map(([heading]) => csvCell(heading)), ...rows.map(row => columns.map(([, value]) => csvCell(value(row))))];
  return new Blob(["\ufeff", lines.map(line => line.join(",")).join("\r\n"), "\r\n"], { type: "text/csv;charset=utf-8" });
}

/** Saves a file through the browser. */
export function save(name, file) {
  const link = element("a", { href: URL.createObjectURL(file), download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();

  // The browser reads the file after the click has returned. If the address were revoked at once, nothing would be downloaded.
  setTimeout(() => URL.revokeObjectURL(link.href), minute);
}
