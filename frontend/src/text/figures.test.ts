import { expect, test } from "vitest";
import { figureRange, numeral, size, tally } from "./figures";

test("things are counted in the singular and the plural, with thousands apart", () => {
  expect(tally(1, "item")).toBe("1 item");
  expect(tally(1204, "item")).toBe("1,204 items");
  expect(tally(2, "copy", "copies")).toBe("2 copies");
  expect(numeral(40_000)).toBe("40,000");
});

test("a range keeps the bound that is not known open", () => {
  expect(figureRange(3, 3)).toBe("3");
  expect(figureRange(3, 7)).toBe("3–7");
  expect(figureRange(null, 7)).toBe("≤7");
  expect(figureRange(null, null)).toBe("–");
});

test("a file's size has one unit", () => {
  expect(size(999)).toBe("999 bytes");
  expect(size(1_400_000)).toBe("1.4 MB");
});
