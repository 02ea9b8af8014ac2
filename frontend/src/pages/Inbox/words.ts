/** How the inbox words what it shows. */
import type { Schemas } from "../../api/client";

type Figures = Schemas["Figures"];

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

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

/** "1 claim", "1,906 claims". */
export function tally(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}

/** "4 May 2031" for an ISO day or moment; what is no day stays as it is. */
export function day(iso: string | null | undefined): string {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso ?? "");
  if (!found) return iso ?? "";
  return `${Number(found[3])} ${MONTHS[Number(found[2]) - 1] ?? found[2]} ${found[1]}`;
}

/** "May 2031" for "2031-05". */
export function month(iso: string): string {
  return day(`${iso}-01`).slice(2);
}

/** "3 to 5 May 2031": one day, or from one to the other. */
export function days(from: string | null, to: string | null): string {
  if (!from || !to || from === to) return day(from ?? to);
  const [a, b] = [day(from), day(to)];
  if (from.slice(0, 7) === to.slice(0, 7)) return `${a.split(" ")[0]} to ${b}`;
  return `${a} to ${b}`;
}

/** "just now", "12 min ago", "3 h ago", "yesterday", then the day. */
export function ago(iso: string, now = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (Number.isNaN(minutes)) return iso;
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  if (minutes < 48 * 60) return "yesterday";
  return day(iso);
}

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

/** "1.4 MB". */
export function size(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB"];
  let n = bytes;
  let unit = 0;
  while (n >= 1000 && unit < units.length - 1) {
    n /= 1000;
    unit += 1;
  }
  return `${unit ? n.toFixed(1) : n} ${units[unit]}`;
}
