/** The only place that asks the server. Paths, parameters and answers are typed by what the API says of itself. */
import createClient, { type FetchResponse } from "openapi-fetch";
import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** Typed by path: `ask(api.GET("/api/session"))`. */
export const api = createClient<paths>({ baseUrl: location.origin });

/** A problem the server told (RFC 9457), or that it could not be reached (status 0). */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly kind: string,
    message: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

export interface Answer<T> {
  data: T;
  /** To send as If-Match with a change of what was given; null where it cannot be changed. */
  etag: string | null;
}

type Asked = Promise<FetchResponse<any, any, any>>;
type DataOf<P> = P extends Promise<infer R> ? (R extends { data?: infer D } ? NonNullable<D> : never) : never;

/** What was asked for, with its ETag. Throws ProblemError. */
export async function askTagged<P extends Asked>(asked: P): Promise<Answer<DataOf<P>>> {
  const { data, error, response } = await asked.catch((failure: unknown) => {
    if (failure instanceof DOMException && failure.name === "AbortError") throw failure;
    throw new ProblemError(0, "unreachable", "The workbench does not answer. Is `reportedly serve` still running?");
  });
  if (!response.ok) {
    const said = (error ?? {}) as Record<string, unknown>;
    const kind = String(said.type ?? "").replace("urn:reportedly:", "") || "fault";
    throw new ProblemError(response.status, kind, String(said.detail ?? response.statusText), said);
  }
  return { data: data as DataOf<P>, etag: response.headers.get("ETag") };
}

/** What was asked for. Throws ProblemError. */
export async function ask<P extends Asked>(asked: P): Promise<DataOf<P>> {
  return (await askTagged(asked)).data;
}
