import { describe, expect, it } from "vitest";
import { byOrigin, byVoice, cell, letterOf } from "./matrix";
import type { Field, Incident, Saying } from "./types";

function saying(report: number, voice: number, firmness: Saying["firmness"] = "asserted"): Saying {
  return {
    report,
    voice,
    firmness,
    own: voice === 0,
    told_by: "",
    chain: [],
    spans: [],
    sentences: [],
    inferred: null,
    private: false,
    by: null,
    claim: null,
    event: null,
  };
}

const killed = {
  name: "killed",
  label: "killed",
  versions: [
    { value: "4", sayings: [saying(1, 1), saying(2, 1), saying(3, 2, "alleged")] },
    { value: "9", sayings: [saying(3, 2)] },
  ],
} as unknown as Field;

const page = {
  origins: [
    { root: "Northern Wire", reports: [1, 2] },
    { root: null, reports: [3] },
  ],
  voices: [
    { number: 0, reports: 0 },
    { number: 1, reports: 2 },
    { number: 2, reports: 1 },
  ],
} as unknown as Incident;

describe("the table of fields and sources", () => {
  it("folds the reports of one origin into one column until it is unfolded", () => {
    expect(byOrigin(page, new Set()).map((column) => column.reports)).toEqual([[1, 2], [3]]);
    expect(byOrigin(page, new Set([0])).map((column) => column.reports)).toEqual([[1], [2], [3]]);
    expect(byOrigin(page, new Set())[0]?.folded).toBe(true);
  });

  it("leaves out voices that nobody hears", () => {
    expect(byVoice(page).map((column) => column.voice)).toEqual([1, 2]);
  });

  it("says each version once for each voice, and keeps what is alleged apart from what is asserted", () => {
    const [wire, other] = byOrigin(page, new Set());
    expect(cell(killed, wire!)).toMatchObject([{ version: 0, voice: 1, sayings: [{ report: 1 }, { report: 2 }] }]);
    expect(cell(killed, other!).map((entry) => [entry.version, entry.firmness])).toEqual([
      [0, "alleged"],
      [1, "asserted"],
    ]);
  });

  it("names versions by letters, and goes on after z", () => {
    expect([0, 25, 26, 27].map(letterOf)).toEqual(["a", "z", "aa", "ab"]);
  });
});
