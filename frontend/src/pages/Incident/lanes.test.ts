import { describe, expect, it } from "vitest";
import { lanes } from "./lanes";
import type { Incident } from "./types";

const page = {
  reports: [
    { number: 1, day: "2031-05-03" },
    { number: 2, day: "2031-05-03" },
    { number: 3, day: "2031-05-06" },
    { number: 4, day: null },
  ],
  origins: [
    { root: "Northern Wire", kind: "agency", reports: [1, 2], reasons: [] },
    { root: null, kind: "unknown", reports: [3], reasons: [] },
    { root: null, kind: "unknown", reports: [4], reasons: [] },
  ],
  copies: [
    { a: 1, b: 2, kind: "copy", score: 1, reason: "all sentences are the same" },
    { a: 2, b: 3, kind: "unsure", score: 0.4, reason: "one sentence is the same" },
    { a: 1, b: 9, kind: "copy", score: 1, reason: "not of this incident" },
  ],
} as unknown as Incident;

describe("the reports of an incident by origin and day", () => {
  const drawn = lanes(page, 900, 200);
  const at = new Map(drawn.nodes.map((node) => [node.report, node]));

  it("has every report once, on the lane of its origin, later days further right, no date last", () => {
    expect([...at.keys()].sort()).toEqual([1, 2, 3, 4]);
    expect(at.get(1)!.y).toBe(at.get(2)!.y);
    expect(at.get(3)!.y).toBeGreaterThan(at.get(1)!.y);
    expect(at.get(3)!.x).toBeGreaterThan(at.get(2)!.x);
    expect(at.get(4)!.x).toBeGreaterThan(at.get(3)!.x);
  });

  it("keeps reports of one day apart", () => {
    expect(at.get(2)!.x - at.get(1)!.x).toBeGreaterThan(24);
  });

  it("draws what takes from what with its reason, and nothing that leads out of the incident", () => {
    expect(drawn.edges.map((edge) => [edge.from, edge.to, edge.kind])).toEqual([
      [1, 2, "copy"],
      [2, 3, "unsure"],
    ]);
  });

  it("stays inside its frame, also where it is narrow", () => {
    for (const node of lanes(page, 360, 118).nodes) expect(node.x).toBeLessThanOrEqual(360);
  });
});
