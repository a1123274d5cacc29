/** Elements of a WebM by their names in Matroska. https://www.rfc-editor.org/rfc/rfc9559#section-5 */
const ID = {
  ...{ EBML: 0x1a45dfa3, Segment: 0x18538067, Info: 0x1549a966, TimestampScale: 0x2ad7b1 },
  ...{ Duration: 0x4489, Tracks: 0x1654ae6b, TrackEntry: 0xae, TrackNumber: 0xd7 },
  ...{ TrackUID: 0x73c5, Cues: 0x1c53bb6b, CuePoint: 0xbb, CueTime: 0xb3, CueTrack: 0xf7 },
  ...{ CueTrackPositions: 0xb7, CueClusterPosition: 0xf1, Cluster: 0x1f43b675, Timestamp: 0xe7 },
  ...{ SimpleBlock: 0xa3, BlockGroup: 0xa0, Block: 0xa1 },
} as const;
type Name = keyof typeof ID;
/** How long each frame and each piece of Opus lasts, in ms. */
const LASTS_MS = [64, 20] as const;
const NANOSECONDS_PER_MS = 1_000_000;

/** One picture or piece of sound of a film. */
interface Sample {
  readonly track: number;
  readonly at: number;
  readonly name: 'SimpleBlock' | 'BlockGroup';
  readonly content: Buffer;
}

/**
 * A WebM of so many whole seconds: the clip, whose pictures may be transparent, and the sound again
 * and again, in clusters that each begin with the clip's first picture.
 */
export function webmOf(clip: Buffer, sound: Buffer, seconds: number): Buffer {
  const files = [clip, sound];
  const samples = files
    .flatMap((file, at) => repeated(samplesOf(file), at, seconds * 1000))
    .sort((one, other) => one.at - other.at || one.track - other.track);
  const round = samplesOf(clip).length * LASTS_MS[0];
  const starts = Array.from({ length: Math.ceil((seconds * 1000) / round) }, (_, at) => at * round);
  const clusters = starts.map((start) => {
    const own = samples.filter(({ at }) => at >= start && at < start + round);
    const blocks = own.map(({ name, ...each }) => element(name, placed(each, name, start)));
    return element('Cluster', element('Timestamp', number(start)), ...blocks);
  });
  const duration = Buffer.alloc(8);
  duration.writeDoubleBE(seconds * 1000);
  const scale = element('TimestampScale', number(NANOSECONDS_PER_MS));
  const head = [
    element('Info', scale, element('Duration', duration)),
    element('Tracks', ...files.map((file, at) => entryOf(file, at + 1))),
  ];
  const cues = (first: number) =>
    element(
      'Cues',
      ...starts.map((start, at) => {
        const before = clusters.slice(0, at).reduce((sum, { length }) => sum + length, first);
        const place = element('CueClusterPosition', number(before));
        const where = element('CueTrackPositions', element('CueTrack', number(1)), place);
        return element('CuePoint', element('CueTime', number(start)), where);
      }),
    );
  const first = Buffer.concat([...head, cues(0)]).length;
  const header = element('EBML', inside(clip, 'EBML'));
  return Buffer.concat([header, element('Segment', ...head, cues(first), ...clusters)]);
}

function samplesOf(file: Buffer): Pick<Sample, 'name' | 'content'>[] {
  return children(inside(file, 'Segment'))
    .filter(({ id }) => id === ID.Cluster)
    .flatMap(({ content }) => children(content))
    .filter(({ id }) => id === ID.SimpleBlock || id === ID.BlockGroup)
    .map(({ id, content }) => ({
      name: id === ID.SimpleBlock ? 'SimpleBlock' : 'BlockGroup',
      content,
    }));
}

/** A track's samples again and again, until the film's end. */
function repeated(all: ReturnType<typeof samplesOf>, track: number, untilMs: number): Sample[] {
  const ms = LASTS_MS[track] ?? 0;
  return Array.from({ length: Math.ceil(untilMs / ms) }, (_, at) => {
    const each = all[at % all.length];
    if (each === undefined) throw new Error('no pictures or no sound in this WebM');
    return { ...each, track: track + 1, at: at * ms };
  });
}

/** The sample as one of its new track, at its new time in its cluster. */
function placed(sample: Omit<Sample, 'name'>, name: Sample['name'], start: number): Buffer {
  const patch = (block: Buffer) => {
    const copy = Buffer.from(block);
    copy.writeUInt8(0x80 | sample.track, 0);
    copy.writeInt16BE(sample.at - start, 1);
    return copy;
  };
  if (name === 'SimpleBlock') return patch(sample.content);
  const parts = children(sample.content).map(({ id, whole, content }) =>
    id === ID.Block ? element('Block', patch(content)) : whole,
  );
  return Buffer.concat(parts);
}

function entryOf(file: Buffer, track: number): Buffer {
  const kept = children(inside(file, 'Segment/Tracks/TrackEntry')).filter(
    ({ id }) => id !== ID.TrackNumber && id !== ID.TrackUID,
  );
  const named = [element('TrackNumber', number(track)), element('TrackUID', number(track))];
  return element('TrackEntry', ...named, ...kept.map(({ whole }) => whole));
}

/** What an element inside elements holds. @throws Error where it is not there */
function inside(bytes: Buffer, path: string): Buffer {
  const [name = '', ...rest] = path.split('/');
  const found = children(bytes).find(({ id }) => id === ID[name as Name]);
  if (found === undefined) throw new Error(`no element ${path} in this WebM`);
  return rest.length === 0 ? found.content : inside(found.content, rest.join('/'));
}

/** The elements one after the other. https://www.rfc-editor.org/rfc/rfc8794#section-4 */
function children(bytes: Buffer): { id: number; content: Buffer; whole: Buffer }[] {
  const all = [];
  for (let at = 0; at < bytes.length; ) {
    const wide = Math.clz32(bytes.readUInt8(at)) - 23;
    const long = Math.clz32(bytes.readUInt8(at + wide)) - 23;
    const from = at + wide + long;
    const marked = BigInt(`0x${bytes.toString('hex', at + wide, from)}`);
    const end = from + Number(marked - 2n ** BigInt(7 * long));
    const id = bytes.readUIntBE(at, wide);
    all.push({ id, content: bytes.subarray(from, end), whole: bytes.subarray(at, end) });
    at = end;
  }
  return all;
}

/** Its length in four bytes, so that a film's beginning is as long whatever it says. */
function element(name: Name, ...parts: readonly Buffer[]): Buffer {
  const id = Buffer.from(ID[name].toString(16), 'hex');
  const length = parts.reduce((sum, each) => sum + each.length, 0);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(0x10000000 + length);
  return Buffer.concat([id, size, ...parts]);
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
