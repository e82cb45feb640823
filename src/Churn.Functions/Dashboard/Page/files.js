import { save } from "./card.js";
import { element } from "./dom.js";

const files = [
  ["Mailchimp", "files/mailchimp.csv", "mailchimp.csv"],
  ["Klaviyo", "files/klaviyo.csv", "klaviyo.csv"],
  ["Shopify tags", "files/shopify-tags.csv", "shopify-tags.csv"],
  ["Offers", "offers?format=csv", "offers.csv"],
];

/** Buttons that save the files for marketing tools. */
export function fileButtons(said, send) {
  const download = async (event, path, name) => {
    const button = event.currentTarget;
    button.disabled = true;
    said.textContent = `Reading ${name} ...`;
    try {
      save(name, await (await send(path)).blob());
      said.textContent = `${name} is saved.`;
    } catch (problem) {
      said.textContent = problem.message;
    }
    button.disabled = false;
    button.focus();
  };
  return files.map(([tool, path, name]) =>
    element("button", { type: "button", class: "quiet", click: event => download(event, path, name) }, tool));
}
