import { describe, expect, test } from "vitest";
import { ago, days, figures, shortPlace, toll, voice } from "./words";

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

  test("days of one month share it", () => {
    expect(days("2031-05-03", "2031-05-05")).toBe("3 to 5 May 2031");
    expect(days("2031-05-30", "2031-06-02")).toBe("30 May 2031 to 2 Jun 2031");
    expect(days(null, "2031-05-05")).toBe("5 May 2031");
  });

  test("people are counted by their kind", () => {
    expect(voice({ name: null, source_type: "eyewitness", claims: 3 })).toBe("eyewitnesses 3");
    expect(voice({ name: "the army", source_type: "organisation", claims: 1 })).toBe("the army 1");
  });

  test("time that has passed is told as newsrooms do", () => {
    const now = Date.parse("2031-05-04T12:00:00Z");
    expect(ago("2031-05-04T11:48:00Z", now)).toBe("12 min ago");
    expect(ago("2031-05-04T02:00:00Z", now)).toBe("10 h ago");
    expect(ago("2031-05-01T02:00:00Z", now)).toBe("1 May 2031");
  });

  test("a place is told with the widest that it lies in", () => {
    expect(shortPlace("Sycamore, DeKalb County, Illinois, US")).toBe("Sycamore, US");
    expect(shortPlace("Port Arden, Velmara")).toBe("Port Arden, Velmara");
  });
});
