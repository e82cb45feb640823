// Helpers of all charts. The charting library is a classic script that defines a global object.
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const base = { marginTop: 30, marginBottom: 44, style: { background: "transparent", fontSize: "13px", overflow: "visible" } };

/** The width of a card, so that a drawing is not scaled and its letters keep their size on a phone. */
export const width = () => Math.max(300, Math.min(640, document.documentElement.clientWidth - 68));

export const Plot = globalThis.Plot;

export const relationships = ["KeyAccount", "Vip", "Client", "Returning", "Customer"];

/** The colours of the page in its current scheme, light or dark. */
export const colors = () => ({
  accent: css("--accent"), second: css("--second"), third: css("--third"), soft: css("--soft"),
  band: css("--band"), weakest: css("--weakest"), ink: css("--ink"), card: css("--card"),
  heat: [css("--heat-0"), css("--heat-1"), css("--heat-2"), css("--heat-3")],
  labels: relationships.map((_, place) => css(`--label-${place}`)),
});

/** A drawing, or null when there are no rows. */
export const plot = (rows, options) => rows.length === 0 ? null : Plot.plot({ ...base, width: width(), ...options });

/** The names of the bands for which there is room: all, every second, every third, and so on. */
export const everyFew = (names, room = 34) => names.filter((_, place) => place % Math.ceil(names.length * room / width()) === 0);

/** Turns a label of the API into words: TooEarly becomes "too early". */
export const words = label => label.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();

/** A colour scale for shares and counts. It uses the page's colours, so that small values are pale in the dark scheme too. */
export const heat = (shades, options) => ({ type: "linear", range: shades, interpolate: "rgb", zero: true, legend: true, ...options });
