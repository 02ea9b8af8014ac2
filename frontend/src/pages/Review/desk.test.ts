import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AHEAD, arrived, decided, emptyDesk, lastMade, sentBack, undone, wants, type Desk, type Item } from "./desk";

const items = (...ids: string[]): Item[] => ids.map((id) => ({ id }));
const deskOf = (...ids: string[]): Desk<Item, string> => arrived(emptyDesk(), items(...ids), true);
const order = (desk: Desk<Item, string>) => [desk.shown?.id, ...desk.ahead.map((each) => each.id)];

describe("the desk", () => {
  it("puts the first that comes in front and keeps the others ready", () => {
    expect(order(deskOf("a", "b", "c"))).toEqual(["a", "b", "c"]);
  });

  it("has the next item in front as soon as one is decided", () => {
    const desk = decided(deskOf("a", "b"), "k1", "accept");
    expect(order(desk)).toEqual(["b"]);
    expect(desk.count).toBe(1);
  });

  it("asks for more while there is enough ready, and not behind the end", () => {
    const many = Array.from({ length: AHEAD + 1 }, (_, n) => `i${n}`);
    let desk = arrived<Item, string>(emptyDesk(), items(...many), false);
    expect(wants(desk)).toBe(false);
    for (let n = 0; n <= AHEAD / 2; n += 1) desk = decided(desk, `k${n}`, "accept");
    expect(wants(desk)).toBe(true);
    expect(wants(arrived(desk, [], true))).toBe(false);
  });

  it("does not show again what was decided here and the server still offers", () => {
    const desk = decided(deskOf("a", "b"), "k1", "accept");
    expect(order(arrived(desk, items("a", "b", "c"), true))).toEqual(["b", "c"]);
  });

  it("brings the last item back in front on undo, with what was decided, and the other one behind it", () => {
    const desk = undone(decided(deskOf("a", "b", "c"), "k1", "accept"));
    expect(order(desk)).toEqual(["a", "b", "c"]);
    expect(desk.returned.get("a")).toBe("accept");
    expect(desk.count).toBe(0);
  });

  it("puts an item that the server refused next in line, not under the hands of the coder", () => {
    const desk = sentBack(decided(deskOf("a", "b", "c"), "k1", "correct"), "k1");
    expect(order(desk)).toEqual(["b", "a", "c"]);
    expect(desk.returned.get("a")).toBe("correct");
  });

  it("shows a refused item at once where nothing else is left", () => {
    expect(order(sentBack(decided(deskOf("a"), "k1", "accept"), "k1"))).toEqual(["a"]);
  });

  it("leaves everything as it is when there is nothing to decide or to undo", () => {
    const desk = emptyDesk<Item, string>();
    expect(decided(desk, "k", "accept")).toBe(desk);
    expect(undone(desk)).toBe(desk);
    expect(lastMade(desk)).toBeNull();
  });

  it("has every item in exactly one place, whatever is pressed", () => {
    const press = fc.oneof(fc.constant("decide"), fc.constant("undo"), fc.constant("back"), fc.constant("fetch"));
    fc.assert(
      fc.property(fc.array(press, { maxLength: 60 }), (pressed) => {
        let desk = emptyDesk<Item, string>();
        let keys = 0;
        let next = 0;
        const offered = new Set<string>();
        for (const each of pressed) {
          if (each === "decide") desk = decided(desk, `k${keys++}`, "accept");
          else if (each === "undo") desk = undone(desk);
          else if (each === "back") desk = sentBack(desk, desk.made[0]?.key ?? "none");
          else {
            const batch = items(`i${next}`, `i${next + 1}`);
            next += 1;
            for (const item of batch) offered.add(item.id);
            desk = arrived(desk, batch, false);
          }
          const waiting = order(desk).filter((id) => id !== undefined);
          const settled = desk.made.map((made) => made.item.id);
          const all = [...waiting, ...settled];
          expect(new Set(all).size).toBe(all.length);
          expect(new Set(all)).toEqual(offered);
          expect(desk.count).toBe(desk.made.length);
        }
      }),
    );
  });
});
