import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkBlocks, checkView } from '../../sandbox/slack/rules/block-kit.ts';
import { HOSTILE, safetyViolations } from '../support/hostile.ts';
import { LABEL } from './sample-video.ts';
import { SURFACES, type Surface } from './surfaces.ts';

/** The one text of ours that is markup: where and when a video was asked for. */
const WHERE_AND_WHEN =
  /"mrkdwn","text":"(<#C0LAUNCH>|a direct message) · <!date\^\d+\^[^<>]*>( · <https:[^<>|]*\|Open thread>)?"/g;

/** All that Slack, or a reader, could say against a surface. */
function complaintsAbout([, kind, make]: Surface, text: string): string[] {
  return [make(text, LABEL)].flat().flatMap((each: unknown) => {
    const markup = JSON.stringify(each).replace(WHERE_AND_WHEN, '').includes('"mrkdwn"');
    const asMarkup = markup ? ['a text that is read as markup'] : [];
    return [...safetyViolations(each), ...refusals(kind, each), ...asMarkup];
  });
}

/** The most characters of each text that Slack takes. */
const MOST = { text: 4_000, filename: 100, title: 100, alt_txt: 1_000, initial_comment: 4_000 };
function refusals(kind: Surface[1], made: unknown): string[] {
  const fields: Record<string, unknown> = Object(made);
  const { blocks, filename = 'none.mp4' } = fields;
  const checked = kind === 'message' ? checkBlocks(blocks) : kind === 'view' && checkView(made);
  const texts = Object.entries(MOST).map(([name, most]) => [most, fields[name]] as const);
  if (kind === 'message') texts.push([13_000, wordsOf(blocks)]);
  if (kind === 'options') texts.push(...[made].flat(9).map((each) => [75, each] as const));
  const misfits = texts.filter(([most, text]) => {
    return typeof text === 'string' && (text.length < 1 || text.length > most);
  });
  const isName = /^[^\\/:*?"<>|\p{C}]+\.mp4$/u.test(String(filename));
  return [
    ...(!checked || checked.ok ? [] : checked.messages),
    ...misfits.map(String),
    ...(isName ? [] : ['filename']),
  ];
}

const wordsOf = (value: unknown): string =>
  value instanceof Object ? Object.values(value).map(wordsOf).join('') : String(value);

it.each(SURFACES)('hostile text is only text on %s', (...surface) => {
  const found = HOSTILE.flatMap((text) =>
    complaintsAbout(surface, text).map((complaint) => [text.slice(0, 40), complaint]),
  );
  expect(found.slice(0, 5)).toEqual([]);
});

it('where the operator labels videos in another way, nothing says it', () => {
  const shown = SURFACES.map(([, , make]) => make('Launch', null));
  expect(JSON.stringify(shown)).not.toMatch(/AI-generated|undefined/i);
});

it('whatever people type, nothing pings, spoofs, misleads or is refused by Slack', () => {
  const fragments = ['<', '>', '&', '!channel', '@U1', '|', '\u202e', '\u200b', '\0', '\n', 'a'];
  const short = HOSTILE.filter((text) => text.length < 60);
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const typed = fc.oneof(fc.constantFrom(...fragments, ...short), text);
  const texts = fc.array(typed, { maxLength: 30 }).map((parts) => parts.join(''));
  const holds = fc.property(texts, fc.constantFrom(...SURFACES), (text, surface) => {
    expect(complaintsAbout(surface, text)).toEqual([]);
  });
  fc.assert(holds, { numRuns: 300 });
});
