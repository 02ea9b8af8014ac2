/** Who is said to answer for it, party by party: what each claims, is blamed for, denies, and by whose word. */
import type { Field, Saying, Version } from "./types";

export interface Answer {
  /** Number of the version in its field. */
  number: number;
  version: Version;
  kind: string;
  /** Sayings by whoever says so, each source once. */
  voices: { voice: number; sayings: Saying[] }[];
}

export interface Answering {
  name: string;
  answers: Answer[];
  /** Both that it was the party, and the party's denial. */
  disputed: boolean;
}

const SAYS: Record<string, string> = {
  claimed: "claims it",
  admitted: "admits it",
  accused: "is blamed",
  suspected: "is suspected",
  unknown: "is spoken of as behind it",
  denied: "denies it",
};

/** "claims it", "is blamed". */
export function kindWords(kind: string): string {
  return SAYS[kind] ?? kind;
}

/** The parties of the field "responsibility", those with most origins first. */
export function parties(field: Field | undefined): Answering[] {
  const out = new Map<string, Answering>();
  field?.versions.forEach((version, number) => {
    const name = version.party ?? version.value;
    const party = out.get(name) ?? { name, answers: [], disputed: false };
    out.set(name, party);
    const voices = new Map<string, Answer["voices"][number]>();
    for (const saying of version.sayings) {
      const key = saying.own ? `r${saying.report}` : `v${saying.voice}`;
      const found = voices.get(key);
      if (found) found.sayings.push(saying);
      else voices.set(key, { voice: saying.voice, sayings: [saying] });
    }
    party.answers.push({ number, version, kind: version.kind ?? "unknown", voices: [...voices.values()] });
  });
  const all = [...out.values()];
  for (const party of all) party.disputed = party.answers.some((answer) => answer.version.against.length > 0);
  const weight = (party: Answering): number => Math.max(...party.answers.map((answer) => answer.version.independent));
  return all.sort((a, b) => b.answers.length - a.answers.length || weight(b) - weight(a));
}
