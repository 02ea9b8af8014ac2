/** Days as people read them; what is known only as an interval stays one. */
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

/** A moment in UTC as "2 May 2031, 14:05"; a bare day as a day. */
export function momentWords(iso: string): string {
  return iso.length > 10 ? `${dayWords(iso)}, ${iso.slice(11, 16)}` : dayWords(iso);
}
