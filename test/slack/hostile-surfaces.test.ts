import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks, checkSuggestions, checkView } from '../../sandbox/slack/rules/block-kit.ts';
import { hostileComplaints, mrkdwnComplaints } from '../support/hostile-check.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { SURFACES, type Surface } from './surfaces.ts';

const NAMED = { users: ['U0ANN'], channels: ['C0LAUNCH'] };

/** All that Slack, or a reader, could say against a surface; each with where it is. */
function complaintsAbout({ kind, make }: Surface, text: string): string[] {
  const made = make(text);
  const all: unknown[] = Array.isArray(made) ? made : [made];
  return all.flatMap((each) => [...hostileComplaints(each, NAMED), ...refusals(kind, each)]);
}

/** What a strict Slack refuses. */
function refusals(kind: Surface['kind'], made: unknown): string[] {
  const fields: Record<string, unknown> = Object.fromEntries(Object.entries(Object(made)));
  const messages = (checked: { ok: boolean; messages?: string[] }) => checked.messages ?? [];
  switch (kind) {
    case 'message':
      return [
        ...messages(checkBlocks(fields['blocks'])),
        ...lengthOf('text', fields['text'], 4_000),
        ...(JSON.stringify(fields['blocks']).length > 40_000 ? ['blocks: far too long'] : []),
      ];
    case 'view':
      return messages(checkView(made));
    case 'options':
      return messages(checkSuggestions(made));
    case 'file':
      return [
        ...lengthOf('filename', fields['filename'], 100),
        ...lengthOf('title', fields['title'], 100),
        ...lengthOf('initial_comment', fields['initial_comment'], 4_000),
        ...(/^[^\\/:*?"<>|\p{C}]+\.mp4$/u.test(String(fields['filename'])) ? [] : ['filename']),
      ];
  }
}

function lengthOf(name: string, value: unknown, most: number): string[] {
  const { length } = String(value ?? '');
  return length >= 1 && length <= most ? [] : [`${name}: ${length} characters`];
}

it('there are at least 60 hostile strings', () => {
  expect(new Set(HOSTILE).size).toBeGreaterThanOrEqual(60);
});

describe('hostile text is only text', () => {
  it.each(SURFACES.map((surface) => [surface.name, surface] as const))('on %s', (_, surface) => {
    const found = HOSTILE.flatMap((text) =>
      complaintsAbout(surface, text).map((complaint) => [text.slice(0, 40), complaint]),
    );
    expect(found.slice(0, 5)).toEqual([]);
  });
});

describe('whatever people type', () => {
  const FRAGMENTS = ['<', '>', '&', '!channel', '@U1', '|', '\u202e', '\u200b', '\0', '\n', 'a'];
  const anyText = fc
    .array(
      fc.oneof(
        fc.constantFrom(...FRAGMENTS, ...HOSTILE.filter((text) => text.length < 60)),
        fc.string({ unit: 'binary', maxLength: 20 }),
      ),
      { maxLength: 30 },
    )
    .map((parts) => parts.join(''));

  it('nothing pings, spoofs, misleads or is refused by Slack, on any surface', () => {
    fc.assert(
      fc.property(anyText, fc.nat(SURFACES.length - 1), (text, at) => {
        const surface = SURFACES[at];
        expect(surface && complaintsAbout(surface, text)).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('the check itself', () => {
  const text = (words: string) => hostileComplaints({ text: words }, NAMED);
  it.each(['<!channel>', '<@U0BOSS>', '<#C0SECRET>', '<https://a.example|b>', 'a > b', 'a & b'])(
    'complains about %s',
    (words) => {
      expect(text(words)).toHaveLength(1);
    },
  );

  it.each(['<@U0ANN>', '<#C0LAUNCH>', '<https://jogg.ai/v.mp4>', 'a &gt; b'])(
    'lets %s through',
    (words) => {
      expect(mrkdwnComplaints(words, NAMED)).toEqual([]);
    },
  );

  it('sees mentions, broadcasts and invisible characters in blocks', () => {
    const elements = [
      { type: 'user', user_id: 'U0BOSS' },
      { type: 'broadcast', range: 'channel' },
      { type: 'channel', channel_id: 'C0SECRET' },
      { type: 'link', url: 'javascript:1' },
      { type: 'text', text: '\u202egpj' },
    ];
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
    expect(hostileComplaints({ blocks }, NAMED)).toHaveLength(5);
  });
});
