/** The next stretch of a list behind what is there. What moved meanwhile and comes a second time is shown once, anew. */
export function joined<T>(before: readonly T[], more: readonly T[], key: (each: T) => string | number): T[] {
  const all = new Map(before.map((each) => [key(each), each]));
  for (const each of more) all.set(key(each), each);
  return [...all.values()];
}
