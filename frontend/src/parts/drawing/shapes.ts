/** What is drawn, as data: the same shapes are painted on a canvas, shown as SVG, and written to files. Pixels. */
interface Paint {
  fill?: string;
  stroke?: string;
  /** Width of the line; 1 if left out. It stays so wide whatever `at` enlarges. */
  width?: number;
  dash?: readonly number[];
  opacity?: number;
  /** What it is, for whoever hovers over it in a file. */
  says?: string;
}

/** Enlarged `k` times, then moved. */
export interface Moved {
  k: number;
  x: number;
  y: number;
}

export interface PathShape extends Paint {
  form: "path";
  d: string;
  at?: Moved;
  /** Whether the path is drawn again and again, so that a canvas keeps it. */
  kept?: boolean;
}
export interface CircleShape extends Paint {
  form: "circle";
  x: number;
  y: number;
  r: number;
}
export interface RectShape extends Paint {
  form: "rect";
  x: number;
  y: number;
  w: number;
  h: number;
  round?: number;
}
export interface TextShape {
  form: "text";
  x: number;
  y: number;
  words: string;
  size: number;
  fill: string;
  anchor?: "start" | "middle" | "end";
  weight?: number;
  /** Colour of an edge around the letters, so that they stand on anything. */
  halo?: string;
  opacity?: number;
  spaced?: number;
}

/** Shapes moved to a place of their own, cut off at its edges. */
export interface GroupShape {
  form: "group";
  x: number;
  y: number;
  w: number;
  h: number;
  shapes: Shape[];
}

export type Shape = PathShape | CircleShape | RectShape | TextShape | GroupShape;

export const FONT = '"Inter Variable", Inter, system-ui, "Noto Sans", Arial, sans-serif';

/** About how wide words are in the font of drawings. */
export function widthOf(words: string, size: number): number {
  return words.length * size * 0.56;
}
