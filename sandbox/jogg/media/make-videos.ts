/**
 * Makes the clips beside this file anew; needed only after the drawing changed, and needs ffmpeg:
 * `node sandbox/jogg/media/make-videos.ts`.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookOf } from './look.ts';
import { drawPortrait } from './portrait.ts';
import { encodeHum } from './wav.ts';

const SECONDS = 3;
const FPS = 25;
const SITTER = { id: 81, person: 2, gender: 'female', age: 'adult', tone: 0.4 };
const SIZES = { portrait: [360, 640], landscape: [640, 360], square: [480, 480] } as const;
const MP4 = ['-c:v', 'libx264', '-preset', 'veryslow', '-crf', '26', '-pix_fmt', 'yuv420p'].concat([
  '-profile:v',
  'high',
  '-c:a',
  'aac',
  '-b:a',
  '64k',
  '-movflags',
  '+faststart',
]);
const WEBM = ['-c:v', 'libvpx-vp9', '-crf', '40', '-b:v', '0', '-pix_fmt', 'yuva420p'].concat([
  '-auto-alt-ref',
  '0',
  '-row-mt',
  '0',
  '-c:a',
  'libopus',
  '-b:a',
  '48k',
]);

const sound = join(tmpdir(), `hum-${process.pid}.wav`);
writeFileSync(sound, encodeHum({ seed: 81, gender: 'female', age: 'adult', seconds: SECONDS }));
if (spawnSync('ffmpeg', ['-version']).status !== 0) throw new Error('ffmpeg is not installed');
for (const [shape, size] of Object.entries(SIZES)) {
  await film(`${shape}.mp4`, size, true, MP4);
  await film(`${shape}.webm`, size, false, WEBM);
}
rmSync(sound);

async function film(
  file: string,
  size: readonly [number, number],
  wall: boolean,
  codec: readonly string[],
): Promise<void> {
  const frames = ['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', size.join('x'), '-r', `${FPS}`];
  const tags = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:v', '+bitexact'];
  const ffmpeg = spawn(
    'ffmpeg',
    ['-v', 'error', '-y', ...frames, '-i', '-', '-i', sound, ...codec, '-ac', '1', ...tags].concat(
      join(import.meta.dirname, file),
    ),
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  const look = lookOf(SITTER);
  for (let frame = 0; frame < SECONDS * FPS; frame += 1) {
    const canvas = drawPortrait(look, size, { ...poseAt(frame), wall });
    if (!ffmpeg.stdin.write(canvas.pixels)) await once(ffmpeg.stdin, 'drain');
  }
  ffmpeg.stdin.end();
  const [status] = await once(ffmpeg, 'exit');
  if (status !== 0) throw new Error(`ffmpeg ended with ${status} for ${file}`);
}

/** Four syllables a second, one blink in the middle, a slow sway that ends where it began. */
function poseAt(frame: number): { mouth: number; blink: number; sway: number } {
  const second = frame / FPS;
  return {
    mouth: Math.abs(Math.sin(Math.PI * 4 * second)) * (0.55 + 0.35 * Math.sin(second * 5)),
    blink: Math.max(0, 1 - Math.abs(second - 1.4) * 12),
    sway: 0.05 * Math.sin((2 * Math.PI * second) / SECONDS),
  };
}
