import { describe, expect, it } from "vitest";
import { corrections, draftOf, NOTHING, shownOf, spansOf, valueOf, withSpans, withValue, without } from "./draft";
import type { Field } from "./shapes";

const words = (start: number, text: string) => ({ start, end: start + text.length, words: text });
const field = (path: string, value: unknown, text = "said"): Field => ({
  path,
  label: path,
  value,
  shown: String(value),
  spans: [words(10, text)],
  inferred: null,
  options: [],
  editable: "choice",
  takes_spans: true,
  measure: "nominal",
});
const status = field("status", "asserted");
const content = field("content", null, "nobody was hurt");

describe("what was changed of an item", () => {
  it("holds another value and keeps the words", () => {
    const draft = withValue(NOTHING, status, "alleged");
    expect(valueOf(draft, status)).toBe("alleged");
    expect(spansOf(draft, status)).toEqual(status.spans);
    expect(corrections(draft, [status])).toEqual([
      { field: "status", value: "alleged", keep_value: false, spans: null },
    ]);
  });

  it("holds other words and keeps the value", () => {
    const other = [words(10, "nobody was")];
    const draft = withSpans(NOTHING, content, other);
    expect(corrections(draft, [content])).toEqual([
      { field: "content", value: null, keep_value: true, spans: other },
    ]);
  });

  it("is nothing again when the value and the words are those that were read", () => {
    let draft = withSpans(withValue(NOTHING, status, "alleged"), status, [words(10, "sai")]);
    draft = withValue(draft, status, "asserted");
    expect(draft.size).toBe(1);
    expect(withSpans(draft, status, status.spans).size).toBe(0);
  });

  it("can say that a field is open, which is not the same as saying nothing", () => {
    const draft = withValue(NOTHING, status, null);
    expect(corrections(draft, [status])).toEqual([{ field: "status", value: null, keep_value: false, spans: null }]);
    expect(shownOf(draft, status)).toBe("");
  });

  it("comes back from what was sent as it was", () => {
    const draft = withSpans(withValue(NOTHING, status, "denied"), content, [words(12, "body")]);
    expect(draftOf(corrections(draft, [status, content]), () => null)).toEqual(draft);
  });

  it("finds the words again where the server tells only their places", () => {
    const told = { field: "content", keep_value: true, spans: null, at: [[10, 16]] as [number, number][] };
    const draft = draftOf([told], (start, end) => ({ start, end, words: "nobody" }));
    expect(draft.get("content")).toEqual({ spans: [words(10, "nobody")] });
  });

  it("lets one field go and keeps the others", () => {
    const draft = withSpans(withValue(NOTHING, status, "denied"), content, [words(12, "body")]);
    expect([...without(draft, "status").keys()]).toEqual(["content"]);
  });
});
