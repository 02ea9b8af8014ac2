/** What the three views of the atlas share: the incidents, what is asked for, and what of it is at the pointer. */
import { api, ask } from "../../api/client";
import { place } from "../../navigate.svelte";
import { assertionsOf, edgesOf, incidentsOfActor, nameOf, type Assertions, type Edge, type Kind } from "./assertions";
import { incidentsOf, NONE, type Incidents } from "./incidents";
import { ACTOR, DAY, fitting, isDrawn, sifted } from "./sift";
import { inWords, NOTHING, queryOf, soughtOf, type Sought } from "./sought";

/** Kinds that have a colour of their own on the timeline; the rest share the last. */
const GROUPS = 6;

export class Atlas {
  incidents = $state.raw<Incidents | null>(null);
  assertions = $state.raw<Assertions | null>(null);
  sought = $state.raw<Sought>(NOTHING);
  /** The incident that the pointer or the focus is at. */
  lit = $state<number | null>(null);
  /** Kinds of assertion that the network draws. */
  kinds = $state.raw<ReadonlySet<Kind>>(new Set<Kind>(["claimed", "admitted", "denied", "accused", "suspected"]));

  private readonly among = $derived(
    this.sought.actor && this.assertions && this.incidents
      ? incidentsOfActor(this.assertions, this.incidents, this.sought.actor)
      : null,
  );
  /** By which facets each incident does not fit. */
  readonly fails = $derived(this.incidents ? sifted(this.incidents, this.sought, this.among) : new Uint8Array());
  /** What fits in everything, by place. */
  readonly seen = $derived(fitting(this.fails));
  /** What the timeline shows: the chosen days are marked on it, and do not empty it. */
  readonly anyDay = $derived(fitting(this.fails, DAY));
  readonly undated = $derived(this.count(this.anyDay, (all, n) => all.from[n] === NONE));
  readonly undrawn = $derived(this.count(this.seen, (all, n) => !isDrawn(all, n)));
  readonly edges = $derived(this.edgesNow());
  readonly groupOf = $derived(Uint8Array.from(this.incidents?.kinds ?? [], (_, n) => Math.min(n, GROUPS)));
  readonly groups = $derived(Math.min(GROUPS + 1, this.incidents?.kinds.length ?? 1));
  readonly asked = $derived(inWords(this.sought, (id) => this.named(id)));
  readonly any = $derived(this.sought !== NOTHING && JSON.stringify(this.sought) !== JSON.stringify(NOTHING));

  private written = "";

  /** Take everything from the server, and what is asked for from the address. Throws ProblemError. */
  async load(): Promise<void> {
    const asked = [api.GET("/api/atlas/incidents"), api.GET("/api/atlas/network")] as const;
    const incidents = incidentsOf(await ask(asked[0]));
    this.read();
    this.incidents = incidents;
    this.assertions = assertionsOf(await ask(asked[1]), incidents);
  }

  /** Ask for something else, or for more; what is not named stays. */
  seek(more: Partial<Sought>): void {
    this.sought = { ...this.sought, ...more };
    this.write();
  }

  clear(): void {
    this.sought = NOTHING;
    this.write();
  }

  named(id: string): string {
    return this.assertions ? nameOf(this.assertions, id) : id;
  }

  /** Follow the address where it was changed by going back or by a link. */
  read(): void {
    const query = place.query.toString();
    if (query !== this.written) this.sought = soughtOf(place.query);
    this.written = query;
  }

  private write(): void {
    place.keep(queryOf(this.sought));
    this.written = place.query.toString();
  }

  private count(among: Int32Array, fits: (all: Incidents, n: number) => boolean): number {
    let many = 0;
    if (this.incidents) for (const n of among) if (fits(this.incidents, n)) many++;
    return many;
  }

  private edgesNow(): Edge[] {
    const { incidents, assertions, fails } = this;
    if (!incidents || !assertions) return [];
    return edgesOf(assertions, incidents, (n) => !((fails[n] as number) & ~ACTOR), this.kinds);
  }
}
