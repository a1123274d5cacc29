import { createRandom } from '../random.ts';
import type { Colour } from './canvas.ts';

/** The background: its colour at the top and at the bottom. */
type Wall = readonly [top: Colour, bottom: Colour];

const SKIN: readonly [Colour, ...Colour[]] = [
  [255, 224, 196],
  [246, 205, 170],
  [232, 182, 140],
  [206, 150, 108],
  [168, 114, 78],
  [122, 80, 56],
  [92, 60, 44],
];
const HAIR: readonly [Colour, ...Colour[]] = [
  [34, 28, 30],
  [58, 40, 32],
  [96, 62, 40],
  [142, 92, 52],
  [196, 150, 84],
  [168, 70, 42],
];
const GREY: Colour = [206, 206, 212];
const CLOTHES: readonly [Colour, ...Colour[]] = [
  [52, 73, 120],
  [46, 120, 116],
  [150, 62, 78],
  [236, 236, 240],
  [60, 60, 70],
  [214, 140, 62],
  [112, 84, 148],
  [86, 128, 84],
];
const WALLS: readonly [Wall, ...Wall[]] = [
  [
    [255, 221, 196],
    [240, 160, 140],
  ],
  [
    [198, 226, 248],
    [112, 150, 206],
  ],
  [
    [214, 240, 220],
    [104, 170, 152],
  ],
  [
    [236, 220, 248],
    [150, 124, 200],
  ],
  [
    [250, 238, 206],
    [222, 180, 110],
  ],
  [
    [222, 226, 234],
    [130, 140, 160],
  ],
];

/** Everything a portrait is drawn from. */
export interface Look {
  readonly skin: Colour;
  readonly hair: Colour;
  readonly clothes: Colour;
  readonly wall: Wall;
  readonly cut: 'long' | 'short' | 'bun' | 'curly' | 'bald';
  readonly beard: boolean;
  readonly glasses: boolean;
  readonly collar: boolean;
}

/**
 * Who is drawn: `person` fixes face and hair, `id` clothes and wall, so that people can be told.
 */
export interface Sitter {
  readonly id: number;
  readonly person: number;
  readonly gender: string;
  readonly age: string;
  /** From 0 (fair) to 1 (dark). */
  readonly tone: number;
}

/** The look of a sitter: the same sitter looks the same every time. */
export function lookOf(sitter: Sitter): Look {
  const face = createRandom(sitter.person * 7919 + 13);
  const scene = createRandom(sitter.id * 104_729 + 7);
  const woman = sitter.gender === 'female';
  const tone = Math.round(sitter.tone * (SKIN.length - 1) + (face.next() - 0.5));
  const dark = Math.max(2, Math.round((1 - sitter.tone) * HAIR.length));
  const hair = HAIR[face.between(0, dark - 1)] ?? HAIR[0];
  return {
    skin: SKIN[Math.max(0, Math.min(SKIN.length - 1, tone))] ?? SKIN[0],
    hair: sitter.age === 'senior' ? GREY : hair,
    cut: woman
      ? face.pick(['long', 'long', 'bun', 'curly', 'short'])
      : face.pick(['short', 'short', 'curly', 'bald']),
    beard: !woman && face.next() < 0.4,
    glasses: face.next() < (sitter.age === 'senior' ? 0.6 : 0.25),
    clothes: scene.pick(CLOTHES),
    wall: scene.pick(WALLS),
    collar: scene.next() < 0.5,
  };
}
