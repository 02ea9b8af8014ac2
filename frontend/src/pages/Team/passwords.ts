/** Passwords that can be said over the telephone: syllables without letters that look or sound alike. */
const FIRST = "bdfgklmnprstvz";
const VOWELS = "aeiou";

/** Five words of two syllables: 60 random bits and more. */
export function madeUp(): string {
  const word = (): string => [0, 1].map(() => pick(FIRST) + pick(VOWELS)).join("");
  return Array.from({ length: 5 }, word).join(" ");
}

/** Every letter is as likely as any other: numbers beyond the last whole multiple are drawn again. */
function pick(letters: string): string {
  const room = new Uint32Array(1);
  const limit = Math.floor(0x100000000 / letters.length) * letters.length;
  do crypto.getRandomValues(room);
  while (room[0]! >= limit);
  return letters[room[0]! % letters.length]!;
}
