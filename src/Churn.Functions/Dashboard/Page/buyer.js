import { makeFormat } from "./format.js";
import { element, table } from "./dom.js";

/** A buyer's label, its reasons, the distance to the next label, what would be offered, and the orders. */
export async function showBuyer(place, id, ask, report) {
  place.replaceChildren(element("p", { role: "status" }, "Looking ..."));
  try {
    const path = `buyers/${encodeURIComponent(id)}`;
    const [buyer, explained, orders] = await Promise.all([ask(path), ask(`${path}/explain`), ask(`${path}/history`)]);
    place.replaceChildren(...parts(buyer, explained, orders, report));
  } catch (problem) {
    place.replaceChildren(element("p", { class: "warn", role: "status" }, problem.message));
  }
}

const states = { Due: "due now", Open: "open", Blocked: "not now" };

function parts(buyer, explained, orders, report) {
  const format = makeFormat(report ?? { currency: orders[0]?.currency ?? "EUR", decimals: 2 });
  const reasons = list => element("ul", { class: "reasons" }, ...list.map(reason =>
    element("li", {}, `${reason.holds ? "Holds" : "Does not hold"}: ${reason.text}`)));
  // Kinds whose time has not come say nothing of this buyer; why one that is near is not made, does.
  const offers = explained.offers.filter(offer => offer.state !== "NotDue");
  return [
    element("p", {}, element("span", { class: "label" }, explained.relationship), element("span", { class: "label" }, explained.activity), ` as of ${explained.asOf}`),
    element("p", { class: "note" }, `Buyer ${buyer.id}; customer ${buyer.customerId ?? "unknown"}; ${buyer.orders} orders, net ${format.money(buyer.netValue)}.`),
    element("div", { class: "columns wide" },
      element("section", {}, element("h3", {}, "Why"), reasons(explained.reasons)),
      element("section", {},
        element("h3", {}, "The next label"), element("p", {}, explained.distance), element("p", {}, explained.waiting),
        element("h3", {}, "What would be offered"),
        element("ul", { class: "reasons" }, ...offers.map(offer => element("li", {},
          element("strong", {}, offer.kind), ` (${states[offer.state]}${offer.openUntil ? ` until ${offer.openUntil}` : ""}): ${[...offer.reasons, offer.why].filter(text => text).join(" ")}`))),
        explained.nothing ? element("p", {}, `Nothing is offered: ${explained.nothing}`) : null)),
    element("h3", {}, "Orders"),
    element("div", { id: "buyer-orders" }, table("Orders, oldest first", [
      ["order", order => order.id], ["placed", order => order.placedAt.slice(0, 10)], ["status", order => order.status], ["channel", order => order.channel],
      ["net value", order => order.netValue, true, order => format.money(order.netValue)], ["counts", order => order.isPurchase ? "yes" : "no"], ["gift", order => order.gift ?? "no"],
    ], orders)),
  ];
}
