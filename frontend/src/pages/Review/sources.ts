/** Where a bench gets its entries: the queue, or items that two coders see differently. */
import { api, ask } from "../../api/client";
import type { Source } from "./bench.svelte";
import type { Dispute, Filter, Item, Kind } from "./shapes";

const MOST = 20;
/** Items that the server gives at once. */

/** The queue, least certain and most consequential first, narrowed by a filter. */
export function queue(filter: Filter): Source {
  return {
    what: "decide",
    counts: Object.values(filter).every((each) => !each),
    async next(many) {
      const query = {
        limit: Math.min(many, MOST),
        kind: filter.kind ? [filter.kind as Kind] : undefined,
        incident: filter.incident ?? undefined,
        report: filter.report ?? undefined,
        field: filter.field ?? undefined,
      };
      const { items, left } = await ask(api.GET("/api/review/next", { params: { query } }));
      return {
        entries: (items as Item[]).map((item) => ({ id: item.id, item, dispute: null })),
        left,
        end: items.length < query.limit,
      };
    },
  };
}

/** Items that two coders see differently, the most consequential first; those that one decided oneself come last. */
export function disputes(): Source {
  return {
    what: "adjudicate",
    counts: false,
    async next(many) {
      const { items, total } = await ask(api.GET("/api/review/adjudication", { params: { query: { limit: many } } }));
      const entries = (items as Dispute[]).map((dispute) => ({ id: dispute.item.id, item: dispute.item, dispute }));
      const open = entries.filter((each) => !each.dispute.yours);
      return { entries: open, left: total ?? null, end: items.length < many };
    },
  };
}
