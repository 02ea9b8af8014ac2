/** Deciding about an incident: what is sent, what it was seen as, and what happens where somebody was quicker. */
import { api, ask, askTagged, ProblemError, type Schemas } from "../../api/client";
import { followLater } from "../../follow";
import { place } from "../../navigate.svelte";
import { notify, notifyFailure } from "../../parts/notices.svelte";

export type Done = Schemas["DecisionDone"];

/** Something that somebody else did meanwhile, as a refusal tells it. */
export interface Meanwhile {
  what: string;
  number: number;
  kind: string | null;
  author: string | null;
  reason: string | null;
  at: string;
}

/** The incident that a page shows, with the state it was seen in. `reload` reads it anew and gives its ETag. */
export class Deciding {
  /** What others did since it was seen, after a refusal; what was typed is still there. */
  meanwhile = $state.raw<Meanwhile[]>([]);
  tag: string | null = null;

  constructor(
    readonly id: () => string,
    private readonly reload: () => Promise<void>,
  ) {}

  merge(others: { id: string; tag: string }[], reason: string): Promise<void> {
    const send = (): Promise<Done> =>
      ask(api.POST("/api/incidents/{incident}/merge", { params: this.to(), body: { others, reason } }));
    return this.decide(send, "Merged");
  }

  split(accounts: string[], reason: string): Promise<void> {
    const send = (): Promise<Done> =>
      ask(api.POST("/api/incidents/{incident}/split", { params: this.to(), body: { accounts, reason } }));
    return this.decide(send, "Split");
  }

  remove(report: string, reason: string): Promise<void> {
    const send = (): Promise<Done> =>
      ask(api.POST("/api/incidents/{incident}/remove", { params: this.to(), body: { report, reason } }));
    return this.decide(send, "Taken out");
  }

  different(a: string, b: string, reason: string): Promise<void> {
    const body = { a, b, verdict: "different" as const, reason };
    const send = (): Promise<Done> => ask(api.POST("/api/incidents/{incident}/pairs", { params: this.to(), body }));
    return this.decide(send, "Kept apart");
  }

  copy(a: string, b: string, verdict: "copy" | "independent", reason: string): Promise<void> {
    const body = { a, b, verdict, reason };
    const send = (): Promise<Done> => ask(api.POST("/api/incidents/{incident}/copies", { params: this.to(), body }));
    return this.decide(send, verdict === "copy" ? "Marked as a copy" : "Marked as independent");
  }

  /** Take back a decision by its number, whatever state the incident is in now. */
  async undo(number: number, reason: string): Promise<void> {
    const { etag } = await askTagged(api.GET("/api/decisions/{number}", { params: { path: { number } } }));
    const params = { path: { number }, header: { "If-Match": etag } };
    const done = await ask(api.POST("/api/decisions/{number}/undo", { params, body: { reason } }));
    await this.follow(done);
    if (done.again) await followLater("Undone", done.again);
    notify("Undone", { undo: () => this.again(done) });
  }

  /** How another incident is seen now, for a merge. */
  static async seen(id: string): Promise<{ id: string; tag: string; page: Schemas["IncidentPage"] }> {
    const { data, etag } = await askTagged(api.GET("/api/incidents/{id}", { params: { path: { id } } }));
    return { id: data.id, tag: etag ?? "", page: data };
  }

  private to() {
    return { path: { incident: this.id() }, header: { "If-Match": this.tag } };
  }

  private async decide(send: () => Promise<Done>, said: string): Promise<void> {
    const before = this.id();
    let done: Done;
    try {
      done = await send();
    } catch (failure) {
      if (!(failure instanceof ProblemError) || (failure.status !== 412 && failure.status !== 410)) throw failure;
      this.meanwhile = (failure.more.since as Meanwhile[] | undefined) ?? [];
      const now = failure.more.now;
      if (failure.status === 410 && typeof now === "string") place.go(`/incidents/${now}`, { replace: true });
      else await this.reload();
      throw new Error(
        "Somebody was quicker, and nothing of yours was written. The incident is shown as it is now; if you still mean it, decide once more.",
      );
    }
    this.meanwhile = [];
    await this.follow(done);
    if (done.again) await followLater(said, done.again);
    if (done.decision === null) notify("It was decided so already");
    else notify(said, { undo: () => this.back(done, before) });
  }

  /** Show the incident where it is now. */
  private async follow(done: Done): Promise<void> {
    if (done.incident && done.incident !== this.id()) place.go(`/incidents/${done.incident}`, { replace: true });
    else await this.reload();
  }

  private async back(done: Done, to: string): Promise<void> {
    try {
      const params = { path: { number: done.decision! }, header: { "If-Match": done.tag } };
      const undone = await ask(
        api.POST("/api/decisions/{number}/undo", { params, body: { reason: "taken back at once" } }),
      );
      if (to !== this.id()) place.go(`/incidents/${to}`, { replace: true });
      else await this.reload();
      notify("Undone", { undo: () => this.again(undone) });
    } catch (failure) {
      notifyFailure(failure);
    }
  }

  private async again(undone: Done): Promise<void> {
    if (undone.decision === null) return;
    try {
      const params = { path: { number: undone.decision }, header: { "If-Match": undone.tag } };
      await ask(api.POST("/api/decisions/{number}/undo", { params, body: { reason: "meant after all" } }));
      await this.reload();
      notify("Done again");
    } catch (failure) {
      notifyFailure(failure);
    }
  }
}
