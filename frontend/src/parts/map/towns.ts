/** The larger towns of a part of the world, from the gazetteer of the package. */
import { api, ask } from "../../api/client";
import type { Town } from "./labels";
import type { Box } from "./projection";

const known = new Map<string, Promise<Town[]>>();

/** The towns of a box with most inhabitants, most first; none for most of the world. Asked once for each box. */
export function townsIn(box: Box, limit = 60): Promise<Town[]> {
  const round = (value: number, up: boolean): number => (up ? Math.ceil(value) : Math.floor(value));
  const west = Math.max(-180, round(box.west, false));
  const south = Math.max(-90, round(box.south, false));
  const east = Math.min(180, round(box.east, true));
  const north = Math.min(90, round(box.north, true));
  const key = [west, south, east, north, limit].join();
  let promise = known.get(key);
  if (!promise) {
    promise = ask(api.GET("/api/atlas/places", { params: { query: { west, south, east, north, limit } } })).then(
      (found) => found.items,
      () => [],
    );
    if (known.size > 200) known.clear();
    known.set(key, promise);
  }
  return promise;
}
