/** Everything a person is drawn from; colours as in SVG. */
export interface Look {
  readonly skin: string;
  readonly hair: string;
  readonly cut: 'long' | 'bob' | 'bun' | 'curls' | 'short' | 'scarf' | 'bald';
  readonly clothes: string;
  readonly wall: readonly [wall: string, disc: string];
  readonly more: string;
}

const look = (
  cut: Look['cut'],
  [skin, hair, clothes, wall, disc]: readonly string[],
  more = '',
): Look => ({
  ...{ cut, skin: `#${skin}`, hair: `#${hair}`, clothes: `#${clothes}`, more },
  wall: [`#${wall}`, `#${disc}`],
});

/** Eight women and eight men, in the order of `lookOf` in `looks.ts`. */
export const LOOKS: Readonly<Record<string, Look>> = {
  'female-0': look('long', ['f8d5b8', '3b2a22', '963e4e', '86bfae', 'e2f2e6'], 'glasses'),
  'female-1': look('bob', ['fbdcc3', 'd9a54f', '2f5f8f', 'f0b8a0', 'fde6da']),
  'female-2': look('short', ['f3c9a5', 'a8462a', '2e7874', '9fb4e6', 'e4eafb']),
  'female-3': look('bob', ['f5cfa6', '22201f', 'e3e3ea', 'c3a9e0', 'f0e6fa']),
  'female-4': look('scarf', ['e0a878', '7a4f9a', '4b3a6b', 'e9c07a', 'fbeccb']),
  'female-5': look('curls', ['c98e62', '3a2620', 'd6883e', '8fc0e8', 'e2f1fd']),
  'female-6': look('bun', ['a8724e', '1f1a1c', 'b23a6a', 'a9cf8e', 'e8f5de']),
  'female-7': look('curls', ['6f4733', '1c1717', 'e0b23c', '7fb0b8', 'dcf0f2'], 'earrings'),
  'male-0': look('short', ['f8d5b8', '5a3b28', '33497a', 'f2c9a0', 'fdeedd']),
  'male-1': look('short', ['f3c9a5', 'b9b9c2', '3c3c46', '9dc3ea', 'e3f0fc'], 'glasses'),
  'male-2': look('bald', ['fbdcc3', '7a4a2a', '5a7f56', 'c9b2e6', 'f1e8fb'], 'beard'),
  'male-3': look('short', ['f0c69a', '1f1d1d', '2f6f6b', 'edb5a2', 'fce5dc'], 'beard'),
  'male-4': look('curls', ['d59b6c', '2a1e1a', '8a3f52', '8fc3b0', 'e1f3ec'], 'beard'),
  'male-5': look('curls', ['c98e62', '33231d', '3b4e80', 'ebc77e', 'fbefd2']),
  'male-6': look('short', ['a06c48', '1d191b', 'e4e4ea', '9fb2e2', 'e5ebfb'], 'glasses'),
  'male-7': look('bald', ['6b4431', '1c1717', 'd27b3a', '93c193', 'e3f3e3'], 'beard'),
};

/** What moves while somebody speaks, from 0 (at rest) to 1. */
export interface Pose {
  readonly mouth: number;
  readonly blink: number;
  /** From -1 to 1. */
  readonly sway: number;
}

const DARK = '#2b2026';

/**
 * Head and shoulders as an SVG; without the wall what is behind shows through. The same for the
 * same arguments.
 */
export function drawLook(
  look: Look,
  [width, height]: readonly [number, number],
  pose: Pose,
  hasWall = true,
): string {
  const unit = Math.min(width * 0.3, height * 0.235);
  const [x, y] = [width / 2, height * (height > width ? 0.46 : 0.47)];
  const back = look.cut === 'long' ? path(look.hair, LONG) : '';
  const body = `${path(look.clothes, SHOULDERS)}${path(shaded(look.clothes), COLLAR)}`;
  const head = `<g transform="rotate(${pose.sway * 1.6} 0 1.2)">`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
${hasWall ? `<rect width="${width}" height="${height}" fill="${look.wall[0]}"/>` : ''}
<g transform="translate(${x} ${y}) scale(${unit})">
${hasWall ? `<circle cy=".2" r="2.05" fill="${look.wall[1]}"/>` : ''}
${head}${back}</g>${body}${path(shaded(look.skin), NECK)}
${head}${behind(look)}${face(look, pose)}${front(look)}</g>
</g></svg>`;
}

const SHOULDERS = 'M-1.8 9V2.45Q-1.75 1.55-.7 1.42L.7 1.42Q1.75 1.55 1.8 2.45V9Z';
const COLLAR = 'M-.66 1.4A.66.5 0 0 0 .66 1.4Z';
const NECK = 'M-.34.6V1.34A.36.42 0 0 0 .34 1.34V.6Z';
const LONG = 'M-1-.1C-1-1.5 1-1.5 1-.1L1.06 1.3Q.8 1.75.4 1.5L-.4 1.5Q-.8 1.75-1.06 1.3Z';
const CROWN =
  'M-.86.02C-1-1.4 1-1.4.86.02Q.78-.32.6-.5Q.1-.42-.3-.66Q-.66-.5-.74-.2Q-.84-.1-.86.02Z';
const JAW = 'M-.8.06Q-.72.3-.56.3Q0 .5.56.3Q.72.3.8.06C.8 1.36-.8 1.36-.8.06Z';

/** Hair that lies behind the face. */
function behind({ cut, hair, skin }: Look): string {
  const ears = [-0.8, 0.8].map((at) => ellipse(shaded(skin), at, 0.1, 0.15, 0.21)).join('');
  if (cut === 'bob') return path(hair, 'M-1 .1C-1.05-1.5 1.05-1.5 1 .1L.98.95Q0 1.2-.98.95Z');
  if (cut === 'bun') return ellipse(hair, 0, -1.18, 0.42, 0.36) + ears;
  if (cut === 'scarf') return path(hair, 'M-1 .1C-1.1-1.6 1.1-1.6 1 .1L1.1 1.7H-1.1Z');
  if (cut !== 'curls') return ears;
  return (
    ears +
    arc(9)
      .map(([x, y]) => ellipse(hair, x * 0.84, y * 0.9 - 0.1, 0.34, 0.34))
      .join('')
  );
}

function face({ cut, skin, hair, more }: Look, { mouth, blink }: Pose): string {
  const eyes = [-0.33, 0.33].map((at) => {
    const open = 0.13 * (1 - blink);
    const eye =
      open < 0.04
        ? line(at, 0.02, 0.14)
        : `${ellipse('#fff', at, 0, 0.15, open)}${ellipse(DARK, at, 0.005, 0.095, Math.min(open, 0.1))}`;
    const brow = `<rect x="${at - 0.18}" y="-.3" width=".36" height=".07" rx=".03" fill="${cut === 'scarf' ? DARK : hair}"/>`;
    const ring = `<ellipse cx="${at}" cy=".01" rx=".26" ry=".22" fill="none" stroke="${DARK}" stroke-width=".045"/>`;
    const cheek = ellipse('#e06060', at * 1.4, 0.36, 0.15, 0.1, 0.22);
    return eye + brow + cheek + (more === 'glasses' ? ring : '');
  });
  const beard = more === 'beard' ? path(hair, JAW) : '';
  const nose = ellipse(shaded(skin), 0, 0.26, 0.075, 0.1);
  return ellipse(skin, 0, 0, 0.8, 1.02) + eyes.join('') + beard + nose + lips(mouth);
}

/** A smile, or an open mouth with teeth. */
function lips(open: number): string {
  if (open < 0.15) return path('#b5484e', 'M-.3.5Q0 .58.3.5Q.22.72 0 .72Q-.22.72-.3.5Z');
  const tall = 0.07 + open * 0.12;
  const teeth = `<rect x="-.17" y="${0.6 - tall * 0.75}" width=".34" height="${tall * 0.4}" rx=".04" fill="#fff"/>`;
  return (
    ellipse('#b5484e', 0, 0.6, 0.27, tall + 0.03) +
    ellipse('#5c222a', 0, 0.6, 0.2, tall - 0.03) +
    teeth
  );
}

/** Hair and jewels that lie over the face. */
function front({ cut, hair, more }: Look): string {
  const gold =
    more === 'earrings' ? [-0.82, 0.82].map((at) => ellipse('#e8b923', at, 0.42, 0.07, 0.1)) : [];
  if (cut === 'bald') return '';
  if (cut === 'scarf')
    return path(hair, 'M-.86.3C-1.1-1.5 1.1-1.5.86.3Q.7-.62 0-.64Q-.7-.62-.86.3Z');
  return path(hair, CROWN) + gold.join('');
}

const path = (fill: string, d: string) => `<path fill="${fill}" d="${d}"/>`;

const ellipse = (fill: string, x: number, y: number, rx: number, ry: number, opacity = 1) =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" fill="${fill}" opacity="${opacity}"/>`;

const line = (x: number, y: number, half: number) =>
  `<path d="M${x - half} ${y}H${x + half}" stroke="${DARK}" stroke-width=".05"/>`;

/** Points of a half circle over the head. */
const arc = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    const angle = Math.PI * (1 + at / (count - 1));
    return [Math.cos(angle), Math.sin(angle)] as const;
  });

/** The colour, an eighth darker. */
const shaded = (colour: string) =>
  `#${colour
    .slice(1)
    .match(/../g)
    ?.map((part) =>
      Math.round(Number.parseInt(part, 16) * 0.87)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
