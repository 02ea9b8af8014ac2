/** Shapes as the text of an SVG file that stands by itself. */
import { FONT, type GroupShape, type Shape } from "./shapes";

/** An SVG document. `title` and `about` go into it as what it is and where it comes from, for whoever opens it later. */
export function svg(
  shapes: Iterable<Shape>,
  size: { width: number; height: number },
  { title, about, paper }: { title: string; about: string; paper: string },
): string {
  const { width, height } = size;
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${number(width)} ${number(height)}" ` +
      `width="${number(width)}" height="${number(height)}" role="img" font-family="${escaped(FONT)}">`,
    `<title>${escaped(title)}</title><desc>${escaped(about)}</desc>`,
    `<clipPath id="sheet"><rect width="${number(width)}" height="${number(height)}"/></clipPath>`,
    `<rect width="${number(width)}" height="${number(height)}" fill="${escaped(paper)}"/><g clip-path="url(#sheet)">`,
  ];
  let groups = 0;
  const write = (shape: Shape): void => {
    if (shape.form !== "group") {
      parts.push(element(shape));
      return;
    }
    const id = `part${++groups}`;
    parts.push(`<clipPath id="${id}"><rect ${attributes({ width: shape.w, height: shape.h })}/></clipPath>`);
    parts.push(`<g transform="translate(${number(shape.x)} ${number(shape.y)})" clip-path="url(#${id})">`);
    shape.shapes.forEach(write);
    parts.push("</g>");
  };
  for (const shape of shapes) write(shape);
  parts.push("</g></svg>\n");
  return parts.join("\n");
}

function element(shape: Exclude<Shape, GroupShape>): string {
  if (shape.form === "text") {
    const given = attributes({
      x: shape.x,
      y: shape.y,
      "font-size": shape.size,
      "font-weight": shape.weight,
      "text-anchor": shape.anchor,
      "letter-spacing": shape.spaced,
      fill: shape.fill,
      opacity: shape.opacity,
      ...(shape.halo && {
        stroke: shape.halo,
        "stroke-width": 3,
        "stroke-linejoin": "round",
        "paint-order": "stroke",
      }),
    });
    return `<text ${given}>${escaped(shape.words)}</text>`;
  }
  const paint = {
    fill: shape.fill ?? "none",
    "fill-rule": shape.form === "path" ? "evenodd" : undefined,
    stroke: shape.stroke,
    "stroke-width": shape.stroke ? (shape.width ?? 1) : undefined,
    "stroke-linejoin": shape.stroke ? "round" : undefined,
    "stroke-dasharray": shape.stroke && shape.dash?.length ? shape.dash.join(" ") : undefined,
    opacity: shape.opacity,
  };
  const inside = shape.says ? `<title>${escaped(shape.says)}</title>` : "";
  if (shape.form === "circle")
    return `<circle ${attributes({ cx: shape.x, cy: shape.y, r: shape.r, ...paint })}>${inside}</circle>`;
  if (shape.form === "rect") {
    const { x, y, w: width, h: height, round: rx } = shape;
    return `<rect ${attributes({ x, y, width, height, rx, ...paint })}>${inside}</rect>`;
  }
  const at = shape.at;
  const moved = at && {
    transform: `translate(${number(at.x)} ${number(at.y)}) scale(${number(at.k)})`,
    "vector-effect": "non-scaling-stroke",
  };
  return `<path ${attributes({ d: shape.d, ...moved, ...paint })}>${inside}</path>`;
}

function attributes(given: Record<string, string | number | undefined>): string {
  return Object.entries(given)
    .filter(([, value]) => value !== undefined && value !== "")
    .map(([name, value]) => `${name}="${typeof value === "number" ? number(value) : escaped(value ?? "")}"`)
    .join(" ");
}

function number(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Text of a ledger may hold what XML forbids (control characters, lone surrogates): U+FFFD stands for those. */
export function escaped(words: string): string {
  return words
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "\ufffd")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
