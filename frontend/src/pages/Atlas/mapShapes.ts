/** Incidents on the map: clusters, single ones with what is known of their place, whole countries. */
import type { Look } from "../../parts/drawing/look.svelte";
import { widthOf, type Shape } from "../../parts/drawing/shapes";
import type { Geography } from "../../parts/map/geography";
import type { Shade } from "../../parts/map/ground";
import { placeShapes } from "../../parts/map/places";
import { inside, seenAt, type View } from "../../parts/map/view";
import { clustersIn, radiusOf, type Cluster, type Index } from "./clusters";
import { precisionOf, titleOf, type Incidents } from "./incidents";
import { numeral } from "../../text/figures";

/** How many incidents are known to lie somewhere in each country, and no nearer. */
export function countriesOf(incidents: Incidents, among: Int32Array): Map<string, number> {
  const counts = new Map<string, number>();
  for (const n of among) {
    const country = incidents.columns.country[n];
    if (country && precisionOf(incidents, n) === "country") counts.set(country, (counts.get(country) ?? 0) + 1);
  }
  return counts;
}

/** The stronger, the larger a part of all that is shown is known to no more than this country. */
export function shadesOf(counts: ReadonlyMap<string, number>, all: number): Map<string, Shade> {
  const most = Math.max(2, all);
  return new Map(
    [...counts].map(([code, count]) => [
      code,
      { strength: Math.log1p(count) / Math.log1p(most), says: `${count} somewhere in the country` },
    ]),
  );
}

/** From the bottom up; `lit` is the incident that the pointer or the list is at. */
export function incidentShapes(
  view: View,
  incidents: Incidents,
  index: Index,
  { look, lit = null, counts, countries }: Drawn,
): Shape[] {
  const shapes: Shape[] = [];
  const found = clustersIn(index, view);
  for (const cluster of found) if (cluster.n !== null) shapes.push(...one(view, incidents, cluster.n, look, lit));
  for (const cluster of found) if (cluster.n === null) shapes.push(...several(view, cluster, look));
  for (const [code, count] of counts) {
    const country = countries?.byCode.get(code);
    const at = country && seenAt(view, ...country.middle);
    if (!at || !inside(view, at)) continue;
    const words = numeral(count);
    const w = widthOf(words, 11) + 12;
    const says = `${count} somewhere in ${country.name}`;
    const over = found.find((each) => {
      const other = seenAt(view, each.lon, each.lat);
      return other && Math.hypot(other[0] - at[0], other[1] - at[1] - 12) < radiusOf(each.count) + w / 2;
    });
    const y = over ? (seenAt(view, over.lon, over.lat)?.[1] ?? at[1]) + radiusOf(over.count) + 15 : at[1] + 12;
    shapes.push({
      form: "rect",
      x: at[0] - w / 2,
      y: y - 9,
      w,
      h: 18,
      round: 3,
      fill: look.paper,
      stroke: look.accent,
      dash: [3, 2],
      says,
    });
    shapes.push({
      form: "text",
      x: at[0],
      y: y + 4,
      words,
      size: 11,
      weight: 600,
      fill: look.accent,
      anchor: "middle",
    });
  }
  if (lit !== null && !found.some((each) => each.n === lit)) shapes.push(...ring(view, incidents, lit, look));
  return shapes;
}

interface Drawn {
  look: Look;
  lit?: number | null;
  counts: ReadonlyMap<string, number>;
  countries: Geography | null;
}

function one(view: View, incidents: Incidents, n: number, look: Look, lit: number | null): Shape[] {
  const { lat, lon, radius_km, country } = incidents.columns;
  const place = {
    label: titleOf(incidents, n),
    precision: precisionOf(incidents, n),
    lat: lat[n] ?? null,
    lon: lon[n] ?? null,
    radiusKm: radius_km[n] ?? null,
    country: country[n] ?? null,
  };
  return placeShapes(view, place, look, { lit: n === lit });
}

function several(view: View, cluster: Cluster, look: Look): Shape[] {
  const at = seenAt(view, cluster.lon, cluster.lat);
  if (!at || !inside(view, at, 40)) return [];
  const [x, y] = at;
  const r = radiusOf(cluster.count);
  const words = numeral(cluster.count);
  const known = cluster.areas ? `, ${cluster.areas} of them known to an area only` : "";
  const says = `${words} incidents about here${known}`;
  const whole = cluster.areas === cluster.count;
  return [
    { form: "circle", x, y, r: r + 3, fill: look.accent, opacity: 0.2 },
    whole
      ? { form: "circle", x, y, r, fill: look.paper, stroke: look.accent, dash: [4, 3], width: 1.5, says }
      : { form: "circle", x, y, r, fill: look.accent, stroke: look.paper, width: 1, says },
    {
      form: "text",
      x,
      y: y + 4,
      words,
      size: 11,
      weight: 600,
      fill: whole ? look.accent : look.onAccent,
      anchor: "middle",
    },
  ];
}

function ring(view: View, incidents: Incidents, n: number, look: Look): Shape[] {
  const { lat, lon } = incidents.columns;
  const at =
    lat[n] === null || precisionOf(incidents, n) === "country"
      ? null
      : seenAt(view, lon[n] as number, lat[n] as number);
  return at ? [{ form: "circle", x: at[0], y: at[1], r: 9, stroke: look.lit, width: 2.5 }] : [];
}

/** The cluster or incident at a pixel, the smallest first. */
export function clusterAt(index: Index, view: View, [x, y]: [number, number]): Cluster | null {
  let best: Cluster | null = null;
  let nearest = Infinity;
  for (const cluster of clustersIn(index, view)) {
    const at = seenAt(view, cluster.lon, cluster.lat);
    if (!at) continue;
    const away = Math.hypot(at[0] - x, at[1] - y);
    if (away <= radiusOf(cluster.count) + 5 && away < nearest) [best, nearest] = [cluster, away];
  }
  return best;
}
