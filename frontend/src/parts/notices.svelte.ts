/** Short notices at the edge of the page, some with a way back. */
export interface Notice {
  id: number;
  text: string;
  kind: "done" | "failed";
  undo?: () => void | Promise<void>;
}

const STAYS = 8000; // milliseconds; one that can be undone, or tells of a failure, stays twice as long

class Notices {
  list = $state.raw<Notice[]>([]);
  private last = 0;

  add(text: string, options: { kind?: Notice["kind"]; undo?: Notice["undo"] } = {}): void {
    const notice: Notice = { id: ++this.last, text, kind: options.kind ?? "done", undo: options.undo };
    this.list = [...this.list.slice(-3), notice];
    setTimeout(() => this.drop(notice.id), notice.undo || notice.kind === "failed" ? 2 * STAYS : STAYS);
  }

  drop(id: number): void {
    this.list = this.list.filter((each) => each.id !== id);
  }
}

export const notices = new Notices();

/** Say that something was done: `notify("Merged", { undo })`. */
export function notify(text: string, options: { undo?: Notice["undo"] } = {}): void {
  notices.add(text, options);
}

/** Say that something failed, in the words of the error. */
export function notifyFailure(error: unknown): void {
  notices.add(error instanceof Error ? error.message : String(error), { kind: "failed" });
}
