/** How rights and acts are called for readers. */
export const RIGHTS: { name: string; says: string; short: string }[] = [
  { name: "read", short: "Read", says: "Open reports, incidents, lists and searches" },
  { name: "see_names", short: "See names", says: "See private people by name instead of masked" },
  { name: "annotate", short: "Annotate", says: "Correct what was read, and code items of the queue" },
  { name: "judge", short: "Judge", says: "Merge, split, and say “not the same”" },
  { name: "adjudicate", short: "Adjudicate", says: "Decide where two coders differ" },
  { name: "ingest", short: "Take in", says: "Take reports in, and try quarantined ones again" },
  { name: "export", short: "Export", says: "Take tables out of the ledger" },
  { name: "administer", short: "Administer", says: "Manage accounts, and look at the audit log" },
];
