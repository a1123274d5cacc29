import { createRandom, type Random } from '../random.ts';
import { TONGUES } from './languages.ts';

/** A voice as the sandbox knows it; the routes spell it as v1 or v2 does. */
export interface Voice {
  readonly id: string;
  readonly own: boolean;
  readonly name: string;
  /** `''` where Jogg does not know it, as real custom voices have it. */
  readonly language: string;
  readonly gender: 'female' | 'male';
  readonly age: 'young' | 'middle_aged' | 'old';
  readonly accent: string;
  readonly use: string;
}

const USES = [
  ...(['narrative_story', 'conversational', 'news', 'social_media', 'advertisement'] as const),
  'informative_educational',
] as const;
const AGES = ['young', 'middle_aged', 'middle_aged', 'old', 'young'] as const;

/** About 120 public voices in 21 languages; ids in all the spellings seen in the field. */
export function publicVoices(seed: number): Voice[] {
  const random = createRandom(seed + 1);
  let at = 0;
  return TONGUES.flatMap((tongue) =>
    tongue.names.split(' ').map((name, turn): Voice => {
      at += 1;
      return {
        id: turn < 4 ? `${tongue.locale}-${plain(name)}Neural` : oddId(random, at),
        ...{ own: false, name, language: tongue.language, age: random.pick(AGES) },
        gender: turn % 2 === 0 ? 'female' : 'male',
        accent: tongue.accents[Math.floor(turn / 2) % tongue.accents.length] ?? '',
        use: random.pick(USES),
      };
    }),
  );
}

/** Four cloned voices of the account; one with no language, as the field has them. */
export function customVoices(seed: number): Voice[] {
  const random = createRandom(seed + 2);
  const rows = [
    ['Our founder', 'english', 'female'],
    ['Customer care', 'english', 'male'],
    ['Kundendienst', 'german', 'female'],
    ['Hallway recording', '', 'male'],
  ] as const;
  return rows.map(([name, language, gender]) => ({
    ...{ id: `tb_${random.hex(32)}`, own: true, name, language, gender },
    ...{ age: 'middle_aged', accent: '', use: '' },
  }));
}

function oddId(random: Random, at: number): string {
  if (at % 3 === 0) return `tb_${random.hex(32)}`;
  if (at % 3 === 1) return random.word(20);
  const parts = [8, 4, 4, 4, 12].map((length) => random.hex(length));
  return parts.join('-');
}

function plain(name: string): string {
  return name.normalize('NFD').replaceAll(/[^A-Za-z]/g, '');
}
