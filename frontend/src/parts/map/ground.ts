/** The ground of a map: sea, land, shaded countries, borders. */
import type { Look } from "../drawing/look.svelte";
import type { Shape } from "../drawing/shapes";
import type { Geography } from "./geography";
import type { View } from "./view";

/** A country that is shaded because something happened somewhere in it: how strongly (0..1), and the words for it. */
export interface Shade {
  strength: number;
  says: string;
}

/** From the bottom up. `shades` are by ISO 3166-1 alpha-2. */
export function ground(
  view: View,
  geography: Geography,
  look: Look,
  shades: ReadonlyMap<string, Shade> = new Map(),
): Shape[] {
  const { plane, k, x, y } = view;
  const at = { k, x, y };
  const shapes: Shape[] = [
    { form: "path", d: plane.draw({ type: "Sphere" }, "sphere"), at, kept: true, fill: look.sea },
  ];
  const land = { type: "FeatureCollection" as const, features: geography.countries.map((each) => each.outline) };
  shapes.push({ form: "path", d: plane.draw(land, geography), at, kept: true, fill: look.land });
  for (const [code, { strength, says }] of shades) {
    const country = geography.byCode.get(code);
    if (!country) continue;
    const d = plane.draw(country.outline, country);
    shapes.push({ form: "path", d, at, kept: true, fill: look.accent, opacity: 0.12 + 0.33 * strength, says });
    shapes.push({ form: "path", d, at, kept: true, stroke: look.accent, width: 1, dash: [4, 3], opacity: 0.8 });
  }
  const borders = plane.draw(geography.borders, geography.borders);
  shapes.push({ form: "path", d: borders, at, kept: true, stroke: look.border, width: 0.8 });
  return shapes;
}
