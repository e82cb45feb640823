import { makeFormat } from "./format.js";
import { element, table } from "./dom.js";

/** Shows a buyer's labels with their reasons, the distance to the next label, the offers, and the orders. */
export async function showBuyer(place, id, ask, report) {
  place.replaceChildren(element("p", { role: "status" }, "Looking ..."));
  try {
    const path = `buyers/${encodeURIComponent(id)}`;
    const more = token => ask(`${path}/history?limit=${ordersShown}${token ? `&token=${encodeURIComponent(token)}` : ""}`);
    const [buyer, explained, page] = await Promise.all([ask(path), ask(`${path}/explain`), more()]);
    place.replaceChildren(...parts(buyer, explained, page.items, report), orderTable(page, more, report));
  } catch (problem) {
    place.replaceChildren(element("p", { class: "warn", role: "status" }, problem.message));
  }
}

const ordersShown = 50;

const states = { Due: "due now", Open: "open", Blocked: "not now" };

function parts(buyer, explained, orders, report) {
  const format = formatOf(report, orders);
  const reasons = list => element("ul", { class: "reasons" }, ...list.map(reason =>
    element("li", {}, `${reason.holds ? "Holds" : "Does not hold"}: ${reason.text}`)));
  // A kind that is not due says nothing about this buyer. A kind that is blocked does.
  const offers = explained.offers.filter(offer => offer.state !== "NotDue");
  return [
    element("p", {},
      element("span", { class: "label" }, explained.relationship), element("span", { class: "label" }, explained.activity),
      ` as of ${explained.asOf}`),
    element("p", { class: "note" },
      `Buyer ${buyer.id}; customer ${buyer.customerId ?? "unknown"}; ${buyer.orders} orders, net ${format.money(buyer.netValue)}.`),
    element("div", { class: "columns wide" },
      element("section", {}, element("h3", {}, "Why"), reasons(explained.reasons)),
      element("section", {},
        element("h3", {}, "The next label"), element("p", {}, explained.distance), element("p", {}, explained.waiting),
        element("h3", {}, "What would be offered"),
        element("ul", { class: "reasons" }, ...offers.map(offer => element("li", {},
          element("strong", {}, offer.kind), ` (${states[offer.state]}${offer.openUntil ? ` until ${offer.openUntil}` : ""}): `,
          [...offer.reasons, offer.why].filter(text => text).join(" ")))),
        explained.nothing ? element("p", {}, `Nothing is offered: ${explained.nothing}`) : null)),
    element("h3", {}, "Orders"),
  ];
}

const formatOf = (report, orders) => makeFormat(report ?? { currency: orders[0]?.currency ?? "EUR", decimals: 2 });

/** The newest orders, and a button that adds older ones. */
function orderTable(page, more, report) {
  const orders = [...page.items];
  const format = formatOf(report, orders);
  const rows = element("div", { id: "buyer-orders" });
  const said = element("p", { class: "note", role: "status" });
  let next = page.next;
  const older = element("button", { type: "button", class: "quiet", click: async () => {
    older.disabled = true;
    try {
      const following = await more(next);
      orders.push(...following.items);
      next = following.next;
      draw();
    } catch (problem) {
      said.textContent = problem.message;
    }
    older.disabled = false;
    // The button is hidden after the last page, so the focus moves to the rows.
    if (!next) rows.querySelector("[tabindex]").focus();
  } }, "Older orders");
  const draw = () => {
    rows.replaceChildren(table("Orders, newest first", [
      ["order", order => order.id], ["placed", order => order.placedAt.slice(0, 10)],
      ["status", order => order.status], ["channel", order => order.channel],
      ["net value", order => order.netValue, true, order => format.money(order.netValue)],
      ["counts", order => order.isPurchase ? "yes" : "no"], ["gift", order => order.gift ?? "no"],
    ], orders));
    said.textContent = next ? `The newest ${format.whole(orders.length)} orders are shown.` : "";
    older.hidden = !next;
  };
  draw();
  return element("div", {}, rows, said, older);
}
