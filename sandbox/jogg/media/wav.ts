import { createRandom } from '../random.ts';

/** What a made-up voice sounds like. */
export interface Tone {
  readonly seed: number;
  readonly gender: string;
  readonly age: string;
  readonly seconds: number;
}

const RATE = 16_000;
type Vowel = readonly [first: number, second: number];

/** First two formants of a, e, i, o, u, in Hz: enough for a hum that seems to say something. */
const VOWELS: readonly [Vowel, ...Vowel[]] = [
  [800, 1200],
  [530, 1850],
  [300, 2300],
  [500, 900],
  [330, 800],
];

/** A gentle hum of a few vowels as a mono 16-bit WAV, the same for the same tone. */
export function encodeHum(tone: Tone): Buffer {
  const random = createRandom(tone.seed);
  const high = tone.gender === 'female';
  const old = tone.age === 'old' ? 0.88 : tone.age === 'young' ? 1.1 : 1;
  const pitch = (high ? 195 : 112) * old * (0.9 + random.next() * 0.2);
  const stretch = high ? 1.12 : 0.96;
  const syllables = Math.max(1, Math.round(tone.seconds * 4));
  const spoken = Array.from({ length: syllables }, () => ({
    vowel: random.pick(VOWELS),
    pitch: pitch * (0.94 + random.next() * 0.14),
  }));
  const samples = new Int16Array(Math.round(tone.seconds * RATE));
  const each = samples.length / syllables;
  let phase = 0;
  for (let at = 0; at < samples.length; at += 1) {
    const syllable = spoken[Math.min(syllables - 1, Math.floor(at / each))];
    if (syllable === undefined) break;
    phase += (2 * Math.PI * syllable.pitch) / RATE;
    const within = (at % each) / each;
    const loudness = Math.sin(Math.PI * within) ** 0.7;
    samples[at] = Math.round(5200 * loudness * voiced(phase, syllable, stretch));
  }
  return wrap(samples);
}

function voiced(phase: number, syllable: { vowel: Vowel; pitch: number }, stretch: number): number {
  let sum = 0;
  for (let harmonic = 1; harmonic <= 16; harmonic += 1) {
    const hertz = harmonic * syllable.pitch;
    let gain = 0.3 / harmonic;
    for (const formant of syllable.vowel) {
      gain += 0.5 * Math.exp(-(((hertz - formant * stretch) / 160) ** 2)) * (400 / (formant + 300));
    }
    sum += gain * Math.sin(harmonic * phase);
  }
  return sum;
}

function wrap(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + samples.byteLength, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.byteLength, 40);
  return Buffer.concat([header, Buffer.from(samples.buffer)]);
}
