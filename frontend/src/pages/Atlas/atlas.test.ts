import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { assertionsOf, edgesOf, incidentsOfActor, NOBODY, originsTold } from "./assertions";
import { binned, startsOf } from "./bins";
import { clustersIn, indexed, membersOf } from "./clusters";
import { cell, incidentsTable } from "./csv";
import { made } from "./fictional";
import { dayNumber, NONE } from "./incidents";
import { lanes } from "./lanes";
import { laid } from "./layout";
import { DAY, fitting, PLACE, sifted } from "./sift";
import { inWords, NOTHING, queryOf, soughtOf } from "./sought";
import { worldPlane } from "../../parts/map/projection";
import { svg } from "../../parts/drawing/svg";

const all = (incidents: { count: number }): Int32Array => Int32Array.from({ length: incidents.count }, (_, n) => n);

describe("what is asked for", () => {
  const incidents = made([
    { day_from: "2031-05-02", day_to: "2031-05-02", killed_high: 4, origins: 2, country: "VE", precision: "country" },
    { day_from: "2031-03-01", day_to: "2031-03-31", kind: "shooting", title: "Shooting in Sélm" },
    { kind: "shooting" },
  ]);
  const fits = (asked: Partial<typeof NOTHING>): number[] => [
    ...fitting(sifted(incidents, { ...NOTHING, ...asked })),
  ];

  it("fits an interval that touches the days, and no unknown day", () => {
    expect(fits({ from: dayNumber("2031-03-31"), to: dayNumber("2031-04-30") })).toEqual([1]);
    expect(fits({ undated: true })).toEqual([2]);
  });
  it("finds words without regard to case and accents", () => expect(fits({ words: "selm SHOOT" })).toEqual([1]));
  it("takes tolls and origins as least numbers", () => {
    expect(fits({ killed: 1 })).toEqual([0]);
    expect(fits({ origins: 2 })).toEqual([0]);
  });
  it("tells what no map can show", () => expect(fits({ unplaced: true })).toEqual([1, 2]));
  it("leaves a view's own facet out", () => {
    const fails = sifted(incidents, { ...NOTHING, from: dayNumber("2031-05-01"), countries: ["VE"] });
    expect([...fitting(fails, DAY)]).toEqual([0]);
    expect([...fitting(fails, DAY | PLACE)]).toEqual([0, 1, 2]);
  });
  it("comes back from an address as it was", () => {
    const asked = {
      ...NOTHING,
      kinds: ["air strike", ""],
      from: dayNumber("2031-05-02"),
      box: [1, 2, 3, 4.25] as never,
    };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(queryOf(asked))) if (value) query.set(name, value);
    expect(soughtOf(new URLSearchParams(query.toString()))).toEqual(asked);
  });
  it("asks for nothing where an address is badly written", () => {
    expect(soughtOf(new URLSearchParams("from=soon&box=1,2&killed=-3"))).toEqual(NOTHING);
    expect(inWords(NOTHING)).toBe("All incidents");
  });
});

describe("intervals in time", () => {
  const incidents = made([
    { day_from: "2031-03-01", day_to: "2031-03-31" },
    { day_from: "2031-03-05", day_to: "2031-03-05" },
    { day_from: "2031-03-05", day_to: "2031-03-06" },
    {},
  ]);
  const [first, last] = [dayNumber("2031-03-01"), dayNumber("2031-03-31")];
  const counting = { first, last, measure: "incidents" as const, groupOf: Uint8Array.of(0), groups: 1 };

  it("spreads an incident in March over all its days, and puts it into one month", () => {
    const days = binned(incidents, all(incidents), { ...counting, unit: "day" });
    expect(days.starts.length).toBe(32);
    expect(days.sure[0]).toBe(0);
    expect(days.spread[0]).toBeCloseTo(1 / 31);
    expect(days.sure[4]).toBe(1);
    const months = binned(incidents, all(incidents), { ...counting, unit: "month" });
    expect(months.sure[0]).toBe(3);
    expect(months.spread[0]).toBe(0);
  });
  it("loses nothing and adds nothing", () => {
    const day = fc.integer({ min: dayNumber("2031-01-01"), max: dayNumber("2031-12-31") });
    fc.assert(
      fc.property(fc.array(fc.tuple(day, fc.nat({ max: 20 })), { maxLength: 30 }), (pairs) => {
        const text = (n: number): string => new Date(n * 86_400_000).toISOString().slice(0, 10);
        const some = made([
          ...pairs.map(([from, more]) => ({ day_from: text(from), day_to: text(from + more) })),
          { day_from: null },
        ]);
        const bins = binned(some, all(some), {
          ...counting,
          first: dayNumber("2030-06-01"),
          last: dayNumber("2032-06-01"),
          unit: "day",
        });
        const sum = [...bins.sure, ...bins.spread].reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(pairs.length, 5);
      }),
      { numRuns: 40 },
    );
  });
  it("begins years and months on their first day", () => {
    expect([...startsOf("year", dayNumber("2031-07-01"), dayNumber("2032-01-01"))]).toEqual(
      ["2031-01-01", "2032-01-01", "2033-01-01"].map(dayNumber),
    );
  });
  it("lays no bar over another in its lane", () => {
    const bars = lanes(incidents, all(incidents), { first, last, most: 10 }) ?? [];
    expect(bars.map((bar) => bar.lane)).toEqual([0, 1, 2]);
    expect(bars.every((bar) => bar.from !== NONE)).toBe(true);
    expect(lanes(incidents, all(incidents), { first, last, most: 2 })).toBeNull();
  });
});

describe("clusters", () => {
  const incidents = made([
    { lat: 50, lon: 10, precision: "town" },
    { lat: 50.01, lon: 10.01, precision: "area" },
    { lat: -20, lon: 30, precision: "town" },
    { lat: 47, lon: 2, precision: "country", country: "FR" },
  ]);
  const view = { plane: worldPlane(), width: 900, height: 500, k: 0.9, x: 450, y: 250 };
  it("puts together what lies close, and never a country", () => {
    const index = indexed(incidents, all(incidents));
    const found = clustersIn(index, view);
    expect(found.map((each) => each.count).sort()).toEqual([1, 2]);
    const two = found.find((each) => each.count === 2);
    expect(two?.areas).toBe(1);
    expect(two && membersOf(index, two).sort()).toEqual([0, 1]);
  });
});

describe("who asserts what", () => {
  const incidents = made([{}, { kind: "shooting" }]);
  const told = {
    state: "a",
    actors: [
      { id: "g", name: "Harbour Front", kind: "group" },
      { id: "m", name: "army", kind: "role" },
      { id: NOBODY, name: "people", kind: "not public" },
    ],
    edges: [],
    asserted: {
      incident: ["x1-0", "x1-1", "x1-0"],
      number: [1, 1, 2],
      kind: ["accused", "accused", "denied"],
      by: [1, 1, 0],
      about: [0, 0, null],
      origins: [[3], [3, 4], []],
      unknown: [0, 1, 1],
      reports: [4, 2, 1],
    },
  };
  const assertions = assertionsOf(told, incidents);
  const kinds = new Set(["accused", "denied"] as const);
  it("counts an agency once, however many incidents and reports it carried it for", () => {
    const edges = edgesOf(assertions, incidents, () => true, kinds);
    expect(edges[0]).toMatchObject({ by: "m", about: "g", origins: 2, unknown: 1, reports: 6, incidents: 2 });
    expect(edges[1]).toMatchObject({ by: "g", about: "=explosion", origins: 0 });
    expect(originsTold(edges[1]!)).toBe("1 text of unknown origin");
  });
  it("counts only the incidents that fit", () => {
    const [edge] = edgesOf(assertions, incidents, (n) => n === 0, new Set(["accused"] as const));
    expect(edge).toMatchObject({ origins: 1, incidents: 1 });
  });
  it("leads from an actor, an edge and a kind to their incidents", () => {
    expect([...incidentsOfActor(assertions, incidents, "g")]).toEqual([0, 1]);
    expect([...incidentsOfActor(assertions, incidents, "m>g:accused")]).toEqual([0, 1]);
    expect([...incidentsOfActor(assertions, incidents, "=explosion")]).toEqual([0]);
  });
  it("stands in the same places each time", () => {
    const edges = edgesOf(assertions, incidents, () => true, kinds);
    expect([...laid(edges, 400, 300).nodes]).toEqual([...laid(edges, 400, 300).nodes]);
  });
});

describe("files", () => {
  it("never hands a spreadsheet something to run", () => {
    for (const words of ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "'=1", "\t=1", "\uff1d1"])
      expect(cell(words).replace(/^"/, "").startsWith("'")).toBe(true);
    expect(cell(-4)).toBe("-4");
    expect(cell('so "called", Ada')).toBe('"so ""called"", Ada"');
  });
  it("says above the table what was asked and of which ledger", () => {
    const text = incidentsTable(made([{ title: "=cmd" }]), [0], {
      asked: "All incidents",
      state: "a1b2",
      version: "0",
    });
    const lines = text.split("\r\n");
    expect(lines[0]).toBe("# All incidents");
    expect(lines[1]).toContain("a1b2");
    expect(lines[4]).toContain("'=cmd");
  });
  it("writes names into pictures as text and nothing else", () => {
    const words = "<script>alert(1)</script>&\u0000\ud800";
    const text = svg(
      [{ form: "text", x: 0, y: 0, words, size: 10, fill: "#000" }],
      { width: 9, height: 9 },
      {
        title: words,
        about: "",
        paper: "#fff",
      },
    );
    expect(text).not.toContain("<script");
    expect(text).not.toMatch(/[\u0000\ud800]/u);
    expect(text).toContain("&lt;script&gt;");
  });
});
