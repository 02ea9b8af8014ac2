/** From degrees to a plane, once; moving and enlarging the plane is all that zooming does. */
import {
  geoAzimuthalEqualArea,
  geoCircle,
  geoDistance,
  geoEqualEarth,
  geoPath,
  type GeoPermissibleObjects,
  type GeoProjection,
} from "d3-geo";

const EARTH_KM = 6371.0088;
const SCALE = 160;

/** Degrees of the sphere that a distance spans. */
export const degrees = (km: number): number => (km / EARTH_KM) * (180 / Math.PI);

export interface Box {
  west: number;
  south: number;
  east: number;
  north: number;
}

/** A plane with everything drawn on it once: `land` by detail. Points are [x, y] in units of the plane. */
export class Plane {
  private readonly path;
  private readonly drawn = new Map<unknown, string>();

  constructor(
    private readonly projection: GeoProjection,
    /** Of a plane about a place: its middle, and how many degrees around it there are. */
    private readonly about?: { middle: [number, number]; reach: number },
  ) {
    this.path = geoPath(projection).digits(2);
  }

  /** Null for what lies on the far side. */
  project(lon: number, lat: number): [number, number] | null {
    if (this.about && geoDistance([lon, lat], this.about.middle) > (this.about.reach * Math.PI) / 180) return null;
    return this.projection([lon, lat]);
  }

  invert(x: number, y: number): [number, number] | null {
    const found = this.projection.invert?.([x, y]);
    return found && Number.isFinite(found[0]) && Number.isFinite(found[1]) ? found : null;
  }

  /** The path of a geometry; kept, where `key` says what it is. */
  draw(geometry: GeoPermissibleObjects, key?: unknown): string {
    const known = key === undefined ? undefined : this.drawn.get(key);
    if (known !== undefined) return known;
    const d = this.path(geometry) ?? "";
    if (key !== undefined) this.drawn.set(key, d);
    return d;
  }

  /** The path of a circle of this radius on the ground. */
  circle(lon: number, lat: number, km: number): string {
    return this.draw(geoCircle().center([lon, lat]).radius(degrees(km)).precision(6)());
  }

  bounds(geometry: GeoPermissibleObjects): [[number, number], [number, number]] {
    return this.path.bounds(geometry);
  }

  /** How many units a kilometre is at a place. */
  unitsPerKm(lon: number, lat: number): number {
    const [one, other] = [this.project(lon, lat - 0.25), this.project(lon, lat + 0.25)];
    if (!one || !other) return 0;
    return Math.hypot(one[0] - other[0], one[1] - other[1]) / ((0.5 * Math.PI * EARTH_KM) / 180);
  }
}

let world: Plane | undefined;

/** The whole world, areas true to size: Equal Earth (Šavrič, Patterson and Jenny 2018). One for all maps. */
export function worldPlane(): Plane {
  return (world ??= new Plane(geoEqualEarth().scale(SCALE).translate([0, 0])));
}

/** The surroundings of a place, true to shape there: Lambert's azimuthal equal-area projection about it. */
export function planeAround(lon: number, lat: number): Plane {
  const reach = 75;
  const projection = geoAzimuthalEqualArea().rotate([-lon, -lat]).clipAngle(reach).scale(SCALE).translate([0, 0]);
  return new Plane(projection, { middle: [lon, lat], reach });
}
