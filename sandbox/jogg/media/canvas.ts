/** A colour with parts of 0–255. */
export type Colour = readonly [red: number, green: number, blue: number];

/** How far a point lies outside a shape, in pixels; negative inside. */
export type Distance = (x: number, y: number) => number;

/** A picture in memory: 4 bytes a pixel (RGBA, not premultiplied), rows from the top. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  /** Covers every pixel; `colourAt` gets the height from 0 (top) to 1 (bottom). */
  wash(colourAt: (height: number) => Colour): void;
  /** Paints a shape with soft edges; `box` bounds the work: [left, top, right, bottom]. */
  fill(shape: Distance, colour: Colour, box: readonly [number, number, number, number]): void;
}

const TINY = 1e-9;

/** An empty (transparent) canvas. */
export function createCanvas(width: number, height: number): Canvas {
  const pixels = new Uint8Array(width * height * 4);
  return {
    width,
    height,
    pixels,
    wash(colourAt) {
      for (let y = 0; y < height; y += 1) {
        const [red, green, blue] = colourAt(y / (height - 1));
        for (let at = y * width * 4; at < (y + 1) * width * 4; at += 4) {
          pixels[at] = red;
          pixels[at + 1] = green;
          pixels[at + 2] = blue;
          pixels[at + 3] = 255;
        }
      }
    },
    fill(shape, colour, [left, top, right, bottom]) {
      const lastX = Math.min(width, Math.ceil(right) + 1);
      const lastY = Math.min(height, Math.ceil(bottom) + 1);
      for (let y = Math.max(0, Math.floor(top) - 1); y < lastY; y += 1) {
        for (let x = Math.max(0, Math.floor(left) - 1); x < lastX; x += 1) {
          const cover = 0.5 - shape(x + 0.5, y + 0.5);
          if (cover > 0) blend(pixels, (y * width + x) * 4, colour, Math.min(1, cover));
        }
      }
    },
  };
}

/** An ellipse; the distance is an estimate, good near the edge. */
export function ellipse(cx: number, cy: number, rx: number, ry: number): Distance {
  const [x2, y2] = [1 / (rx * rx), 1 / (ry * ry)];
  return (x, y) => {
    const dx = (x - cx) * x2;
    const dy = (y - cy) * y2;
    // What the equation is off by, over how steeply it grows here.
    const off = dx * (x - cx) + dy * (y - cy) - 1;
    return off / (2 * Math.sqrt(dx * dx + dy * dy) + TINY);
  };
}

/** A box with round corners, given by its middle and half its sides. */
export function roundedBox(
  cx: number,
  cy: number,
  hx: number,
  hy: number,
  radius: number,
): Distance {
  return (x, y) => {
    const dx = Math.abs(x - cx) - hx + radius;
    const dy = Math.abs(y - cy) - hy + radius;
    return length(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - radius;
  };
}

/** What lies in `shape` and not in `hole`. */
export function without(shape: Distance, hole: Distance): Distance {
  return (x, y) => Math.max(shape(x, y), -hole(x, y));
}

/** What lies in both. */
export function both(one: Distance, other: Distance): Distance {
  return (x, y) => Math.max(one(x, y), other(x, y));
}

/** The outline of a shape, `width` pixels wide. */
export function outline(shape: Distance, width: number): Distance {
  return (x, y) => Math.abs(shape(x, y)) - width / 2;
}

/** A colour between two: 0 is `from`, 1 is `to`. */
export function mix(from: Colour, to: Colour, share: number): Colour {
  return [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
    from[2] + (to[2] - from[2]) * share,
  ];
}

/** Far quicker than `Math.hypot`, and nothing here overflows. */
function length(dx: number, dy: number): number {
  return Math.sqrt(dx * dx + dy * dy);
}

function blend(pixels: Uint8Array, at: number, colour: Colour, cover: number): void {
  const under = ((pixels[at + 3] ?? 0) / 255) * (1 - cover);
  const alpha = cover + under;
  for (let part = 0; part < 3; part += 1) {
    const below = pixels[at + part] ?? 0;
    pixels[at + part] = ((colour[part] ?? 0) * cover + below * under) / alpha + 0.5;
  }
  pixels[at + 3] = alpha * 255 + 0.5;
}
