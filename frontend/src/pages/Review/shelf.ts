import type { Shelf, Unsent } from "./outbox";

const PREFIX = "reportedly.unsent.";

/**
 * Unsent decisions in the browser's local storage, an entry each: two tabs never overwrite each other's, and `put`
 * returns when it is written, which a database in the browser does not promise before the next item is on the screen.
 */
export function localShelf<Body>(storage: Storage = localStorage): Shelf<Body> {
  return {
    all() {
      const found: Unsent<Body>[] = [];
      for (let n = 0; n < storage.length; n += 1) {
        const name = storage.key(n);
        const text = name?.startsWith(PREFIX) ? storage.getItem(name) : null;
        if (text !== null) found.push(JSON.parse(text) as Unsent<Body>);
      }
      return found.sort((a, b) => a.made - b.made);
    },
    put(unsent) {
      storage.setItem(PREFIX + unsent.key, JSON.stringify(unsent));
    },
    drop(key) {
      storage.removeItem(PREFIX + key);
    },
  };
}
