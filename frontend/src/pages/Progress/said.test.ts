import { describe, expect, it } from "vitest";
import { agreementWords, everyDay, mostDiffer, openWords, type Row } from "./said";

const row = (label: string, alpha: number | null, met: Row["met"] = [], units = 64): Row => ({
  kind: "claim",
  field: label,
  label,
  units,
  raw: alpha,
  alpha,
  low: null,
  high: null,
  met,
});

describe("agreement in words", () => {
  it("names the field in which coders differ most, and by which values", () => {
    const met = [
      { a: "asserted", b: "asserted", units: 40 },
      { a: "alleged", b: "asserted", units: 9 },
      { a: "denied", b: "asserted", units: 2 },
    ];
    expect(agreementWords([row("source", 0.92), row("firmness", 0.71, met)])).toBe(
      "Alpha .71 on 64 items: firmness is the field you differ in most, mostly alleged against asserted; " +
        "source is the one you agree on best, at .92.",
    );
  });

  it("asks where coders differ, not where alpha is low because nothing varies", () => {
    const nearly = { ...row("whether it stands", -0.03), raw: 0.9 };
    const often = { ...row("firmness", 0.14), raw: 0.44 };
    expect(agreementWords([nearly, often])).toContain(
      "Alpha .14 on 64 items: firmness is the field you differ in most",
    );
  });

  it("does not make up an alpha where there is none", () => {
    expect(agreementWords([row("source", null, [], 1)])).toContain("cannot be told yet: 1 item");
    expect(agreementWords([])).toContain("Nothing has been coded by two people yet");
  });

  it("says so where coders agree on everything", () => {
    expect(agreementWords([row("source", 1), row("firmness", 1)])).toContain("agree on everything");
  });

  it("takes agreement for no difference", () => {
    expect(mostDiffer([{ a: "asserted", b: "asserted", units: 40 }])).toBeNull();
  });
});

describe("progress in words", () => {
  it("says what waits, by kind", () => {
    expect(openWords({ claim: 300, event: 1, pair: 0 })).toBe("301 items wait: 300 claims and 1 event.");
    expect(openWords({ copy: 1 })).toBe("1 item waits: 1 possible copy.");
    expect(openWords({})).toBe("Nothing waits for review.");
  });

  it("shows days without work as days", () => {
    expect(everyDay(["2031-03-02", "2031-02-27"], 2)).toEqual([
      "2031-02-27",
      "2031-02-28",
      "2031-03-01",
      "2031-03-02",
    ]);
    expect(everyDay(["2031-03-02"])).toHaveLength(14);
    expect(everyDay([])).toEqual([]);
  });
});
