/** What was done, in words. */
const WORDS: Record<string, string> = {
  "sign-in": "signed in",
  "sign-in.refused": "sign-in refused",
  "sign-out": "signed out",
  "account.add": "added the account",
  "account.role": "changed the roles of",
  "account.password": "set the password of",
  "account.disable": "disabled",
  "account.enable": "let in again",
  "key.add": "made a key for",
  "key.revoke": "revoked a key of",
  "names.seen": "opened with names",
};

const GROUPS: Record<string, string> = {
  account: "Accounts",
  key: "Keys",
  names: "Names looked at",
  "sign-in": "Signing in",
  "sign-out": "Signing out",
  write: "What was written",
};

/** "merged" of "write.merge" cannot be known for every act: those are said by their own name. */
export function actWords(act: string): string {
  return WORDS[act] ?? act.replace(/^write\./, "").replaceAll(/[._-]/g, " ");
}

/** The groups that these acts are of, to choose from. */
export function groupsOf(acts: string[]): { value: string; label: string }[] {
  const found = [...new Set(acts.map((act) => act.split(".")[0]!))];
  return found.map((value) => ({ value, label: GROUPS[value] ?? value }));
}

/** Where a thing is shown; null for what has no page. */
export function pageOf(what: string): string | null {
  if (/^r\d-[0-9a-z]{16}$/.test(what)) return `/reports/${what}`;
  if (/^x\d-[0-9a-z]{16}$/.test(what)) return `/incidents/${what}`;
  return null;
}

/** What else is known, as "before: reader; after: reviewer". */
export function moreWords(more: Record<string, unknown>): string {
  return Object.entries(more)
    .filter(([name]) => name !== "path")
    .map(
      ([name, value]) => `${name.replaceAll("_", " ")}: ${Array.isArray(value) ? value.join(", ") : String(value)}`,
    )
    .join("; ");
}
