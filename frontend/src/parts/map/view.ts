/** What of a plane is seen: enlarged `k` times and moved, in pixels of the map. */
import type { Box, Plane } from "./projection";

export interface View {
  plane: Plane;
  width: number;
  height: number;
  k: number;
  x: number;
  y: number;
}

/** Pixels from the upper left of the map; null for a place on the far side. */
export function seenAt(view: View, lon: number, lat: number): [number, number] | null {
  const at = view.plane.project(lon, lat);
  return at && [at[0] * view.k + view.x, at[1] * view.k + view.y];
}

/** Longitude and latitude of a pixel; null outside the world. */
export function placeAt(view: View, x: number, y: number): [number, number] | null {
  return view.plane.invert((x - view.x) / view.k, (y - view.y) / view.k);
}

/** Whether a point is on the map, or within `margin` pixels of it. */
export function inside(view: View, [x, y]: [number, number], margin = 0): boolean {
  return x >= -margin && y >= -margin && x <= view.width + margin && y <= view.height + margin;
}

/** The box of degrees that is seen, by pixels along the edges and inside; the world where all of it is. */
export function boxSeen(view: View): Box {
  const box: Box = { west: 180, south: 90, east: -180, north: -90 };
  let outside = 0;
  for (let i = 0; i <= 8; i++)
    for (let j = 0; j <= 8; j++) {
      const at = placeAt(view, (view.width * i) / 8, (view.height * j) / 8);
      if (!at || Math.abs(at[0]) > 180 || Math.abs(at[1]) > 90) {
        outside++;
        continue;
      }
      box.west = Math.min(box.west, at[0]);
      box.east = Math.max(box.east, at[0]);
      box.south = Math.min(box.south, at[1]);
      box.north = Math.max(box.north, at[1]);
    }
  return outside > 24 || box.west > box.east ? { west: -180, south: -90, east: 180, north: 90 } : box;
}

/** How to enlarge and move a plane so that what lies between two corners of it fills a map, with a margin. */
export function fitted(
  [[left, top], [right, bottom]]: [[number, number], [number, number]],
  width: number,
  height: number,
  { margin = 12, most = Infinity } = {},
): { k: number; x: number; y: number } {
  const k = Math.min(
    most,
    (width - 2 * margin) / Math.max(right - left, 1e-6),
    (height - 2 * margin) / Math.max(bottom - top, 1e-6),
  );
  return { k, x: width / 2 - (k * (left + right)) / 2, y: height / 2 - (k * (top + bottom)) / 2 };
}
