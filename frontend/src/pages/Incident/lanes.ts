/** The reports of an incident as a drawing: days from left to right, a lane for each origin, what takes from what. */
import type { Incident } from "./types";

export interface Node {
  report: number;
  x: number;
  y: number;
}

export interface Edge {
  kind: string;
  reason: string;
  from: number;
  to: number;
  path: string;
  /** A point on the edge, for its label. */
  x: number;
  y: number;
}

export interface Lanes {
  height: number;
  lanes: { y: number; root: string | null; kind: string; reports: number; number: number }[];
  days: { x: number; day: string | null }[];
  nodes: Node[];
  edges: Edge[];
}

export const LEFT = 10;
const GAP = 46; // pixels from lane to lane
const NARROW = 30; // where nobody knows whose a report is, it is alone in its lane
const TOP = 34;
const NEXT = 30; // pixels from report to report of one day

/** `begin` is how far lanes' names reach. Days are evenly apart in their order; reports without a day come last. */
export function lanes(page: Incident, width: number, begin: number): Lanes {
  const dayOf = new Map(page.reports.map((report) => [report.number, report.day?.slice(0, 10) ?? null]));
  let bottom = TOP - GAP;
  const drawn = page.origins.map((lane, number) => {
    bottom += lane.root ? GAP : NARROW;
    return { ...lane, number, y: bottom };
  });
  const days = [...new Set(drawn.flatMap((lane) => lane.reports.map((report) => dayOf.get(report) ?? null)))].sort(
    (a, b) => (a ?? "9999").localeCompare(b ?? "9999"),
  );
  const most = days.map((day) =>
    Math.max(1, ...drawn.map((lane) => lane.reports.filter((report) => (dayOf.get(report) ?? null) === day).length)),
  );
  const room = Math.max(width - begin - 24, 60);
  const all = most.reduce((sum, each) => sum + each, 0);
  const unit = Math.min(room / all, 120);
  const starts = most.map((_, n) => begin + 16 + most.slice(0, n).reduce((sum, each) => sum + each, 0) * unit);
  const nodes: Node[] = [];
  for (const lane of drawn) {
    const seen = new Map<string | null, number>();
    for (const report of [...lane.reports].sort((a, b) => a - b)) {
      const day = dayOf.get(report) ?? null;
      const nth = seen.get(day) ?? 0;
      seen.set(day, nth + 1);
      nodes.push({ report, x: starts[days.indexOf(day)]! + nth * Math.min(unit, NEXT + 14) + 6, y: lane.y });
    }
  }
  const place = new Map(nodes.map((node) => [node.report, node]));
  const edges = page.copies.flatMap((copy) => {
    const a = place.get(copy.a);
    const b = place.get(copy.b);
    if (!a || !b) return [];
    const bend = a.y === b.y ? Math.min(22, 8 + Math.abs(a.x - b.x) / 6) : 0;
    const middle = { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 - bend };
    const path = bend
      ? `M${a.x},${a.y}Q${middle.x},${a.y - 2 * bend} ${b.x},${b.y}`
      : `M${a.x},${a.y}C${middle.x},${a.y} ${middle.x},${b.y} ${b.x},${b.y}`;
    return [{ kind: copy.kind, reason: copy.reason, from: copy.a, to: copy.b, path, ...middle }];
  });
  return {
    height: bottom + GAP,
    lanes: drawn.map(({ y, root, kind, reports, number }) => ({ y, root, kind, reports: reports.length, number })),
    days: days.map((day, n) => ({ x: starts[n]!, day })),
    nodes,
    edges,
  };
}
