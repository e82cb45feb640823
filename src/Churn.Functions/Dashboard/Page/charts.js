import { colors } from "./draw.js";
import { calibration, scorecard, uplift } from "./model.js";
import { concentration, months, rfm } from "./money.js";
import { cohorts, hazard, history, journey, lapse, survival } from "./people.js";

/** One entry for each chart: the drawing, and the rows that its table and its CSV file show. */
export function charts(report, format) {
  const shades = colors();
  return [cohorts, journey, history, survival, hazard, months, concentration, uplift, calibration, scorecard, lapse, rfm]
    .map(make => make(report, format, shades));
}
