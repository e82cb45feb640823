/** Creates an element with attributes and children. A text child is never read as markup. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined));
  return node;
}

/** Creates a table. A column is [heading, row => value, isNumber, row => text shown]. */
export function table(caption, columns, rows) {
  const head = element("tr", {}, ...columns.map(([name, , number]) =>
    element("th", { scope: "col", class: number ? "number" : undefined }, name)));
  const body = rows.map(row => element("tr", {}, ...columns.map(([, value, number, shown]) =>
    element("td", { class: number ? "number" : undefined }, String((shown ?? value)(row) ?? "–")))));
  return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    element("table", {}, element("caption", { class: "note" }, caption), element("thead", {}, head), element("tbody", {}, ...body)));
}
