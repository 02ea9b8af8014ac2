/** What goes on beside the pages: numbers of the ledger, and jobs that wait, run or have just ended. */
import { api, ask, type Schemas } from "./api/client";

export type Job = Schemas["Job"];

/** What came of a job, as far as it says. */
export interface Came {
  reports?: number;
  known?: number;
  quarantined?: number;
  refused?: string[];
  first?: { report: string; headline: string | null }[];
  linked?: { reports: number; incidents: number };
  rows?: number;
  file?: string;
}

const BUSY = 700; // milliseconds between two looks while a job runs
const QUIET = 20_000;

class Work {
  state = $state.raw<Schemas["LedgerState"] | null>(null);
  /** Jobs that wait or run, and those that ended while one looked on. */
  jobs = $state.raw<Job[]>([]);
  /** Grows whenever a job ends. */
  ends = $state(0);
  /** Why it is not known what goes on; null while it is. */
  trouble = $state<string | null>(null);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watched = new Set<number>();
  private following = false;

  /** Look on, until the returned function is called. */
  follow(): () => void {
    this.following = true;
    void this.refresh();
    const again = (): void => void (document.visibilityState === "visible" && this.refresh());
    document.addEventListener("visibilitychange", again);
    return () => {
      this.following = false;
      clearTimeout(this.timer);
      document.removeEventListener("visibilitychange", again);
    };
  }

  async refresh(): Promise<void> {
    clearTimeout(this.timer);
    try {
      this.state = await ask(api.GET("/api/inbox/state"));
      if (this.state.jobs || this.watched.size) await this.look();
      this.trouble = null;
    } catch (error) {
      this.trouble = error instanceof Error ? error.message : String(error);
    }
    const busy = (this.state?.jobs ?? 0) > 0;
    if (this.following && document.visibilityState === "visible") {
      this.timer = setTimeout(() => void this.refresh(), busy ? BUSY : QUIET);
    }
  }

  /** Follow a job that was just given. */
  watch(job: Job): void {
    this.watched.add(job.number);
    this.jobs = [job, ...this.jobs.filter((each) => each.number !== job.number)];
    void this.refresh();
  }

  /** Link now, and follow it. */
  async link(): Promise<void> {
    this.watch(await ask(api.POST("/api/jobs/link")));
  }

  /** Show a job that has ended no longer. */
  dismiss(number: number): void {
    this.jobs = this.jobs.filter((each) => each.number !== number);
  }

  private async look(): Promise<void> {
    const { items } = await ask(api.GET("/api/jobs", { params: { query: { limit: 20 } } }));
    const open = items.filter((job) => job.state === "waiting" || job.state === "running");
    const shown = new Set([...open.map((job) => job.number), ...this.jobs.map((job) => job.number)]);
    const ended = items.filter((job) => this.watched.has(job.number) && !open.includes(job));
    this.jobs = items.filter((job) => shown.has(job.number) || ended.includes(job));
    this.watched = new Set(open.map((job) => job.number));
    if (ended.length) {
      this.ends += 1;
      this.state = await ask(api.GET("/api/inbox/state"));
    }
  }
}

export const work = new Work();
