/** Files of this computer to the server, one after the other, and the job that takes them in. */
import { api, ask, type Schemas } from "../../api/client";

export type Uploaded = Schemas["Uploaded"];

/** Send a file as it is. */
export async function upload(file: File): Promise<Uploaded> {
  return ask(
    api.POST("/api/uploads", {
      params: { query: { name: file.name } },
      body: file as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
      headers: { "Content-Type": "application/octet-stream" },
    }),
  );
}

/** The addresses in what somebody typed or pasted, one a line or apart by spaces; the rest is not understood. */
export function addressesIn(typed: string): { urls: string[]; others: string[] } {
  const words = typed.split(/\s+/).filter(Boolean);
  const isUrl = (word: string): boolean => /^https?:\/\/\S+$/i.test(word);
  return { urls: words.filter(isUrl), others: words.filter((word) => !isUrl(word)) };
}

/** Begin to take in what was sent and what addresses name. */
export async function takeIn(
  files: Uploaded[],
  urls: string[],
  overrides: { outlet?: string | null; published?: string | null },
): Promise<Schemas["Job"]> {
  return ask(api.POST("/api/jobs/ingest", { body: { files, urls, overrides } }));
}
