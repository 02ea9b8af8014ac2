/** Days and moments as people read them; what is known only as an interval stays one. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

interface Day {
  year: string;
  month: number;
  day: number;
}

function parts(iso: string): Day | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso);
  return found ? { year: found[1]!, month: Number(found[2]), day: Number(found[3]) } : null;
}

/** "2 May 2031"; what is no ISO day stays as it is. */
export function dayWords(iso: string): string {
  const day = parts(iso);
  return day ? `${day.day} ${MONTHS[day.month - 1]} ${day.year}` : iso;
}

/** "2 May", for the ticks of a plot. */
export function shortDay(iso: string): string {
  const day = parts(iso);
  return day ? `${day.day} ${MONTHS[day.month - 1]}` : iso;
}

/** "2 May 2031", "1–31 Aug 2015", "28 Aug – 3 Sep 2015"; null where no day is known. */
export function interval(from: string | null | undefined, to: string | null | undefined): string | null {
  const first = from ?? to;
  const last = to ?? from;
  if (!first || !last) return null;
  const a = parts(first);
  const b = parts(last);
  if (!a || !b || first.slice(0, 10) === last.slice(0, 10)) return dayWords(first);
  if (a.year !== b.year) return `${dayWords(first)} – ${dayWords(last)}`;
  if (a.month !== b.month) return `${a.day} ${MONTHS[a.month - 1]} – ${dayWords(last)}`;
  return `${a.day}–${b.day} ${MONTHS[b.month - 1]} ${b.year}`;
}

/** "May 2031" for "2031-05". */
export function monthWords(iso: string): string {
  const day = parts(`${iso}-01`);
  return day ? `${MONTHS[day.month - 1]} ${day.year}` : iso;
}

/** A moment as "2 May 2031, 14:05" by the reader's own clock; a bare day as a day. The exact one belongs into a title. */
export function momentWords(iso: string): string {
  if (iso.length <= 10) return dayWords(iso);
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return `${localDay(at)}, ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The day of a moment by the reader's own clock: "2 May 2031". */
export function dayOfMoment(iso: string): string {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? iso : localDay(at);
}

/** "just now", "12 min ago", "3 h ago", "yesterday", then the day. */
export function ago(iso: string, now = Date.now()): string {
  const minutes = Math.floor((now - Date.parse(iso)) / 60_000);
  if (Number.isNaN(minutes)) return iso;
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  if (minutes < 48 * 60) return "yesterday";
  return dayOfMoment(iso);
}

const localDay = (at: Date): string => `${at.getDate()} ${MONTHS[at.getMonth()]} ${at.getFullYear()}`;
const two = (number: number): string => String(number).padStart(2, "0");
