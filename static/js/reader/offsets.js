// Stored offsets count Unicode code points; JavaScript strings count UTF-16 units.
// These two functions are the only place where one is turned into the other.

/** The number of code points in the first `units` UTF-16 units of `text`. */
export function codePointsBefore(text, units) {
  let points = 0;
  for (let unit = 0; unit < units && unit < text.length; points++) {
    unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return points;
}

/** The number of UTF-16 units in the first `points` code points of `text`. */
export function unitsBefore(text, points) {
  let unit = 0;
  for (let point = 0; point < points && unit < text.length; point++) {
    unit += text.codePointAt(unit) > 0xffff ? 2 : 1;
  }
  return unit;
}
