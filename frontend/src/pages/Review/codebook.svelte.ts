/** The codebook, asked for once. */
import { api, ask } from "../../api/client";
import type { CodebookSection } from "./shapes";

class Shared {
  sections = $state.raw<CodebookSection[] | null>(null);
  failure = $state<string | null>(null);
  private asked = false;

  async load(): Promise<void> {
    if (this.asked) return;
    this.asked = true;
    try {
      this.sections = (await ask(api.GET("/api/review/codebook"))).sections;
      this.failure = null;
    } catch (error) {
      this.asked = false;
      this.failure = error instanceof Error ? error.message : String(error);
    }
  }
}

export const codebook = new Shared();
