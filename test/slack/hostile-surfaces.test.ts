import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkBlocks, checkView } from '../../sandbox/slack/rules/block-kit.ts';
import { HOSTILE, safetyViolations } from '../support/hostile.ts';
import { LABEL } from './sample-video.ts';
import { SURFACES, type Surface } from './surfaces.ts';

/** The app's only mrkdwn text: where and when a video was requested. */
const WHERE_AND_WHEN =
  /"type":"mrkdwn","text":"(<#C0LAUNCH>|a direct message) · <!date\^\d+\^[^<>]*>( · <https:[^<>|]*\|Open thread>)?"/g;

/** Everything in a surface that Slack would reject or that could mislead a reader. */
function violationsOf([, kind, make]: Surface, text: string): string[] {
  return [make(text, LABEL)].flat().flatMap((each: unknown) => {
    const markup = JSON.stringify(each).replace(WHERE_AND_WHEN, '').includes('"type":"mrkdwn"');
    const asMarkup = markup ? ['a text that is read as markup'] : [];
    return [...safetyViolations(each), ...slackViolations(kind, each), ...asMarkup];
  });
}

/** Slack's maximum length of each text. */
const LENGTHS = { text: 4_000, filename: 100, title: 100, alt_txt: 1_000, initial_comment: 4_000 };
function slackViolations(kind: Surface[1], built: unknown): string[] {
  const fields: Record<string, unknown> = Object(built);
  const { blocks, filename = 'none.mp4' } = fields;
  const checked = kind === 'message' ? checkBlocks(blocks) : kind === 'view' && checkView(built);
  const texts = Object.entries(LENGTHS).map(([name, max]) => [max, fields[name]] as const);
  if (kind === 'message') texts.push([13_000, textOf(blocks)]);
  if (kind === 'options') texts.push(...[built].flat(9).map((each) => [75, each] as const));
  const tooLong = texts.filter(([max, text]) => {
    return typeof text === 'string' && (text.length < 1 || text.length > max);
  });
  const isName = /^[^\\/:*?"<>|\p{C}]+\.mp4$/u.test(String(filename));
  const rejections = !checked || checked.ok ? [] : checked.messages;
  return [...rejections, ...tooLong.map(String), ...(isName ? [] : ['filename'])];
}

const textOf = (value: unknown): string =>
  value instanceof Object ? Object.values(value).map(textOf).join('') : String(value);

it.each(SURFACES)('hostile text stays plain text on %s', (...surface) => {
  const violations = HOSTILE.flatMap((text) =>
    violationsOf(surface, text).map((violation) => [text.slice(0, 40), violation]),
  );
  expect(violations.slice(0, 5)).toEqual([]);
});

it('no surface shows the AI label if the operator has turned it off', () => {
  const surfaces = SURFACES.map(([, , make]) => make('Launch', null));
  expect(JSON.stringify(surfaces)).not.toMatch(/AI-generated|undefined/i);
});

it('no typed text pings, spoofs, misleads or is rejected by Slack', () => {
  const fragments = ['<', '>', '&', '!channel', '@U1', '|', '\u202e', '\u200b', '\0', '\n', 'a'];
  const short = HOSTILE.filter((text) => text.length < 60);
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const typed = fc.oneof(fc.constantFrom(...fragments, ...short), text);
  const texts = fc.array(typed, { maxLength: 30 }).map((parts) => parts.join(''));
  const property = fc.property(texts, fc.constantFrom(...SURFACES), (text, surface) => {
    expect(violationsOf(surface, text)).toEqual([]);
  });
  fc.assert(property, { numRuns: 300 });
});
