import { expect, test } from "vitest";
import { joined } from "./joined";

test("what comes twice while a list grows is listed once, as it is now, where it stood", () => {
  const before = [
    { id: "a", reports: 1 },
    { id: "b", reports: 2 },
  ];
  const more = [
    { id: "b", reports: 3 },
    { id: "c", reports: 1 },
  ];
  expect(joined(before, more, (each) => each.id)).toEqual([
    { id: "a", reports: 1 },
    { id: "b", reports: 3 },
    { id: "c", reports: 1 },
  ]);
});
