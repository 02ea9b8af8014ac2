/** Changes that were begun and not sent, kept in the browser: a reload or a closed lid loses no work. */
import type { Draft } from "./draft";
import type { Change } from "./shapes";

const PREFIX = "reportedly.draft.";

/** Keep what somebody changed of an item; null forgets it. */
export function keep(by: string, item: string, draft: Draft | null, storage: Storage = localStorage): void {
  const name = `${PREFIX}${by}.${item}`;
  if (draft === null) storage.removeItem(name);
  else storage.setItem(name, JSON.stringify([...draft]));
}

/** What they had changed, or null. */
export function kept(by: string, item: string, storage: Storage = localStorage): Draft | null {
  const text = storage.getItem(`${PREFIX}${by}.${item}`);
  return text === null ? null : new Map(JSON.parse(text) as [string, Change][]);
}
