/** Where actors stand: settled by forces before anything is drawn, and the same for the same edges. */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationLinkDatum,
  type SimulationNodeDatum,
} from "d3-force";
import type { Edge } from "./assertions";

export interface Node extends SimulationNodeDatum {
  id: string;
  x: number;
  y: number;
}

/** Steps after which everything stands still; more change nothing that one could see. */
const TICKS = 120;

export interface Laid {
  nodes: ReadonlyMap<string, { x: number; y: number }>;
  edges: Edge[];
  width: number;
  height: number;
}

/** Positions within a frame, in pixels. d3-force starts from a spiral and draws its numbers from a fixed seed. */
export function laid(edges: Edge[], width: number, height: number): Laid {
  const ids = [...new Set(edges.flatMap((edge) => [edge.by, edge.about]))].sort();
  const nodes = ids.map((id) => ({ id }) as Node);
  const links: SimulationLinkDatum<Node>[] = edges
    .filter((edge) => edge.by !== edge.about)
    .map((edge) => ({ source: edge.by, target: edge.about }));
  const crowd = Math.max(1, nodes.length);
  const near = Math.max(46, Math.min(130, Math.sqrt((width * height) / crowd) * 0.9));
  forceSimulation(nodes)
    .force(
      "link",
      forceLink<Node, SimulationLinkDatum<Node>>(links)
        .id((node) => node.id)
        .distance(near)
        .strength(0.5),
    )
    .force(
      "away",
      forceManyBody()
        .strength(-near * 3)
        .distanceMax(near * 5),
    )
    .force("room", forceCollide(near * 0.36))
    .force("x", forceX(0).strength(0.06 * Math.min(1, height / width)))
    .force("y", forceY(0).strength(0.09))
    .stop()
    .alphaDecay(1 - 0.001 ** (1 / TICKS))
    .tick(TICKS);
  const [xs, ys] = [nodes.map((node) => node.x), nodes.map((node) => node.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [padX, padY] = [Math.min(86, width * 0.18), 30];
  const scaleX = (width - 2 * padX) / Math.max(right - left, 1);
  const scaleY = (height - 2 * padY) / Math.max(bottom - top, 1);
  const [kx, ky] = [Math.min(scaleX, 1.6), Math.min(scaleY, 1.6)];
  const at = (value: number, low: number, high: number, k: number, size: number): number =>
    size / 2 + (value - (low + high) / 2) * k;
  return {
    nodes: new Map(
      nodes.map((node) => [
        node.id,
        { x: at(node.x, left, right, kx, width), y: at(node.y, top, bottom, ky, height) },
      ]),
    ),
    edges,
    width,
    height,
  };
}
