import { describe, expect, it } from "vitest";
import { matching, type Choice } from "./choices";

const CHOICES: Choice[] = [
  { value: "asserted", label: "asserted", meaning: "put forward as true" },
  { value: "alleged", label: "alleged", meaning: "put forward against somebody" },
  { value: "official_unnamed", label: "unnamed official" },
  { value: "person", label: "person" },
  { value: "p1", label: "Ministère de l’Intérieur" },
];
const found = (typed: string) => matching(CHOICES, typed).map((each) => each.value);

describe("a menu filtered by typing", () => {
  it.each([
    ["a", ["asserted", "alleged", "official_unnamed"]],
    ["all", ["alleged"]],
    ["official", ["official_unnamed"]],
    ["OFF", ["official_unnamed"]],
    ["ministere", ["p1"]],
    ["true", ["asserted"]],
    ["nothing like it", []],
  ])("finds by %j %j", (typed, expected) => {
    const got = found(typed);
    expect(got.slice(0, expected.length)).toEqual(expected);
    if (expected.length <= 1) expect(got).toEqual(expected);
  });

  it("has everything in its own order where nothing was typed", () => {
    expect(found(" ")).toEqual(CHOICES.map((each) => each.value));
  });
});
