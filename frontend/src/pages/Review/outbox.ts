/**
 * Decisions that were made and that the server has not acknowledged yet.
 *
 * A decision is on the shelf (the browser's storage) before the next item is shown, and leaves it only when the
 * server says that it has it. Each carries a key of its own, so that sending it twice is noting it once: a reply that
 * got lost, a restarted server, a second tab or a closed lid cost nothing. Decisions are sent one after another in
 * the order they were made, because an undo has to come after what it undoes.
 */

/** Why the server would not take a decision, in its words (RFC 9457). */
export interface Refusal {
  status: number;
  type: string;
  title: string;
  detail: string;
}

export interface Unsent<Body> {
  /** Idempotency key. */
  key: string;
  /** Id of the item that was decided. */
  item: string;
  body: Body;
  /** Milliseconds since 1970 by this machine's clock: orders what the shelf gives back, and no more. */
  made: number;
  /** Whose decision it is: what is left on a shared machine is never sent in another's name. */
  by: string;
  refused?: Refusal;
}

export type Outcome<Receipt> =
  | { is: "taken"; receipt: Receipt }
  | { is: "refused"; refusal: Refusal }
  /** Nobody answered, or the server is in trouble: the same again later. */
  | { is: "away" }
  /** The session has ended: the same again once somebody has signed in. */
  | { is: "signed-out" };

/** Where unsent decisions are kept. `put` returns only when they are safe from a reload. */
export interface Shelf<Body> {
  all(): Unsent<Body>[];
  put(unsent: Unsent<Body>): void;
  drop(key: string): void;
}

export type Connection = "well" | "away" | "signed-out";

export interface OutboxState {
  waiting: number;
  connection: Connection;
}

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** Milliseconds; doubled after each try in vain, so that a server that starts again is not stormed. */

export class Outbox<Body, Receipt> {
  private queue: Unsent<Body>[] = [];
  private sending: string | null = null;
  private running = false;
  private pause = FIRST_PAUSE;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private connection: Connection = "well";

  constructor(
    private readonly shelf: Shelf<Body>,
    private readonly send: (unsent: Unsent<Body>) => Promise<Outcome<Receipt>>,
    private readonly by: string,
    private readonly on: {
      taken: (unsent: Unsent<Body>, receipt: Receipt) => void;
      refused: (unsent: Unsent<Body>, refusal: Refusal) => void;
      changed: (state: OutboxState) => void;
    },
  ) {
    const left = shelf.all().filter((each) => each.by === by);
    this.queue = left.filter((each) => !each.refused).sort((a, b) => a.made - b.made);
    for (const each of left) if (each.refused) on.refused(each, each.refused);
  }

  get state(): OutboxState {
    return { waiting: this.queue.length, connection: this.connection };
  }

  /** Ids of items with a decision that is not acknowledged: the server would still offer them. */
  get items(): Set<string> {
    return new Set(this.queue.map((each) => each.item));
  }

  /** Keep this decision, and send it when its turn comes. */
  add(unsent: Unsent<Body>): void {
    this.shelf.put(unsent);
    this.queue.push(unsent);
    this.tell();
    void this.run();
  }

  /** Take a decision back before it is sent. False if it is on its way or gone: then an undo has to be sent. */
  recall(key: string): boolean {
    if (this.sending === key || !this.queue.some((each) => each.key === key)) return false;
    this.queue = this.queue.filter((each) => each.key !== key);
    this.shelf.drop(key);
    this.tell();
    return true;
  }

  /** Put something else in the place of what waits under this key: what an undo has to name is known now. */
  amend(key: string, body: Body): void {
    const waiting = this.queue.find((each) => each.key === key);
    if (!waiting) return;
    const amended = { ...waiting, body };
    this.shelf.put(amended);
    this.queue = this.queue.map((each) => (each.key === key ? amended : each));
  }

  /** What waits, in its order. */
  get waiting(): readonly Unsent<Body>[] {
    return this.queue;
  }

  /** Forget a decision that was refused, once a person has seen it. */
  settle(key: string): void {
    this.shelf.drop(key);
  }

  /** Try at once: somebody asked, or the network is back. */
  now(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.pause = FIRST_PAUSE;
    void this.run();
  }

  /** Stop trying. What is unsent stays on the shelf for the next time. */
  close(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.running = true;
  }

  private async run(): Promise<void> {
    if (this.running || this.timer !== null) return;
    this.running = true;
    try {
      let first = this.queue[0];
      while (first !== undefined) {
        if (!(await this.sent(first))) {
          this.timer = setTimeout(() => {
            this.timer = null;
            void this.run();
          }, this.pause);
          this.pause = Math.min(this.pause * 2, LONGEST_PAUSE);
          break;
        }
        first = this.queue[0];
      }
    } finally {
      this.running = false;
    }
  }

  /** Whether this one is settled, one way or the other. */
  private async sent(unsent: Unsent<Body>): Promise<boolean> {
    this.sending = unsent.key;
    const outcome = await this.send(unsent).catch((): Outcome<Receipt> => ({ is: "away" }));
    this.sending = null;
    if (outcome.is === "away" || outcome.is === "signed-out") {
      this.connection = outcome.is;
      this.tell();
      return false;
    }
    this.queue = this.queue.filter((each) => each.key !== unsent.key);
    this.connection = "well";
    this.pause = FIRST_PAUSE;
    if (outcome.is === "taken") {
      this.shelf.drop(unsent.key);
      this.on.taken(unsent, outcome.receipt);
    } else {
      const back = { ...unsent, refused: outcome.refusal };
      this.shelf.put(back);
      this.on.refused(back, outcome.refusal);
    }
    this.tell();
    return true;
  }

  private tell(): void {
    this.on.changed(this.state);
  }
}
