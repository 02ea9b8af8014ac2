/** Which page is at which address. Each is loaded when it is first opened, and gets the named parts as properties. */
import { parse } from "regexparam";
import type { Component } from "svelte";
import type { Capability } from "./session.svelte";

/** A page takes the named parts of its own address, which TypeScript cannot tell from a pattern. */
export type Page = Component<any>;

export interface Route {
  path: string;
  title: string;
  /** What one must be allowed to do to use the page, where reading is not enough. */
  needs?: Capability;
  load: () => Promise<{ default: Page }>;
}

export const ROUTES: Route[] = [
  { path: "/", title: "Inbox", load: () => import("./pages/Inbox/Inbox.svelte") },
  { path: "/quarantine", title: "Quarantine", load: () => import("./pages/Quarantine/Quarantine.svelte") },
  { path: "/exports", title: "Exports", needs: "export", load: () => import("./pages/Exports/Exports.svelte") },
  { path: "/incidents", title: "Incidents", load: () => import("./pages/Incidents/Incidents.svelte") },
  { path: "/incidents/:id", title: "Incident", load: () => import("./pages/Incident/Incident.svelte") },
  { path: "/review", title: "Review", needs: "annotate", load: () => import("./pages/Review/Review.svelte") },
  { path: "/review/adjudication", title: "Adjudication", load: () => import("./pages/Review/Adjudication.svelte") },
  { path: "/review/progress", title: "Progress of review", load: () => import("./pages/Progress/Progress.svelte") },
  { path: "/reports/:id", title: "Report", load: () => import("./pages/Reader/Reader.svelte") },
  { path: "/reports/:id/diff/:other", title: "What changed", load: () => import("./pages/Diff/Diff.svelte") },
  { path: "/atlas", title: "Atlas", load: () => import("./pages/Atlas/Atlas.svelte") },
  { path: "/team", title: "Team", needs: "administer", load: () => import("./pages/Team/Team.svelte") },
  { path: "/audit", title: "Audit log", needs: "administer", load: () => import("./pages/Audit/Audit.svelte") },
  { path: "/settings", title: "Settings", load: () => import("./pages/Settings/Settings.svelte") },
];

/** Where the bar on top leads, with what one must be allowed to do to see it. */
export const AREAS: { path: string; title: string; needs: Capability; key: string }[] = [
  { path: "/", title: "Inbox", needs: "read", key: "i" },
  { path: "/incidents", title: "Incidents", needs: "read", key: "n" },
  { path: "/atlas", title: "Atlas", needs: "read", key: "a" },
  { path: "/review", title: "Review", needs: "annotate", key: "r" },
  { path: "/exports", title: "Exports", needs: "export", key: "e" },
  { path: "/quarantine", title: "Quarantine", needs: "read", key: "q" },
  { path: "/team", title: "Team", needs: "administer", key: "t" },
];

const PATTERNS = ROUTES.map((route) => ({ route, ...parse(route.path) }));

/** The page at this address with the parts of the address by name; null where there is none. */
export function routeOf(path: string): { route: Route; parts: Record<string, string> } | null {
  for (const { route, keys, pattern } of PATTERNS) {
    const found = pattern.exec(path);
    if (found) {
      const parts = keys.map((key, n) => [key, decodeURIComponent(found[n + 1] ?? "")] as const);
      return { route, parts: Object.fromEntries(parts) };
    }
  }
  return null;
}
