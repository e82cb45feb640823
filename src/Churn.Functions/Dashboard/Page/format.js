// Formats numbers in the way of the reader's browser. Money comes in minor units.
export function makeFormat(report) {
  const money = new Intl.NumberFormat(undefined, {
    style: "currency", currency: report.currency, minimumFractionDigits: report.decimals, maximumFractionDigits: report.decimals,
  });
  const whole = new Intl.NumberFormat();
  const ratio = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });
  const share = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
  const by = {
    rate: value => share.format(value),
    money: value => money.format(value / 10 ** report.decimals),
    buyers: value => whole.format(value),
    orders: value => whole.format(value),
    days: value => `${whole.format(value)} ${value === 1 ? "day" : "days"}`,
    ratio: value => ratio.format(value),
  };
  return {
    of: (unit, value) => value === null || value === undefined ? "–" : (by[unit] ?? String)(value),
    // A difference with its sign. A difference of rates is in percentage points.
    signed: (unit, value) => (value < 0 ? "−" : "+")
      + (unit === "rate" ? `${ratio.format(Math.round(Math.abs(value) * 1000) / 10)} points` : (by[unit] ?? String)(Math.abs(value))),
    share: by.rate,
    money: by.money,
    whole: by.buyers,
    minor: value => value / 10 ** report.decimals,
  };
}

/** Turns a day of the report into midnight UTC, so that the reader's time zone does not shift the day. */
export const day = text => new Date(`${text}T00:00:00Z`);

/** A CSV cell. It is quoted where needed, and a spreadsheet does not run it as a formula. */
export function csvCell(value) {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value !== "number" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
