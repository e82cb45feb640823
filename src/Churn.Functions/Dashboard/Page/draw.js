// What all charts share. The charting library is a classic script that puts itself into the page.
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const base = { marginTop: 30, marginBottom: 44, style: { background: "transparent", fontSize: "13px", overflow: "visible" } };

/** As wide as a card, so that letters keep their size on a phone. */
export const width = () => Math.max(300, Math.min(640, document.documentElement.clientWidth - 68));

export const Plot = globalThis.Plot;

export const relationships = ["KeyAccount", "Vip", "Client", "Returning", "Customer"];

/** Colours of the page as it looks now, light or dark. */
export const colors = () => ({
  accent: css("--accent"), second: css("--second"), third: css("--third"), soft: css("--soft"), band: css("--band"), weakest: css("--weakest"), ink: css("--ink"), card: css("--card"),
  heat: [css("--heat-0"), css("--heat-1"), css("--heat-2"), css("--heat-3")],
  labels: relationships.map((_, place) => css(`--label-${place}`)),
});

/** A drawing, or null without rows. */
export const plot = (rows, options) => rows.length === 0 ? null : Plot.plot({ ...base, width: width(), ...options });

/** Of bands too many to be named, every second, third ... that there is room for. */
export const everyFew = (names, room = 34) => names.filter((_, place) => place % Math.ceil(names.length * room / width()) === 0);

/** A label of the API as a reader's words: TooEarly is "too early". */
export const words = label => label.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

/** Colours for shares and counts: the page's own, so that the least is quiet in the dark too. */
export const heat = (shades, options) => ({ type: "linear", range: shades, interpolate: "rgb", zero: true, legend: true, ...options });
