/** Incidents that lie too close together to be drawn apart, put together at each scale. */
import Supercluster, { type PointFeature } from "supercluster";
import { boxSeen, type View } from "../../parts/map/view";
import { precisionOf, type Incidents } from "./incidents";

interface One {
  n: number;
  area: number;
}
interface Some {
  area: number;
}
export type Index = Supercluster<One, Some>;

export interface Cluster {
  lon: number;
  lat: number;
  /** How many incidents, and how many of them are known to an area only. */
  count: number;
  areas: number;
  /** The incident, of one alone; null of several. */
  n: number | null;
  id: number | null;
}

const FINEST = 14;

/** The index of those incidents that are known to a town or an area; a country is shaded and no part of it. */
export function indexed(incidents: Incidents, among: Int32Array): Index {
  const { lat, lon } = incidents.columns;
  const points: PointFeature<One>[] = [];
  for (const n of among) {
    const precision = precisionOf(incidents, n);
    if (precision !== "town" && precision !== "area") continue;
    const coordinates = [lon[n] as number, lat[n] as number];
    const properties = { n, area: precision === "area" ? 1 : 0 };
    points.push({ type: "Feature", properties, geometry: { type: "Point", coordinates } });
  }
  const index: Index = new Supercluster<One, Some>({
    radius: 44,
    extent: 256,
    maxZoom: FINEST,
    map: ({ area }) => ({ area }),
    reduce: (all, { area }) => {
      all.area += area;
    },
  });
  return index.load(points);
}

/** What of them is seen, with a margin so that nothing jumps in at the edge. */
export function clustersIn(index: Index, view: View): Cluster[] {
  const { west, south, east, north } = boxSeen(view);
  const [x, y] = [(east - west) * 0.1 + 0.5, (north - south) * 0.1 + 0.5];
  const box: [number, number, number, number] = [
    Math.max(-180, west - x),
    Math.max(-89, south - y),
    Math.min(180, east + x),
    Math.min(89, north + y),
  ];
  return index.getClusters(box, scaleOf(view)).map((each) => {
    const [lon, lat] = each.geometry.coordinates as [number, number];
    const one = each.properties;
    if ("cluster" in one && one.cluster)
      return { lon, lat, count: one.point_count, areas: one.area, n: null, id: one.cluster_id };
    return { lon, lat, count: 1, areas: one.area, n: (one as One).n, id: null };
  });
}

/** The incidents of a cluster, at most `most`. */
export function membersOf(index: Index, cluster: Cluster, most = Infinity): number[] {
  if (cluster.id === null) return cluster.n === null ? [] : [cluster.n];
  return index.getLeaves(cluster.id, most).map((leaf) => leaf.properties.n);
}

/** The zoom of web maps at which the world is as wide as in this view. */
export function scaleOf(view: View): number {
  return Math.max(0, Math.min(FINEST + 1, Math.floor(Math.log2((view.k * 160 * 2 * Math.PI) / 256))));
}

/** Radius in pixels of a circle that stands for so many. */
export const radiusOf = (count: number): number => (count === 1 ? 4.5 : 8 + 1.7 * Math.log2(count));
