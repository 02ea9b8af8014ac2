/** Shapes on a canvas. */
import { FONT, type Shape } from "./shapes";

const kept = new Map<string, Path2D>();

/** Paint shapes in their order. `scale` is how many pixels of the canvas one pixel of the shapes takes. */
export function paint(
  on: CanvasRenderingContext2D,
  shapes: Iterable<Shape>,
  scale: number,
  right = 0,
  down = 0,
): void {
  for (const shape of shapes) {
    on.setTransform(scale, 0, 0, scale, right * scale, down * scale);
    if (shape.form === "group") {
      on.save();
      on.beginPath();
      on.rect(shape.x, shape.y, shape.w, shape.h);
      on.clip();
      paint(on, shape.shapes, scale, right + shape.x, down + shape.y);
      on.restore();
      continue;
    }
    on.globalAlpha = shape.opacity ?? 1;
    if (shape.form === "text") {
      on.font = `${shape.weight ?? 400} ${shape.size}px ${FONT}`;
      on.textAlign = shape.anchor === "middle" ? "center" : shape.anchor === "end" ? "right" : "left";
      on.textBaseline = "alphabetic";
      if ("letterSpacing" in on) on.letterSpacing = `${shape.spaced ?? 0}px`;
      if (shape.halo) {
        on.strokeStyle = shape.halo;
        on.lineWidth = 3;
        on.lineJoin = "round";
        on.setLineDash([]);
        on.strokeText(shape.words, shape.x, shape.y);
      }
      on.fillStyle = shape.fill;
      on.fillText(shape.words, shape.x, shape.y);
      continue;
    }
    let path: Path2D;
    let k = 1;
    if (shape.form === "path") {
      path = shape.kept ? keep(shape.d) : new Path2D(shape.d);
      if (shape.at) {
        k = shape.at.k;
        on.transform(k, 0, 0, k, shape.at.x, shape.at.y);
      }
    } else {
      path = new Path2D();
      if (shape.form === "circle") path.arc(shape.x, shape.y, Math.max(0, shape.r), 0, 2 * Math.PI);
      else path.roundRect(shape.x, shape.y, Math.max(0, shape.w), Math.max(0, shape.h), shape.round ?? 0);
    }
    if (shape.fill) {
      on.fillStyle = shape.fill;
      on.fill(path, "evenodd");
    }
    if (shape.stroke) {
      on.strokeStyle = shape.stroke;
      on.lineWidth = (shape.width ?? 1) / k;
      on.lineJoin = "round";
      on.setLineDash((shape.dash ?? []).map((each) => each / k));
      on.stroke(path);
    }
  }
  on.setTransform(1, 0, 0, 1, 0, 0);
  on.globalAlpha = 1;
}

function keep(d: string): Path2D {
  let path = kept.get(d);
  if (!path) kept.set(d, (path = new Path2D(d)));
  return path;
}
