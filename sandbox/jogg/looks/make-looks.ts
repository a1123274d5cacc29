/**
 * Draws the people of the sandbox's Jogg anew: in each shape a cover, its picture at rest, and two
 * clips of them speaking that `media/film.ts` and `media/webm.ts` repeat, the second one without a
 * wall. Needed only after `draw-look.ts` changed, and
 * needs Debian's ffmpeg with librsvg and libvpx: `node sandbox/jogg/looks/make-looks.ts`.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { drawLook, LOOKS, type Pose } from './draw-look.ts';

/** As many frames as a voice's hum has, each as long: see `media/film.ts`. */
const FRAMES = 32;
const RATE = '16000/1024';
const SIZES = { portrait: [360, 640], landscape: [640, 360], square: [432, 432] } as const;
/** How wide the mouth opens, three frames a syllable; at rest first and last. */
const SYLLABLES = [0.6, 1, 0.4, 0.8, 0.2, 0, 0.9, 0.5, 1, 0.3];

const PLAIN = '-map_metadata -1 -fflags +bitexact -flags:v +bitexact+global_header';
/** No frame depends on a later one, and no note of the encoder stands among them. */
const CLIP = `-c:v libx264 -preset veryslow -crf 34 -pix_fmt yuv420p -profile:v main -bf 0 ${PLAIN} \
-bsf:v filter_units=remove_types=6`;
/** The same with transparency, all in one cluster. */
const SEE_THROUGH = `-c:v libvpx-vp9 -pix_fmt yuva420p -deadline best -crf 50 -b:v 0 -g ${FRAMES} \
-auto-alt-ref 0 -lag-in-frames 0 ${PLAIN} -cluster_time_limit 60000 -cluster_size_limit 9000000`;
const COVER = `-frames:v 1 ${PLAIN} -lavfi split[a][b];[a]palettegen=32:0[p];[b][p]paletteuse=none`;
/** The hum of a voice, as often as 32 frames take, from the middle of many: no seam is heard. */
const HUM = `-c:a aac -b:a 24k ${PLAIN} -af aresample=16000,aloop=1:16000,apad=whole_len=32768,\
aloop=3:32768 -bsf:a noise=drop=lt(n\\,33)+gt(n\\,64)`;
/** The same in pieces of 20 ms, as many as fit into them. */
const OPUS = `-c:a libopus -b:a 24k ${PLAIN} -af aresample=48000,aloop=1:48000,\
apad=whole_len=97920,aloop=3:97920 -bsf:a noise=drop=lt(n\\,102)+gt(n\\,203) \
-cluster_time_limit 60000`;

const folder = mkdtempSync(join(tmpdir(), 'looks-'));
for (const [name, look] of Object.entries(LOOKS)) {
  const out = join(import.meta.dirname, name);
  mkdirSync(out, { recursive: true });
  for (const [shape, size] of Object.entries(SIZES)) {
    for (let frame = 0; frame < FRAMES; frame += 1)
      for (const hasWall of [true, false]) {
        const file = join(folder, `${hasWall ? '' : 'cut-'}${frame}.svg`);
        writeFileSync(file, drawLook(look, size, poseAt(frame), hasWall));
      }
    const frames = `-r ${RATE} -i ${join(folder, '%d.svg')}`;
    ffmpeg(`${frames} ${CLIP} ${join(out, `${shape}.mp4`)}`);
    ffmpeg(`${frames} ${COVER} ${join(out, `${shape}.png`)}`);
    const cut = `-r ${RATE} -i ${join(folder, 'cut-%d.svg')}`;
    ffmpeg(`${cut} ${SEE_THROUGH} ${join(out, `${shape}.webm`)}`);
  }
}
rmSync(folder, { recursive: true });

const samples = join(import.meta.dirname, '../samples');
for (const name of readdirSync(samples).filter((each) => each.endsWith('.wav')))
  for (const [sound, file] of [
    [HUM, name.replace('.wav', '.m4a')],
    [OPUS, name.replace('.wav', '.webm')],
  ] as const)
    ffmpeg(`-i ${join(samples, name)} ${sound} ${join(samples, file)}`);

function poseAt(frame: number): Pose {
  const [syllable, within] = [Math.floor((frame - 1) / 3), (frame - 1) % 3];
  return {
    mouth: (SYLLABLES[syllable] ?? 0) * ([0.5, 1, 0.6][within] ?? 0),
    blink: frame === 21 || frame === 22 ? 1 : 0,
    sway: Math.sin((2 * Math.PI * frame) / FRAMES),
  };
}

function ffmpeg(given: string): void {
  const { status, stderr } = spawnSync('ffmpeg', ['-v', 'error', '-y', ...given.split(/\s+/)]);
  if (status !== 0) throw new Error(`ffmpeg ended with ${status}: ${stderr}`);
}
