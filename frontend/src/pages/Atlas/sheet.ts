/** A sheet to be exported: what is seen, with what was asked for, a legend, and where everything comes from. */
import { paint } from "../../parts/drawing/canvas";
import { LIGHT } from "../../parts/drawing/look.svelte";
import { widthOf, type Shape } from "../../parts/drawing/shapes";
import { svg } from "../../parts/drawing/svg";

export interface Part {
  title: string;
  width: number;
  height: number;
  shapes: Shape[];
  /** Below the part; as wide as the part at most. */
  legend: { shapes: Shape[]; height: number };
}

export interface Sheet {
  title: string;
  /** What was asked for, and how many incidents that is. */
  asked: string;
  state: string;
  version: string;
}

export const SOURCES =
  "Land and borders: Natural Earth (public domain), drawn by who controls a land de facto. Towns: GeoNames, CC BY 4.0.";
const MARGIN = 28;

/** The parts below each other, always on white. */
export function composed(parts: readonly Part[], sheet: Sheet): { shapes: Shape[]; width: number; height: number } {
  const look = LIGHT;
  const wide = Math.max(360, ...parts.map((part) => part.width));
  const shapes: Shape[] = [];
  let y = MARGIN + 16;
  shapes.push({ form: "text", x: MARGIN, y, words: sheet.title, size: 18, weight: 650, fill: look.ink });
  for (const words of folded(sheet.asked, wide, 12)) {
    y += 18;
    shapes.push({ form: "text", x: MARGIN, y, words, size: 12, fill: look.soft });
  }
  y += 14;
  for (const part of parts) {
    if (part.title) {
      y += 4;
      for (const words of folded(part.title, wide, 14.5)) {
        y += 17;
        shapes.push({ form: "text", x: MARGIN, y, words, size: 13, weight: 600, fill: look.ink });
      }
      y += 8;
    }
    shapes.push({ form: "group", x: MARGIN, y, w: part.width, h: part.height, shapes: part.shapes });
    y += part.height + 10;
    shapes.push({ form: "group", x: MARGIN, y, w: wide, h: part.legend.height, shapes: part.legend.shapes });
    y += part.legend.height + 8;
  }
  const source = [
    `Made with reportedly ${sheet.version} from the ledger in state ${sheet.state}. What is shown is what sources say, not what is so; origins are independent origins as far as known.`,
    SOURCES,
  ];
  for (const words of source.flatMap((each) => folded(each, wide, 10.5))) {
    y += 15;
    shapes.push({ form: "text", x: MARGIN, y, words, size: 10.5, fill: look.soft });
  }
  return { shapes, width: wide + 2 * MARGIN, height: y + MARGIN };
}

/** Words in lines that fit. */
export function folded(words: string, width: number, size: number): string[] {
  const lines: string[] = [""];
  for (const word of words.split(" ")) {
    const now = lines[lines.length - 1] as string;
    if (now && widthOf(`${now} ${word}`, size) > width) lines.push(word);
    else lines[lines.length - 1] = now ? `${now} ${word}` : word;
  }
  return lines;
}

/** Squares and rings of the map's legend, and the colours of kinds. */
export function mapLegend(): { shapes: Shape[]; height: number } {
  const { accent, paper, soft } = LIGHT;
  const text = (x: number, words: string): Shape => ({ form: "text", x, y: 12, words, size: 11, fill: soft });
  return {
    height: 20,
    shapes: [
      { form: "circle", x: 6, y: 8, r: 4, fill: accent },
      text(16, "town, within its radius"),
      { form: "circle", x: 166, y: 8, r: 5, stroke: accent, dash: [2, 2] },
      text(176, "somewhere within an area"),
      { form: "rect", x: 336, y: 2, w: 12, h: 12, fill: accent, opacity: 0.3 },
      { form: "rect", x: 336, y: 2, w: 12, h: 12, stroke: accent, dash: [3, 2] },
      text(354, "somewhere in a country"),
      { form: "circle", x: 508, y: 8, r: 7, fill: accent, stroke: paper },
      text(520, "several, by their number"),
    ],
  };
}

export function kindsLegend(
  kinds: readonly string[],
  colours: readonly string[],
  width: number,
): { shapes: Shape[]; height: number } {
  const shapes: Shape[] = [];
  let [x, y] = [0, 12];
  kinds.forEach((kind, n) => {
    const wide = 16 + widthOf(kind, 11) + 16;
    if (x + wide > width) [x, y] = [0, y + 17];
    shapes.push({ form: "rect", x, y: y - 9, w: 10, h: 10, round: 2, fill: colours[n] as string });
    shapes.push({ form: "text", x: x + 15, y, words: kind, size: 11, fill: LIGHT.soft });
    x += wide;
  });
  return { shapes, height: y + 8 };
}

export function asSvg(parts: readonly Part[], sheet: Sheet): Blob {
  const { shapes, width, height } = composed(parts, sheet);
  const about = `${sheet.asked}. Ledger state ${sheet.state}, reportedly ${sheet.version}. ${SOURCES}`;
  const text = svg(shapes, { width, height }, { title: sheet.title, about, paper: LIGHT.paper });
  return new Blob([text], { type: "image/svg+xml" });
}

/** Twice as many pixels as on the screen. */
export async function asPng(parts: readonly Part[], sheet: Sheet): Promise<Blob> {
  const { shapes, width, height } = composed(parts, sheet);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.ceil(width * 2), Math.ceil(height * 2)];
  const on = canvas.getContext("2d");
  if (!on) throw new Error("This browser draws no pictures of that size: make the window smaller and try again.");
  on.fillStyle = LIGHT.paper;
  on.fillRect(0, 0, canvas.width, canvas.height);
  await document.fonts.ready;
  paint(on, shapes, 2);
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("The picture could not be written."))), "image/png"),
  );
}

/** Hand a file to whoever sits at the browser. */
export function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
