import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks, checkSuggestions, checkView } from '../../sandbox/slack/rules/block-kit.ts';
import { hostileComplaints } from '../support/hostile-check.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { SURFACES, type Surface } from './surfaces.ts';

const NAMED = { users: ['U0ANN'], channels: ['C0LAUNCH'] };
/** The one text of ours that is markup: where and when a video was asked for. */
const WHERE_AND_WHEN = /"mrkdwn","text":"(<#C0LAUNCH>|a direct message) · <!date\^\d+\^[^<>]*>"/g;

/** All that Slack, or a reader, could say against a surface; each with where it is. */
function complaintsAbout([, kind, make]: Surface, text: string): string[] {
  return [make(text)].flat().flatMap((each: unknown) => {
    const markup = JSON.stringify(each).replace(WHERE_AND_WHEN, '').includes('"mrkdwn"');
    return [
      ...hostileComplaints(each, NAMED),
      ...refusals(kind, each),
      ...(markup ? ['a text that is read as markup'] : []),
    ];
  });
}

/** What a strict Slack refuses. */
function refusals(kind: Surface[1], made: unknown): string[] {
  const fields: Record<string, unknown> = Object.fromEntries(Object.entries(Object(made)));
  const messages = (checked: { ok: boolean; messages?: string[] }) => checked.messages ?? [];
  switch (kind) {
    case 'message':
      return [
        ...messages(checkBlocks(fields['blocks'])),
        ...lengthOf('text', fields['text'], 4_000),
        ...lengthOf('all words', wordsOf(fields['blocks']), 13_000),
      ];
    case 'view':
      return messages(checkView(made));
    case 'options':
      return messages(checkSuggestions(made));
    case 'file':
      return [
        ...['filename', 'title'].flatMap((name) => lengthOf(name, fields[name], 100)),
        ...lengthOf('initial_comment', fields['initial_comment'], 4_000),
        ...(/^[^\\/:*?"<>|\p{C}]+\.mp4$/u.test(String(fields['filename'])) ? [] : ['filename']),
      ];
  }
}

function lengthOf(name: string, value: unknown, most: number): string[] {
  const { length } = String(value ?? '');
  return length >= 1 && length <= most ? [] : [`${name}: ${length} characters`];
}

function wordsOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.values(value).map(wordsOf).join('');
}

describe('hostile text is only text', () => {
  it.each(SURFACES.map((surface) => [surface[0], surface] as const))('on %s', (_, surface) => {
    const found = HOSTILE.flatMap((text) =>
      complaintsAbout(surface, text).map((complaint) => [text.slice(0, 40), complaint]),
    );
    expect(found.slice(0, 5)).toEqual([]);
  });

  it('whatever people type: nothing pings, spoofs, misleads or is refused by Slack', () => {
    const fragments = ['<', '>', '&', '!channel', '@U1', '|', '\u202e', '\u200b', '\0', '\n', 'a'];
    const short = HOSTILE.filter((text) => text.length < 60);
    const typed = fc.oneof(
      fc.constantFrom(...fragments, ...short),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const texts = fc.array(typed, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(texts, fc.nat(SURFACES.length - 1), (text, at) => {
        const surface = SURFACES[at];
        expect(surface && complaintsAbout(surface, text)).toEqual([]);
      }),
      { numRuns: 1_500 },
    );
  });

  const SPOOFS = `<!channel>|<@U0BOSS>|<#C0SECRET>|<https://a.example|b>|a > b|a & b`;
  it.each([
    ...SPOOFS.split(/\|(?!b>)/).map((text) => ({ text })),
    { elements: [{ type: 'text', text: '\u202egpj' }], type: 'rich_text_section' },
    { elements: [{ type: 'user', user_id: 'U0BOSS' }], type: 'rich_text_section' },
    { elements: [{ type: 'broadcast', range: 'here' }], type: 'rich_text_section' },
    { elements: [{ type: 'link', url: 'javascript:1' }], type: 'rich_text_section' },
  ])('the check can fail: %j', (sent) => {
    expect(hostileComplaints(sent, NAMED)).toHaveLength(1);
  });
});
