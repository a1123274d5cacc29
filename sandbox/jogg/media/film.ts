/** How long each frame and each piece of sound lasts, in units of both tracks. */
const FRAME = 1024;
const UNITS_PER_SECOND = 16_000;
const HEADER = 8;

/** A track with one sound or picture after the other, all in one piece of the file. */
interface Track {
  readonly box: Buffer;
  readonly sizes: readonly number[];
  readonly data: Buffer;
}

/**
 * An MP4 of so many whole seconds: the clip and the sound again and again. Each is there once; the
 * table of samples leads to it as often as needed. ISO/IEC 14496-12, §8.
 */
export function filmOf(clip: Buffer, sound: Buffer, seconds: number): Buffer {
  const tracks = [clip, sound].map(trackOf);
  const moov = (offset: number) => {
    const starts = tracks.map((_, at) => offset + (at === 0 ? 0 : (tracks[0]?.data.length ?? 0)));
    const head = patched(inside(clip, 'moov/mvhd'), [
      ...([12, 1000] as const),
      ...[16, seconds * 1000, 96, tracks.length + 1],
    ]);
    const boxes = tracks.map((each, at) => repeated(each, at + 1, starts[at] ?? 0, seconds));
    return box('moov', box('mvhd', head), ...boxes);
  };
  const ftyp = box('ftyp', inside(clip, 'ftyp'));
  const before = ftyp.length + moov(0).length + HEADER;
  return Buffer.concat([ftyp, moov(before), box('mdat', ...tracks.map(({ data }) => data))]);
}

function trackOf(file: Buffer): Track {
  const table = (name: string) => inside(file, `moov/trak/mdia/minf/stbl/${name}`);
  const stsz = table('stsz');
  const sizes = Array.from({ length: stsz.readUInt32BE(8) }, (_, at) =>
    stsz.readUInt32BE(12 + at * 4),
  );
  const start = table('stco').readUInt32BE(8);
  const length = sizes.reduce((sum, each) => sum + each, 0);
  return { box: inside(file, 'moov/trak'), sizes, data: file.subarray(start, start + length) };
}

/** The track's box with a table of samples as long as the film. */
function repeated({ box: trak, sizes }: Track, id: number, start: number, seconds: number) {
  const units = seconds * UNITS_PER_SECOND;
  const count = Math.ceil(units / FRAME);
  const rounds = Math.ceil(count / sizes.length);
  const rest = count - (rounds - 1) * sizes.length;
  const each = Array.from({ length: count }, (_, at) => sizes[at % sizes.length] ?? 0);
  const firsts = Array.from({ length: rounds }, (_, at) => at * sizes.length + 1);
  const runs = rounds === 1 ? [[1, rest, 1]] : [...[[1, sizes.length, 1]], [rounds, rest, 1]];
  const media = (name: string) => inside(trak, `mdia/${name}`);
  const kind = id === 1 ? 'vmhd' : 'smhd';
  const stbl = box(
    'stbl',
    box('stsd', media('minf/stbl/stsd')),
    table('stts', 2, [count - 1, FRAME, 1, units - (count - 1) * FRAME]),
    ...(id === 1 ? [table('stss', rounds, firsts)] : []),
    table('stsc', runs.length, runs.flat()),
    box('stsz', words([0, 0, count, ...each])),
    table('stco', rounds, Array(rounds).fill(start)),
  );
  const minf = box('minf', box(kind, media(`minf/${kind}`)), box('dinf', media('minf/dinf')), stbl);
  const mdhd = patched(media('mdhd'), [16, units]);
  return box(
    'trak',
    box('tkhd', patched(inside(trak, 'tkhd'), [12, id, 20, seconds * 1000])),
    box('mdia', box('mdhd', mdhd), box('hdlr', media('hdlr')), minf),
  );
}

/** What a box inside boxes holds. @throws Error where it is not there */
function inside(bytes: Buffer, path: string): Buffer {
  const [name, ...rest] = path.split('/');
  for (let at = 0; at < bytes.length; at += bytes.readUInt32BE(at)) {
    if (bytes.toString('latin1', at + 4, at + HEADER) !== name) continue;
    const held = bytes.subarray(at + HEADER, at + bytes.readUInt32BE(at));
    return rest.length === 0 ? held : inside(held, rest.join('/'));
  }
  throw new Error(`no box ${path} in this MP4`);
}

function box(name: string, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, each) => sum + each.length, HEADER);
  return Buffer.concat([words([length]), Buffer.from(name, 'latin1'), ...parts]);
}

/** A box of rows: version and flags, how many, and their numbers. */
const table = (name: string, rows: number, numbers: readonly number[]): Buffer =>
  box(name, words([0, rows, ...numbers]));

function words(numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [at, each] of numbers.entries()) bytes.writeUInt32BE(each, at * 4);
  return bytes;
}

/** A copy with other numbers: their places and values in turn. */
function patched(bytes: Buffer, placed: readonly number[]): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 0; at < placed.length; at += 2)
    copy.writeUInt32BE(placed[at + 1] ?? 0, placed[at] ?? 0);
  return copy;
}
