import { describe, expect, test } from "vitest";
import { figures, shortPlace, toll, voice } from "./words";

describe("what a row says", () => {
  test("a figure keeps its bounds, and an open one says so", () => {
    expect(figures({ best: 3, low: 3, high: 3 })).toBe("3");
    expect(figures({ best: 3, low: 2, high: 5 })).toBe("3 (2–5)");
    expect(figures({ best: 12, low: 12, high: null })).toBe("at least 12");
  });

  test("nobody is not told as a toll, and perhaps somebody is", () => {
    expect(toll({ best: 0, low: 0, high: 0 }, null)).toBe("");
    expect(toll({ best: 0, low: 0, high: 1 }, { best: 8, low: 8, high: 8 })).toBe("0 to 1 killed, 8 injured");
  });

  test("people are counted by their kind", () => {
    expect(voice({ name: null, source_type: "eyewitness", claims: 3 })).toBe("eyewitnesses 3");
    expect(voice({ name: "the army", source_type: "organisation", claims: 1 })).toBe("the army 1");
  });

  test("a place is told with the widest that it lies in", () => {
    expect(shortPlace("Sycamore, DeKalb County, Illinois, US")).toBe("Sycamore, US");
    expect(shortPlace("Port Arden, Velmara")).toBe("Port Arden, Velmara");
  });
});
