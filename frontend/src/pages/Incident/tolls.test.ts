import { describe, expect, it } from "vitest";
import { BOX, plot } from "./tolls";
import type { Figure, Toll } from "./types";

function figure(
  day: string | null,
  low: number,
  high: number | null,
  voice = 1,
  changed: string | null = null,
): Figure {
  const best = low === high ? low : null;
  return {
    day,
    low,
    best,
    high,
    voice,
    changed,
    report: 1,
    own: false,
    shown: "",
    told_by: "",
    version: 0,
    spans: [],
  };
}

function toll(...figures: Figure[]): Toll {
  return { effect: "killed", low: 4, best: 7, high: 9, note: "", figures };
}

describe("a toll over time", () => {
  it("leaves a lower bound open above and draws a range between its ends", () => {
    const { marks } = plot(toll(figure("2031-05-03", 4, null), figure("2031-05-04", 6, 9)), 640);
    expect(marks[0]!.top).toBeNull();
    expect(marks[1]!.top!).toBeLessThan(marks[1]!.bottom);
  });

  it("puts later days further right, higher figures higher up, and all of it inside the frame", () => {
    const { marks } = plot(toll(figure("2031-05-03", 4, 4), figure("2031-05-06", 9, 9)), 640);
    expect(marks[1]!.x).toBeGreaterThan(marks[0]!.x);
    expect(marks[1]!.y).toBeLessThan(marks[0]!.y);
    for (const mark of marks) {
      expect(mark.x).toBeGreaterThanOrEqual(BOX.left);
      expect(mark.x).toBeLessThanOrEqual(640 - BOX.right);
    }
  });

  it("draws reprints of one figure once and keeps voices of one day apart", () => {
    const same = figure("2031-05-03", 4, 4);
    const { marks } = plot(toll(same, { ...same, report: 2 }, figure("2031-05-03", 4, 4, 2)), 640);
    expect(marks.map((mark) => mark.figures.length)).toEqual([2, 1]);
    expect(Math.abs(marks[0]!.x - marks[1]!.x)).toBeGreaterThan(18);
  });

  it("keeps marks of neighbouring days apart, and says that days are then not to scale", () => {
    const days = ["2031-01-01", "2031-06-01", "2031-06-02", "2031-06-03"];
    const shown = plot(toll(...days.map((day, n) => figure(day, 4, 4, n + 1))), 640);
    const xs = shown.marks.map((mark) => mark.x).sort((a, b) => a - b);
    for (const [n, x] of xs.slice(1).entries()) expect(x - xs[n]!).toBeGreaterThan(18);
    expect(shown.even).toBe(true);
  });

  it("steps from one figure of a voice to its next, and gives what has no date a place of its own", () => {
    const shown = plot(toll(figure("2031-05-03", 4, 4), figure("2031-05-05", 7, 7), figure(null, 9, 9, 2)), 640);
    expect(shown.steps.map((step) => step.voice)).toEqual([1]);
    expect(shown.undated).not.toBeNull();
    expect(shown.marks.find((mark) => mark.voice === 2)!.x).toBeGreaterThan(shown.undated!);
  });
});
