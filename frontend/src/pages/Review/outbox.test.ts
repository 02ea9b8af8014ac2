import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Outbox, type Outcome, type Refusal, type Unsent } from "./outbox";
import { localShelf } from "./shelf";

type Body = { verdict: string };

/** The browser's storage, as far as the shelf uses it. */
class Drawer implements Storage {
  private readonly entries = new Map<string, string>();
  get length() {
    return this.entries.size;
  }
  key = (n: number) => [...this.entries.keys()][n] ?? null;
  getItem = (name: string) => this.entries.get(name) ?? null;
  setItem = (name: string, text: string) => void this.entries.set(name, text);
  removeItem = (name: string) => void this.entries.delete(name);
  clear = () => this.entries.clear();
}

const refusal: Refusal = { status: 422, type: "urn:reportedly:bad-correction", title: "No such words", detail: "…" };
const decision = (key: string, made = 0, by = "maria"): Unsent<Body> => ({
  key,
  item: `item-${key}`,
  body: { verdict: "accept" },
  made,
  by,
});

function opened(drawer: Storage, send: (unsent: Unsent<Body>) => Promise<Outcome<string>>, by = "maria") {
  const taken: string[] = [];
  const refused: string[] = [];
  const outbox = new Outbox<Body, string>(localShelf(drawer), send, by, {
    taken: (unsent) => taken.push(unsent.key),
    refused: (unsent) => refused.push(unsent.key),
    changed: () => {},
  });
  return { outbox, taken, refused };
}

const taken: Outcome<string> = { is: "taken", receipt: "noted" };

describe("the outbox", () => {
  let drawer: Drawer;
  beforeEach(() => {
    drawer = new Drawer();
    vi.useFakeTimers();
  });
  afterEach(() => vi.useRealTimers());

  it("has a decision on the shelf until the server acknowledges it", async () => {
    let acknowledge = (_: Outcome<string>) => {};
    const { outbox } = opened(drawer, () => new Promise((done) => (acknowledge = done)));
    outbox.add(decision("k1"));
    expect(drawer.length).toBe(1);
    acknowledge(taken);
    await vi.advanceTimersByTimeAsync(0);
    expect(drawer.length).toBe(0);
  });

  it("sends one after another, in the order they were made", async () => {
    const sent: string[] = [];
    const { outbox, taken: acknowledged } = opened(drawer, async (unsent) => {
      sent.push(unsent.key);
      await new Promise((done) => setTimeout(done, 10));
      return taken;
    });
    for (const key of ["k1", "k2", "k3"]) outbox.add(decision(key));
    expect(sent).toEqual(["k1"]);
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toEqual(["k1", "k2", "k3"]);
    expect(acknowledged).toEqual(sent);
  });

  it("keeps everything while the server is away, and sends it with the same key when it is back", async () => {
    let away = true;
    const sent: string[] = [];
    const { outbox, taken: acknowledged } = opened(drawer, async (unsent) => {
      sent.push(unsent.key);
      if (away) throw new TypeError("Failed to fetch");
      return taken;
    });
    outbox.add(decision("k1"));
    outbox.add(decision("k2"));
    await vi.advanceTimersByTimeAsync(3_000);
    expect(outbox.state).toEqual({ waiting: 2, connection: "away" });
    expect(new Set(sent)).toEqual(new Set(["k1"]));
    away = false;
    await vi.advanceTimersByTimeAsync(15_000);
    expect(acknowledged).toEqual(["k1", "k2"]);
    expect(outbox.state).toEqual({ waiting: 0, connection: "well" });
  });

  it("loses nothing when the page is closed before anything was sent", async () => {
    const never = opened(drawer, async () => ({ is: "away" }));
    never.outbox.add(decision("k1", 1));
    never.outbox.add(decision("k2", 2));
    never.outbox.close();
    const { outbox, taken: acknowledged } = opened(drawer, async () => taken);
    expect(outbox.items).toEqual(new Set(["item-k1", "item-k2"]));
    outbox.now();
    await vi.advanceTimersByTimeAsync(0);
    expect(acknowledged).toEqual(["k1", "k2"]);
  });

  it("never sends in the name of another who left something on the same machine", async () => {
    const first = opened(drawer, async () => ({ is: "away" }));
    first.outbox.add(decision("k1"));
    first.outbox.close();
    const { outbox, taken: acknowledged } = opened(drawer, async () => taken, "tomas");
    outbox.now();
    await vi.advanceTimersByTimeAsync(0);
    expect(acknowledged).toEqual([]);
    expect(drawer.length).toBe(1);
  });

  it("gives back what the server refuses, keeps it until somebody has seen it, and goes on with the next", async () => {
    const answer = async (unsent: Unsent<Body>): Promise<Outcome<string>> =>
      unsent.key === "k1" ? { is: "refused", refusal } : taken;
    const { outbox, taken: acknowledged, refused } = opened(drawer, answer);
    outbox.add(decision("k1"));
    outbox.add(decision("k2"));
    await vi.advanceTimersByTimeAsync(0);
    expect(refused).toEqual(["k1"]);
    expect(acknowledged).toEqual(["k2"]);
    expect(opened(drawer, answer).refused).toEqual(["k1"]);
    outbox.settle("k1");
    expect(drawer.length).toBe(0);
  });

  it("takes a decision back that was not sent yet, and says so where it is too late", async () => {
    const { outbox } = opened(drawer, () => new Promise(() => {}));
    outbox.add(decision("k1"));
    outbox.add(decision("k2"));
    expect(outbox.recall("k2")).toBe(true);
    expect(outbox.recall("k1")).toBe(false);
    expect(drawer.length).toBe(1);
  });

  it("waits longer after each try in vain, and tries at once when it is told to", async () => {
    let tries = 0;
    const { outbox } = opened(drawer, async () => {
      tries += 1;
      return { is: "signed-out" };
    });
    outbox.add(decision("k1"));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tries).toBeLessThan(12);
    const before = tries;
    outbox.now();
    await vi.advanceTimersByTimeAsync(0);
    expect(tries).toBe(before + 1);
    expect(outbox.state.connection).toBe("signed-out");
  });
});
