/** Places as they are known, and how a map draws each without saying more than is known. */
import type { Look } from "../drawing/look.svelte";
import type { Shape } from "../drawing/shapes";
import { seenAt, type View } from "./view";

/** "town" is a circle of its radius with a point in it; "area" a circle; "country" shades all of it; the rest is listed. */
export type Precision = "town" | "area" | "country" | "wide" | "unknown";

export interface KnownPlace {
  /** What it is called; shown beside the map where it cannot be drawn. */
  label: string;
  precision: Precision;
  lat: number | null;
  lon: number | null;
  radiusKm: number | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  /** Something about it in a few words: who says so. */
  note?: string;
}

export const drawable = (place: KnownPlace): boolean =>
  place.precision === "country" ? place.country !== null : place.precision === "town" || place.precision === "area";

/** A point with the circle within which it lies, or the circle alone; nothing for what is shaded or listed. */
export function placeShapes(view: View, place: KnownPlace, look: Look, { lit = false, named = false } = {}): Shape[] {
  const { lat, lon, precision, radiusKm } = place;
  if (lat === null || lon === null || (precision !== "town" && precision !== "area")) return [];
  const at = seenAt(view, lon, lat);
  if (!at) return [];
  const colour = lit ? look.lit : look.accent;
  const shapes: Shape[] = [];
  const says = place.note ? `${place.label}: ${place.note}` : place.label;
  const r = (radiusKm ?? 0) * view.plane.unitsPerKm(lon, lat) * view.k;
  if (r > 5) {
    const d = view.plane.circle(lon, lat, radiusKm ?? 0);
    const moved = { k: view.k, x: view.x, y: view.y };
    shapes.push({ form: "path", d, at: moved, fill: colour, opacity: 0.14, says });
    shapes.push({ form: "path", d, at: moved, stroke: colour, width: 1.2, dash: precision === "area" ? [5, 4] : [] });
  } else if (precision === "area") {
    const [x, y] = at;
    shapes.push({ form: "circle", x, y, r: 5, stroke: colour, width: 1.2, dash: [2, 2], says });
  }
  if (precision === "town")
    shapes.push({ form: "circle", x: at[0], y: at[1], r: 4, fill: colour, stroke: look.paper, width: 1.5, says });
  if (named && precision === "town") {
    const [x, y] = at;
    shapes.push({
      form: "text",
      x: x + 8,
      y: y - 6,
      words: place.label,
      size: 12,
      weight: 650,
      fill: look.ink,
      halo: look.land,
    });
  }
  return shapes;
}
