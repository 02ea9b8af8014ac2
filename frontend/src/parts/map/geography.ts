/** The land and the countries of the world, from files that come with the pages: no tiles, nothing from outside.
 *
 * world-atlas, made of Natural Earth (public domain): borders are drawn as Natural Earth does, by who controls a land
 * de facto. Nothing is said here about whose it is.
 */
import { geoArea, geoBounds, geoCentroid } from "d3-geo";
import type { Feature, MultiPolygon, Polygon, Position } from "geojson";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { ALPHA_2, BY_NAME, FULL } from "./codes";

export interface Country {
  /** ISO 3166-1 alpha-2; null for land that has none. */
  code: string | null;
  name: string;
  outline: Feature<Polygon | MultiPolygon>;
  /** Where its name stands: the middle of its largest part, and how many degrees that is wide. */
  middle: [number, number];
  across: number;
  /** Of the sphere, in steradians. */
  area: number;
}

export interface Geography {
  countries: Country[];
  byCode: ReadonlyMap<string, Country>;
  borders: GeoJSON.MultiLineString;
}

export type Detail = "coarse" | "fine";
type World = Topology<{ countries: GeometryCollection<{ name: string }> }>;

const loaded = new Map<Detail, Promise<Geography>>();

/** The world for small scales ("coarse", 1:110 million) or larger ones ("fine", 1:50 million); loaded once each. */
export function geography(detail: Detail): Promise<Geography> {
  let promise = loaded.get(detail);
  if (!promise) {
    const file =
      detail === "coarse" ? import("world-atlas/countries-110m.json") : import("world-atlas/countries-50m.json");
    promise = file.then((module) => read(module.default as unknown as World));
    loaded.set(detail, promise);
  }
  return promise;
}

function read(world: World): Geography {
  const { countries } = world.objects;
  const found = feature(world, countries).features.map((outline): Country => {
    const name = outline.properties.name;
    const id = outline.id === undefined ? undefined : String(outline.id).padStart(3, "0");
    const chief = largest(outline as Feature<Polygon | MultiPolygon>);
    const [[west], [east]] = geoBounds(chief);
    return {
      code: (id && ALPHA_2.get(id)) ?? BY_NAME.get(name) ?? null,
      name: FULL.get(name) ?? name,
      outline: outline as Feature<Polygon | MultiPolygon>,
      middle: geoCentroid(chief),
      across: east < west ? east - west + 360 : east - west,
      area: geoArea(chief),
    };
  });
  const byCode = new Map(found.filter((each) => each.code).map((each) => [each.code as string, each]));
  return { countries: found, byCode, borders: mesh(world, countries, (a, b) => a !== b) };
}

function largest(outline: Feature<Polygon | MultiPolygon>): Polygon {
  const { geometry } = outline;
  const parts: Position[][][] = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const polygons = parts.map((coordinates): Polygon => ({ type: "Polygon", coordinates }));
  return polygons.reduce((a, b) => (geoArea(b) > geoArea(a) ? b : a));
}
