import { describe, expect, it } from "vitest";
import { alphaText, listed, reliance } from "./numbers";

describe("numbers as the field writes them", () => {
  it.each([
    [0.714, ".71"],
    [1, "1.00"],
    [0, ".00"],
    [-0.123, "−.12"],
    [-0.001, ".00"],
    [null, "–"],
  ])("writes alpha %s as %s", (alpha, text) => expect(alphaText(alpha)).toBe(text));

  it.each([
    [0.9, 0.82, "good"],
    [0.9, 0.7, "tentative"],
    [0.9, 0.4, "poor"],
    [0.81, null, "good"],
    [null, null, "open"],
  ])("judges alpha %s with a lower bound of %s as %s", (alpha, low, words) =>
    expect(reliance(alpha, low)).toBe(words),
  );

  it("counts and lists in words", () => {
    expect(listed(["a"])).toBe("a");
    expect(listed(["a", "b", "c"])).toBe("a, b and c");
  });
});
