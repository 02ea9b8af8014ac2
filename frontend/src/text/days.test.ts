import { describe, expect, test } from "vitest";
import { ago, interval, momentWords, monthWords } from "./days";

describe("days and moments", () => {
  test("an interval names what its ends share once", () => {
    expect(interval("2031-05-03", "2031-05-05")).toBe("3–5 May 2031");
    expect(interval("2031-05-30", "2031-06-02")).toBe("30 May – 2 Jun 2031");
    expect(interval("2031-12-30", "2032-01-02")).toBe("30 Dec 2031 – 2 Jan 2032");
    expect(interval(null, "2031-05-05")).toBe("5 May 2031");
    expect(interval(null, null)).toBeNull();
  });

  test("a moment is told by the reader's clock, and a bare day gets no hour", () => {
    expect(momentWords("2031-05-02T14:05:00")).toBe("2 May 2031, 14:05");
    expect(momentWords("2031-05-02")).toBe("2 May 2031");
    expect(momentWords("no day at all")).toBe("no day at all");
  });

  test("a month is told with its year", () => {
    expect(monthWords("2031-05")).toBe("May 2031");
  });

  test("time that has passed is told as newsrooms do", () => {
    const now = Date.parse("2031-05-04T12:00:00Z");
    expect(ago("2031-05-04T11:48:00Z", now)).toBe("12 min ago");
    expect(ago("2031-05-04T02:00:00Z", now)).toBe("10 h ago");
    expect(ago("2031-05-01T02:00:00Z", now)).toBe("1 May 2031");
  });
});
