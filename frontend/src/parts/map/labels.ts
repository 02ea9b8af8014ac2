/** Names on a map that do not run into each other: the first to come has the place. */
import type { Look } from "../drawing/look.svelte";
import { widthOf, type Shape } from "../drawing/shapes";
import type { Geography } from "./geography";
import { inside, seenAt, type View } from "./view";

export interface Town {
  name: string;
  lat: number;
  lon: number;
  people: number;
}

/** Countries that are wide enough for their name, larger ones first; then towns, in the order given; none on what lies over it. */
export function labels(
  view: View,
  geography: Geography,
  towns: readonly Town[],
  look: Look,
  over: readonly Shape[] = [],
): Shape[] {
  const taken: [number, number, number, number][] = [];
  for (const shape of over) {
    if (shape.form === "circle" && shape.r > 6)
      taken.push([shape.x - shape.r, shape.y - shape.r, shape.x + shape.r, shape.y + shape.r]);
    else if (shape.form === "rect") taken.push([shape.x, shape.y, shape.x + shape.w, shape.y + shape.h]);
  }
  const shapes: Shape[] = [];
  const free = (x: number, y: number, w: number, h: number): boolean => {
    const box: [number, number, number, number] = [x, y, x + w, y + h];
    if (box[0] < 2 || box[1] < 2 || box[2] > view.width - 2 || box[3] > view.height - 2) return false;
    if (taken.some((t) => t[0] < box[2] && box[0] < t[2] && t[1] < box[3] && box[1] < t[3])) return false;
    taken.push(box);
    return true;
  };
  const close = view.k * 160 > 3000;
  for (const country of [...geography.countries].sort((a, b) => b.area - a.area)) {
    const at = seenAt(view, ...country.middle);
    if (!at || !inside(view, at)) continue;
    const size = close ? 13 : 11;
    const wide = widthOf(country.name, size) + country.name.length;
    const room = (country.across * view.k * 160 * Math.PI * Math.cos((country.middle[1] * Math.PI) / 180)) / 180;
    if (wide > room * 1.15 || !free(at[0] - wide / 2, at[1] - size, wide, size + 4)) continue;
    const name = country.name;
    shapes.push({
      form: "text",
      x: at[0],
      y: at[1],
      words: name,
      size,
      fill: look.soft,
      anchor: "middle",
      spaced: 0.6,
    });
  }
  for (const town of towns) {
    const at = seenAt(view, town.lon, town.lat);
    if (!at || !inside(view, at)) continue;
    const [x, y] = at;
    const wide = widthOf(town.name, 11) + 6;
    if (!free(x - 2, y - 9, wide + 4, 13)) continue;
    shapes.push({ form: "circle", x, y, r: 1.8, fill: look.soft });
    const halo = look.land;
    shapes.push({
      form: "text",
      x: x + 5,
      y: y + 4,
      words: town.name,
      size: 11,
      fill: look.ink,
      opacity: 0.85,
      halo,
    });
  }
  return shapes;
}
