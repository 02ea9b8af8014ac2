/** Finding the parts of an incident that others refer to: reports by number, voices by key. */
import type { Incident, Report, Saying, Voice } from "./types";

export class LookUp {
  private readonly reports: Map<number, Report>;
  private readonly voices: Map<number, Voice>;

  constructor(readonly page: Incident) {
    this.reports = new Map(page.reports.map((report) => [report.number, report]));
    this.voices = new Map(page.voices.map((voice) => [voice.number, voice]));
  }

  report(number: number): Report {
    return this.reports.get(number)!;
  }

  voice(number: number): Voice {
    return this.voices.get(number)!;
  }

  /** The outlet of a report, else the host of its address, else that it is not known. */
  outlet(number: number): string {
    const report = this.report(number);
    return report.outlet ?? hostOf(report.url) ?? "outlet not known";
  }

  /** Who says it, for a reader: the outlet by its name, a source by its own. */
  who(saying: { own: boolean; voice: number; report: number }): string {
    return saying.own ? this.outlet(saying.report) : this.voice(saying.voice).name;
  }

  /** The address of a report, opened at the words of a saying. */
  wordsAt(saying: Pick<Saying, "report" | "spans">): string {
    const id = this.report(saying.report).id;
    const at = saying.spans.map((span) => `${span.start}-${span.end}`).join(",");
    return at ? `/reports/${id}?at=${at}` : `/reports/${id}`;
  }
}

function hostOf(url: string | null): string | null {
  return url && URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, "") || null : null;
}

/** The colour of a voice: 0 is the outlets', eight others in turn. */
export function hue(number: number): string {
  return `var(--v${number === 0 ? 0 : ((number - 1) % 8) + 1})`;
}
