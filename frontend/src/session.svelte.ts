/** Who is asking, and what they may do. */
import { api, ask, type Schemas } from "./api/client";

export type Capability =
  "read" | "see_names" | "annotate" | "judge" | "adjudicate" | "ingest" | "export" | "administer";

class Current {
  /** Null until it is known, and for a stranger. */
  who = $state.raw<Schemas["Session"] | null>(null);

  async load(): Promise<void> {
    this.who = await ask(api.GET("/api/session"));
  }

  can(capability: Capability): boolean {
    return this.who?.can.includes(capability) ?? false;
  }
}

export const session = new Current();
