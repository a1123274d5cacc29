import type { Canvas, Colour } from './canvas.ts';
import { both, createCanvas, ellipse, mix, outline, roundedBox, without } from './canvas.ts';
import type { Look } from './look.ts';

/** What moves while a portrait speaks. */
export interface Pose {
  /** 0 closed to 1 wide open. */
  readonly mouth: number;
  /** 0 open to 1 closed. */
  readonly blink: number;
  /** Sway of the head, in head widths. */
  readonly sway: number;
  /** False leaves the background transparent. */
  readonly wall: boolean;
}

export const AT_REST: Pose = { mouth: 0, blink: 0, sway: 0, wall: true };

const DARK: Colour = [40, 30, 34];
const WHITE: Colour = [252, 252, 252];

/** Draws head and shoulders of `look`, filling `width` × `height` pixels. */
export function drawPortrait(
  look: Look,
  [width, height]: readonly [number, number],
  pose: Pose,
): Canvas {
  const canvas = createCanvas(width, height);
  const unit = Math.min(width * 0.3, height * 0.235);
  const x = width / 2;
  const y = height * (height > width ? 0.44 : 0.46);
  const headX = x + pose.sway * unit;
  if (pose.wall) drawWall(canvas, look, x, y, unit);
  if (look.cut === 'long') {
    blob(canvas, headX, y + unit * 0.4, unit * 0.98, unit * 1.5, shade(look.hair, 0.12));
  }
  drawShoulders(canvas, look, x, y, unit);
  drawHead(canvas, look, headX, y, unit);
  drawFace(canvas, look, headX, y, unit, pose);
  return canvas;
}

function drawWall(canvas: Canvas, look: Look, x: number, y: number, unit: number): void {
  const [top, bottom] = look.wall;
  canvas.wash((height) => mix(top, bottom, height));
  blob(canvas, x, y + unit * 0.2, unit * 2.1, unit * 2.1, mix(top, WHITE, 0.35));
}

function drawShoulders(canvas: Canvas, look: Look, x: number, y: number, unit: number): void {
  const { height, width } = canvas;
  const top = y + unit * 1.45;
  const neck = roundedBox(x, y + unit * 1.2, unit * 0.34, unit * 0.6, unit * 0.2);
  const body = roundedBox(x, top + height, unit * 1.75, height, unit * 0.85);
  const low = [0, top - 2, width, height] as const;
  canvas.fill(body, look.clothes, low);
  const collar = ellipse(x, top - unit * 0.02, unit * 0.62, unit * 0.42);
  const throat = [x - unit, top - unit * 0.6, x + unit, top + unit * 0.6] as const;
  canvas.fill(both(collar, body), shade(look.clothes, 0.18), throat);
  canvas.fill(neck, shade(look.skin, 0.12), [x - unit, y, x + unit, top + unit * 0.5]);
  const chest = ellipse(x, top - unit * 0.06, unit * 0.42, unit * 0.34);
  canvas.fill(both(chest, body), shade(look.skin, 0.12), throat);
  if (look.collar) {
    const lapel = roundedBox(x, top + height, unit * 0.09, height - unit * 0.3, unit * 0.05);
    canvas.fill(lapel, shade(look.clothes, 0.28), [x - unit * 0.1, top, x + unit * 0.1, height]);
  }
}

function drawHead(canvas: Canvas, look: Look, x: number, y: number, unit: number): void {
  const ear = mix(look.skin, DARK, 0.1);
  blob(canvas, x - unit * 0.8, y + unit * 0.1, unit * 0.16, unit * 0.22, ear);
  blob(canvas, x + unit * 0.8, y + unit * 0.1, unit * 0.16, unit * 0.22, ear);
  if (look.cut === 'bun') {
    blob(canvas, x, y - unit * 1.2, unit * 0.42, unit * 0.36, shade(look.hair, 0.1));
  }
  if (look.cut === 'curly') drawCurls(canvas, look, x, y, unit);
  const head = ellipse(x, y, unit * 0.8, unit * 1.02);
  const box = [x - unit * 1.2, y - unit * 1.4, x + unit * 1.2, y + unit * 1.2] as const;
  canvas.fill(head, look.skin, box);
  if (look.beard) {
    const jaw = without(head, ellipse(x, y + unit * 0.02, unit * 0.66, unit * 0.68));
    const below = roundedBox(x, y + unit * 0.8, unit, unit * 0.62, 1);
    canvas.fill(both(jaw, below), look.hair, box);
  }
  if (look.cut === 'bald') return;
  const crown = ellipse(x, y - unit * 0.14, unit * 0.88, unit * 1.02);
  const fringe = ellipse(x - unit * 0.12, y + unit * 0.42, unit * 0.84, unit * 0.98);
  canvas.fill(without(crown, fringe), look.hair, box);
}

function drawCurls(canvas: Canvas, look: Look, x: number, y: number, unit: number): void {
  for (let turn = 0; turn <= 8; turn += 1) {
    const angle = Math.PI * (1 + turn / 8);
    const cx = x + Math.cos(angle) * unit * 0.78;
    const cy = y - unit * 0.12 + Math.sin(angle) * unit * 0.86;
    blob(canvas, cx, cy, unit * 0.32, unit * 0.32, look.hair);
  }
}

function drawFace(
  canvas: Canvas,
  look: Look,
  x: number,
  y: number,
  unit: number,
  pose: Pose,
): void {
  for (const side of [-1, 1]) {
    const eyeX = x + side * unit * 0.33;
    const open = unit * 0.115 * (1 - pose.blink) + unit * 0.015;
    blob(canvas, eyeX, y, unit * 0.15, open, pose.blink > 0.6 ? shade(look.skin, 0.35) : WHITE);
    if (pose.blink <= 0.6) blob(canvas, eyeX, y, unit * 0.1, Math.min(open, unit * 0.105), DARK);
    const brow = roundedBox(eyeX, y - unit * 0.26, unit * 0.18, unit * 0.035, unit * 0.03);
    const browBox = [eyeX - unit * 0.3, y - unit * 0.4, eyeX + unit * 0.3, y] as const;
    canvas.fill(brow, shade(look.hair, 0.25), browBox);
    const cheek = mix(look.skin, [224, 96, 96], 0.2);
    blob(canvas, x + side * unit * 0.46, y + unit * 0.36, unit * 0.15, unit * 0.1, cheek);
    if (look.glasses) {
      const frame = outline(ellipse(eyeX, y + unit * 0.01, unit * 0.25, unit * 0.21), unit * 0.045);
      const around = [
        eyeX - unit * 0.4,
        y - unit * 0.3,
        eyeX + unit * 0.4,
        y + unit * 0.3,
      ] as const;
      canvas.fill(frame, DARK, around);
    }
  }
  blob(canvas, x, y + unit * 0.27, unit * 0.075, unit * 0.1, shade(look.skin, 0.16));
  drawMouth(canvas, look, x, y + unit * 0.56, unit, pose.mouth);
}

function drawMouth(
  canvas: Canvas,
  look: Look,
  x: number,
  y: number,
  unit: number,
  open: number,
): void {
  const lips = mix(look.skin, [170, 50, 60], 0.55);
  if (open < 0.2) {
    const smile = without(
      ellipse(x, y - unit * 0.06, unit * 0.3, unit * 0.17),
      ellipse(x, y - unit * 0.13, unit * 0.34, unit * 0.17),
    );
    canvas.fill(smile, lips, [x - unit, y - unit, x + unit, y + unit]);
    return;
  }
  const tall = unit * (0.07 + open * 0.16);
  blob(canvas, x, y, unit * 0.27, tall, lips);
  blob(canvas, x, y, unit * 0.21, Math.max(1, tall - unit * 0.045), [92, 34, 42]);
  const mouth = ellipse(x, y, unit * 0.2, Math.max(1, tall - unit * 0.05));
  const teeth = roundedBox(x, y - tall * 0.75, unit * 0.2, tall * 0.45, 1);
  canvas.fill(both(mouth, teeth), WHITE, [x - unit, y - unit, x + unit, y + unit]);
}

function blob(canvas: Canvas, x: number, y: number, rx: number, ry: number, colour: Colour): void {
  canvas.fill(ellipse(x, y, rx, ry), colour, [x - rx, y - ry, x + rx, y + ry]);
}

function shade(colour: Colour, share: number): Colour {
  return mix(colour, DARK, share);
}
