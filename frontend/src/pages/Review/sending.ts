/** Handing decisions and undos to the server, and understanding its answer. */
import { api, ask, askTagged, ProblemError } from "../../api/client";
import type { Outcome, Unsent } from "./outbox";
import type { Correction, Decided, Item } from "./shapes";

export interface Deciding {
  what: "decide" | "adjudicate";
  action: Item["actions"][number];
  corrections: Correction[];
  reason: string;
  seconds: number | null;
  take: number | null;
  etag: string;
  /** What was decided on, as it was read: lets a decision stand when only something else of the item has moved. */
  seen: string;
}

export interface Undoing {
  what: "undo";
  /** Key of the decision that is taken back. */
  of: string;
  /** Its number, once the server has told it. */
  number: number | null;
}

export type Body = Deciding | Undoing;

/** What is decided on: the question, the fields, the words. Two items of which it is equal ask the same. */
export function seenIn(item: Item): string {
  const fields = item.fields.map((field) => [field.path, field.value, field.spans]);
  return JSON.stringify([
    item.id,
    item.round,
    fields,
    item.sides.map((side) => [side.id, side.facts.map((f) => f.value)]),
  ]);
}

const PATIENCE = 20_000; // milliseconds; a server that says nothing for so long is away

export async function send(unsent: Unsent<Body>): Promise<Outcome<Decided | null>> {
  try {
    const receipt = unsent.body.what === "undo" ? await undo(unsent.body) : await decide(unsent, unsent.body);
    return { is: "taken", receipt };
  } catch (error) {
    if (error instanceof ProblemError) return outcomeOf(error, unsent.body);
    if (error instanceof DOMException) return { is: "away" };
    throw error;
  }
}

async function decide(unsent: Unsent<Body>, body: Deciding): Promise<Decided> {
  try {
    return await handedIn(unsent, body, body.etag);
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 409) throw error;
    const fresh = await item(unsent.item);
    if (fresh.state === "decided" || seenIn(fresh) !== body.seen) throw error;
    return await handedIn(unsent, body, fresh.etag);
  }
}

function handedIn(unsent: Unsent<Body>, body: Deciding, etag: string): Promise<Decided> {
  const { action, corrections, reason, seconds, take } = body;
  const made = { key: unsent.key, action, corrections, reason, seconds };
  const options = {
    params: { path: { id: unsent.item }, header: { "If-Match": etag } },
    signal: AbortSignal.timeout(PATIENCE),
  };
  return body.what === "adjudicate"
    ? (ask(api.POST("/api/review/adjudication/{id}", { ...options, body: { ...made, take } })) as Promise<Decided>)
    : (ask(api.POST("/api/review/items/{id}/decisions", { ...options, body: made })) as Promise<Decided>);
}

function undo(body: Undoing): Promise<Decided> {
  return ask(
    api.POST("/api/review/undo", {
      body: { number: body.number, reason: "" },
      signal: AbortSignal.timeout(PATIENCE),
    }),
  ) as Promise<Decided>;
}

/** Take back the latest decision of whoever is signed in. Throws ProblemError. */
export function undoLatest(): Promise<Decided> {
  return ask(api.POST("/api/review/undo", { body: { number: null, reason: "" } })) as Promise<Decided>;
}

/** One item as it is now. Throws ProblemError. */
export async function item(id: string): Promise<Item> {
  return (await askTagged(api.GET("/api/review/items/{id}", { params: { path: { id } } }))).data as Item;
}

function outcomeOf(error: ProblemError, body: Body): Outcome<Decided | null> {
  if (error.status === 401) return { is: "signed-out" };
  if (error.status === 0 || error.status === 429 || error.status >= 500) return { is: "away" };
  // Sent a second time because the first answer was lost: it has been taken back already.
  if (body.what === "undo" && error.status === 404) return { is: "taken", receipt: null };
  const refusal = {
    status: error.status,
    type: error.kind,
    title: error.kind.replaceAll("-", " "),
    detail: error.message,
  };
  return { is: "refused", refusal };
}
