/** The table of fields and sources: which columns it has, and what stands where they cross. */
import type { Field, Incident, Saying } from "./types";

export interface Column {
  key: string;
  /** Number of its origin among the incident's; null for columns of voices. */
  lane: number | null;
  /** Numbers of its reports; of a voice, none. */
  reports: number[];
  voice: number | null;
  /** Whether several reports of one origin stand in it together. */
  folded: boolean;
}

export interface Entry {
  /** Number of the version in its field. */
  version: number;
  voice: number;
  firmness: string;
  sayings: Saying[];
}

/** Columns of reports, origin by origin; those of one origin stand in one column unless it is unfolded. */
export function byOrigin(page: Incident, unfolded: ReadonlySet<number>): Column[] {
  return page.origins.flatMap((lane, number) => {
    const one = (reports: number[], folded: boolean): Column => ({
      key: `o${number}:${reports.join(",")}`,
      lane: number,
      reports,
      voice: null,
      folded,
    });
    if (lane.reports.length < 2 || !unfolded.has(number)) return [one(lane.reports, lane.reports.length > 1)];
    return lane.reports.map((report) => one([report], false));
  });
}

/** Columns of voices, those heard in most reports first. */
export function byVoice(page: Incident): Column[] {
  return page.voices
    .filter((voice) => voice.reports > 0)
    .map((voice) => ({ key: `v${voice.number}`, lane: null, reports: [], voice: voice.number, folded: false }));
}

/** What stands in a cell: each version once for each voice and firmness, in the order of the field's versions. */
export function cell(field: Field, column: Column): Entry[] {
  const entries: Entry[] = [];
  field.versions.forEach((version, number) => {
    const found = new Map<string, Entry>();
    for (const saying of version.sayings) {
      const here = column.voice === null ? column.reports.includes(saying.report) : saying.voice === column.voice;
      if (!here) continue;
      const key = `${saying.voice}\n${saying.firmness}`;
      const entry = found.get(key);
      if (entry) entry.sayings.push(saying);
      else found.set(key, { version: number, voice: saying.voice, firmness: saying.firmness, sayings: [saying] });
    }
    entries.push(...found.values());
  });
  return entries;
}

/** "a", "b", ..., "z", "aa": what a version is called within its field. */
export function letterOf(number: number): string {
  return (number >= 26 ? letterOf(Math.floor(number / 26) - 1) : "") + String.fromCharCode(97 + (number % 26));
}

/** How many versions that are compared a field has. */
export function compared(field: Field): number {
  return field.versions.filter((version) => !version.aside).length;
}
