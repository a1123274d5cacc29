import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checkBlocks, checkView } from '../../sandbox/slack/rules/block-kit.ts';
import { hostileComplaints } from '../support/hostile-check.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { LABEL } from './sample-video.ts';
import { SURFACES, type Surface } from './surfaces.ts';

const NAMED = { users: ['U0ANN'], channels: ['C0LAUNCH'] };
/** The one text of ours that is markup: where and when a video was asked for. */
const WHERE_AND_WHEN =
  /"mrkdwn","text":"(<#C0LAUNCH>|a direct message) · <!date\^\d+\^[^<>]*>( · <https:[^<>|]*\|Open thread>)?"/g;

/** All that Slack, or a reader, could say against a surface; each with where it is. */
function complaintsAbout([, kind, make]: Surface, text: string): string[] {
  return [make(text, LABEL)].flat().flatMap((each: unknown) => {
    const markup = JSON.stringify(each).replace(WHERE_AND_WHEN, '').includes('"mrkdwn"');
    return [
      ...hostileComplaints(each, NAMED),
      ...refusals(kind, each),
      ...(markup ? ['a text that is read as markup'] : []),
    ];
  });
}

function refusals(kind: Surface[1], made: unknown): string[] {
  const { blocks, text, filename, title, alt_txt, initial_comment }: Record<string, unknown> =
    Object(made);
  const messages = (checked: { ok: boolean; messages?: string[] }) => checked.messages ?? [];
  const lengths = (most: number, texts: object) =>
    Object.entries(texts)
      .filter(([, { length = 0 }]) => length < 1 || length > most)
      .map(([name, { length }]) => `${name}: ${length} characters`);
  if (kind === 'view') return messages(checkView(made));
  if (kind === 'options')
    return lengths(
      75,
      [made].flat(9).filter((each) => each !== undefined),
    );
  if (kind === 'message')
    return [
      ...messages(checkBlocks(blocks)),
      ...lengths(4_000, { text }),
      ...lengths(13_000, { blocks: wordsOf(blocks) }),
    ];
  const isName = /^[^\\/:*?"<>|\p{C}]+\.mp4$/u.test(String(filename));
  const tooLong = [
    ...lengths(100, { filename, title }),
    ...lengths(1_000, { alt_txt }),
    ...lengths(4_000, { initial_comment }),
  ];
  return isName ? tooLong : [...tooLong, 'filename'];
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
  const typed = fc.oneof(
    fc.constantFrom(...fragments, ...short),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  const texts = fc.array(typed, { maxLength: 30 }).map((parts) => parts.join(''));
  const holds = fc.property(texts, fc.constantFrom(...SURFACES), (text, surface) => {
    expect(complaintsAbout(surface, text)).toEqual([]);
  });
  fc.assert(holds, { numRuns: 300 });
});
