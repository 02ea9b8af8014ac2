/** How the inbox words what it shows. */
import type { Schemas } from "../../api/client";

type Figures = Schemas["Figures"];

const KINDS: Record<string, [string, string]> = {
  person: ["person", "people"],
  official_unnamed: ["official, not named", "officials, not named"],
  unnamed: ["source not named", "sources not named"],
  eyewitness: ["eyewitness", "eyewitnesses"],
  group: ["group", "groups"],
  organisation: ["organisation", "organisations"],
  government: ["government", "governments"],
  document: ["document", "documents"],
  poll: ["poll", "polls"],
  media: ["media", "media"],
  social_media: ["social media", "social media"],
  narrator: ["the outlet itself", "the outlet itself"],
  unstated: ["source not stated", "sources not stated"],
  unknown: ["source not clear", "sources not clear"],
};

/** "3", "3 (2–5)", "at least 3": the likeliest number, with its bounds where they differ. */
export function figures({ best, low, high }: Figures): string {
  if (high === null) return `at least ${low}`;
  if (low === high) return `${best}`;
  return best === 0 ? `${low} to ${high}` : `${best} (${low}–${high})`;
}

/** "3 killed, 2 injured"; nothing where nobody is told to be. */
export function toll(killed: Figures | null, injured: Figures | null): string {
  const told = [["killed", killed] as const, ["injured", injured] as const].filter(
    ([, figure]) => figure && (figure.best > 0 || figure.high === null || figure.high > 0),
  );
  return told.map(([word, figure]) => `${figures(figure!)} ${word}`).join(", ");
}

/** "police 4": who says how many of the claims. */
export function voice({ name, source_type, claims }: Schemas["Voice"]): string {
  const kind = KINDS[source_type] ?? [source_type, source_type];
  return `${name ?? kind[claims === 1 ? 0 : 1]} ${claims}`;
}

/** "Port Arden, Velmara": the place and the widest that it lies in. */
export function shortPlace(place: string): string {
  const parts = place.split(", ");
  return parts.length > 2 ? `${parts[0]}, ${parts[parts.length - 1]}` : place;
}
