/** Searches that are kept for all, with how much is new to me. */
import { api, ask, type Schemas } from "../../api/client";

class Searches {
  items = $state.raw<Schemas["Search"][]>([]);

  async load(): Promise<void> {
    this.items = (await ask(api.GET("/api/searches"))).items;
  }

  async keep(name: string, words: string, filters: Record<string, string>): Promise<void> {
    await ask(api.PUT("/api/searches/{name}", { params: { path: { name } }, body: { words, filters } }));
    await this.load();
  }

  async seen(name: string): Promise<void> {
    await ask(api.POST("/api/searches/{name}/seen", { params: { path: { name } } }));
    await this.load();
  }

  async forget(name: string): Promise<void> {
    await ask(api.DELETE("/api/searches/{name}", { params: { path: { name } } }));
    await this.load();
  }
}

export const searches = new Searches();
