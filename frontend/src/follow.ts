/** What is kept but shows only when the ledger is linked again: said where it was decided, and begun by whoever may. */
import { notify, notifyFailure } from "./parts/notices.svelte";
import { session } from "./session.svelte";
import { work } from "./work.svelte";

/** `kept` is what was done ("Merged"), `why` the server's sentence why incidents do not follow at once. */
export async function followLater(kept: string, why: string): Promise<void> {
  if (!session.can("ingest")) {
    notify(`${kept}. Kept, and it shows once somebody links the ledger: ${why}.`);
    return;
  }
  try {
    await work.link();
    notify(`${kept}. Kept, and it shows when linking is through, which has begun: ${why}.`);
  } catch (failure) {
    notifyFailure(failure);
  }
}
