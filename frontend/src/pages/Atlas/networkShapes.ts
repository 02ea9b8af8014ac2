/** The network as shapes: actors by what they are, edges by what is asserted, told by line and mark beside colour. */
import type { Look } from "../../parts/drawing/look.svelte";
import { widthOf, type Shape, type TextShape } from "../../parts/drawing/shapes";
import { KINDS, nameOf, NOBODY, originsTold, type Assertions, type Edge, type Kind } from "./assertions";
import type { Laid } from "./layout";

interface Line {
  dash: number[];
  /** Place in the look's colours. */
  colour: number;
  mark: "none" | "cross";
}

/** Solid for what one says of oneself, dashed for what is said of others, dotted for less; a denial bears a cross. */
export const LINES: Record<Kind, Line> = {
  claimed: { dash: [], colour: 1, mark: "none" },
  admitted: { dash: [10, 2], colour: 2, mark: "none" },
  denied: { dash: [], colour: 5, mark: "cross" },
  accused: { dash: [7, 4], colour: 0, mark: "none" },
  suspected: { dash: [3, 3], colour: 3, mark: "none" },
  unknown: { dash: [1, 4], colour: 6, mark: "none" },
  counted: { dash: [], colour: 6, mark: "none" },
};

export interface Bend {
  d: string;
  /** The middle, and the direction there. */
  x: number;
  y: number;
  angle: number;
  tip: [number, number];
}

/** The line of an edge; several between the same two bend apart, and one to itself is a loop. */
export function bendOf(edge: Edge, laid: Laid): Bend | null {
  const [a, b] = [laid.nodes.get(edge.by), laid.nodes.get(edge.about)];
  if (!a || !b) return null;
  const same = laid.edges.filter(
    (each) =>
      (each.by === edge.by && each.about === edge.about) || (each.by === edge.about && each.about === edge.by),
  );
  const number = same.indexOf(edge);
  if (edge.by === edge.about) {
    const r = 16 + number * 7;
    const d = `M${a.x - 5} ${a.y - 7}C${a.x - r * 1.6} ${a.y - r * 2.2} ${a.x + r * 1.6} ${a.y - r * 2.2} ${a.x + 5} ${a.y - 7}`;
    return { d, x: a.x, y: a.y - r * 1.7 - 2, angle: 0, tip: [a.x + 5, a.y - 7] };
  }
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.max(1, Math.hypot(dx, dy));
  const flip = edge.by < edge.about ? 1 : -1;
  const away = (number - (same.length - 1) / 2) * 26 * flip + (same.length === 1 ? 0.08 * length : 0);
  const [mx, my] = [(a.x + b.x) / 2 - (dy / length) * away, (a.y + b.y) / 2 + (dx / length) * away];
  const angle = Math.atan2(b.y - my, b.x - mx);
  const tip: [number, number] = [b.x - Math.cos(angle) * 10, b.y - Math.sin(angle) * 10];
  const start = Math.atan2(my - a.y, mx - a.x);
  const [sx, sy] = [a.x + Math.cos(start) * 9, a.y + Math.sin(start) * 9];
  const [x, y] = [(sx + 2 * mx + tip[0]) / 4, (sy + 2 * my + tip[1]) / 4];
  return { d: `M${sx} ${sy}Q${mx} ${my} ${tip[0]} ${tip[1]}`, x, y, angle: Math.atan2(dy, dx), tip };
}

export const thickness = (edge: Edge): number => 1.1 + 1.1 * Math.log2(1 + edge.origins);

/** All of it, from the bottom up. `chosen` is an actor or edge that others step back from. */
export function networkShapes(
  laid: Laid,
  assertions: Assertions,
  look: Look,
  { chosen = null, named = 30 }: { chosen?: string | null; named?: number } = {},
): Shape[] {
  const shapes: Shape[] = [];
  const words: Shape[] = [];
  const told: TextShape[] = [];
  const concerns = (edge: Edge): boolean =>
    chosen === null || edge.key === chosen || edge.by === chosen || edge.about === chosen;
  const taken: [number, number, number, number][] = [...laid.nodes.values()].map(({ x, y }) => [
    x - 8,
    y - 8,
    x + 8,
    y + 8,
  ]);
  const free = (x: number, y: number, w: number, h: number): boolean => {
    if (x < 2 || y < 0 || x + w > laid.width - 2 || y + h > laid.height) return false;
    if (taken.some(([left, top, right, bottom]) => left < x + w && x < right && top < y + h && y < bottom))
      return false;
    taken.push([x, y, x + w, y + h]);
    return true;
  };
  for (const edge of [...laid.edges].reverse()) {
    const bend = bendOf(edge, laid);
    if (!bend) continue;
    const line = LINES[edge.kind];
    const stroke = look.kinds[line.colour] as string;
    const opacity = concerns(edge) ? 1 : 0.14;
    const width = edge.kind === "counted" ? 1 : thickness(edge);
    const short = KINDS.find((each) => each.kind === edge.kind)?.short ?? "";
    const says = `${nameOf(assertions, edge.key)}: ${originsTold(edge)}, ${edge.incidents} incidents`;
    shapes.push({ form: "path", d: bend.d, stroke, width, dash: line.dash, opacity, says });
    shapes.push({ form: "path", d: arrow(bend, 4 + width), fill: stroke, opacity });
    if (line.mark === "cross") shapes.push({ form: "path", d: cross(bend), stroke, width: 2, opacity });
    if ((laid.edges.length <= named || edge.key === chosen || (chosen && concerns(edge))) && opacity === 1)
      told.push({
        form: "text",
        x: bend.x,
        y: bend.y + (line.mark === "cross" ? -7 : 4),
        words: edge.origins > 1 ? `${short} · ${edge.origins}` : short,
        size: 10,
        fill: stroke,
        anchor: "middle",
        halo: look.paper,
      });
  }
  const degree = (id: string): number => laid.edges.filter((edge) => edge.by === id || edge.about === id).length;
  const near = new Set(laid.edges.filter(concerns).flatMap((edge) => [edge.by, edge.about]));
  for (const [id, { x, y }] of [...laid.nodes].sort(([a], [b]) => degree(b) - degree(a) || (a < b ? -1 : 1))) {
    const opacity = near.has(id) ? 1 : 0.25;
    const name = nameOf(assertions, id);
    const lit = id === chosen;
    shapes.push(...nodeShapes(id, x, y, assertions, look, lit).map((shape) => ({ ...shape, opacity })));
    const shown = name.length > 26 ? `${name.slice(0, 25)}…` : name;
    const weight = lit ? 700 : id.startsWith("=") ? 400 : 550;
    const half = widthOf(shown, 11) / 2;
    const spots: [number, number][] = [
      [x, y + 21],
      [x, y - 13],
      [x + half + 12, y + 4],
      [x - half - 12, y + 4],
    ];
    const spot = spots.find(([sx, sy]) => free(sx - half, sy - 10, 2 * half, 13)) ?? (lit ? spots[0] : undefined);
    if (spot)
      words.push({
        form: "text",
        x: spot[0],
        y: spot[1],
        words: shown,
        size: 11,
        weight,
        fill: look.ink,
        anchor: "middle",
        halo: look.paper,
        opacity,
      });
  }
  for (const each of told) {
    const wide = widthOf(each.words, each.size);
    if (free(each.x - wide / 2, each.y - 9, wide, 11)) words.push(each);
  }
  return [...shapes, ...words];
}

/** A circle for an actor, hollow and dashed for those who are not named, a square for a kind of incident. */
function nodeShapes(
  id: string,
  x: number,
  y: number,
  { actors, actorOf }: Assertions,
  look: Look,
  lit: boolean,
): Shape[] {
  const colour = lit ? look.lit : look.ink;
  if (id.startsWith("="))
    return [{ form: "rect", x: x - 6, y: y - 6, w: 12, h: 12, fill: look.paper, stroke: colour, width: 1.6 }];
  if (id === NOBODY)
    return [{ form: "circle", x, y, r: 7, fill: look.paper, stroke: colour, width: 1.4, dash: [2, 2] }];
  const kind = actors[actorOf.get(id) ?? -1]?.kind;
  if (kind === "role") return [{ form: "circle", x, y, r: 7, fill: look.paper, stroke: colour, width: 1.6 }];
  return [{ form: "circle", x, y, r: 7, fill: colour }];
}

function arrow({ tip: [x, y], angle, d }: Bend, size: number): string {
  const [, mx, my] = /Q(-?[\d.]+) (-?[\d.]+)/.exec(d)?.map(Number) ?? [];
  const way = mx === undefined || my === undefined ? angle + Math.PI / 2 : Math.atan2(y - my, x - mx);
  const point = (turn: number, away: number): string =>
    `${x + Math.cos(way + turn) * away} ${y + Math.sin(way + turn) * away}`;
  return `M${point(0, 2)}L${point(2.6, size)}L${point(-2.6, size)}Z`;
}

function cross({ x, y, angle }: Bend): string {
  const arm = (turn: number): string => {
    const [dx, dy] = [Math.cos(angle + turn) * 5, Math.sin(angle + turn) * 5];
    return `M${x - dx} ${y - dy}L${x + dx} ${y + dy}`;
  };
  return arm(Math.PI / 4) + arm(-Math.PI / 4);
}

/** What the lines mean, in a row; returns the shapes and how high they are. */
export function networkLegend(
  kinds: readonly Kind[],
  look: Look,
  width: number,
): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = [];
  let [x, y] = [0, 12];
  for (const { kind, short } of KINDS) {
    if (!kinds.includes(kind)) continue;
    const line = LINES[kind];
    const wide = 44 + widthOf(short, 11) + 16;
    if (x + wide > width) [x, y] = [0, y + 18];
    const stroke = look.kinds[line.colour] as string;
    shapes.push({ form: "path", d: `M${x} ${y - 4}h34`, stroke, width: 2, dash: line.dash });
    if (line.mark === "cross")
      shapes.push({
        form: "path",
        d: cross({ x: x + 17, y: y - 4, angle: 0, d: "", tip: [0, 0] }),
        stroke,
        width: 2,
      });
    shapes.push({ form: "text", x: x + 42, y, words: short, size: 11, fill: look.soft });
    x += wide;
  }
  return { shapes, height: y + 8 };
}
