import type { Block, Dict } from '../rules/block-kit.ts';

const PART =
  /<@(?<user>\w+)(?:\|[^>]*)?>|<#(?<channel>\w+)(?:\|[^>]*)?>|<!subteam\^(?<group>\w+)(?:\|[^>]*)?>|<!(?<range>here|channel|everyone)>|<(?<url>[a-z]+:[^|>]+)(?:\|(?<label>[^>]*))?>|(?<![\w:]):(?<emoji>[a-z_+-][a-z0-9_+-]*):|\*(?<bold>[^*\s][^*\n]*)\*/gu;

/**
 * Converts a typed message to blocks as Slack's client does: mentions, links, emoji and bold are
 * separate elements, and nothing is escaped. `mrkdwn` is the message's `text`.
 * https://docs.slack.dev/reference/block-kit/blocks/rich-text-block
 */
export function typedBlocks(mrkdwn: string): Block[] {
  const elements: Dict[] = [];
  const text = (words: string): void => {
    if (words !== '') elements.push({ type: 'text', text: unescaped(words) });
  };
  let end = 0;
  for (const found of mrkdwn.matchAll(PART)) {
    text(mrkdwn.slice(end, found.index));
    elements.push(elementOf(found.groups ?? {}));
    end = found.index + found[0].length;
  }
  text(mrkdwn.slice(end));
  const section = { type: 'rich_text_section', elements };
  return [{ type: 'rich_text', block_id: 'said', elements: [section] }];
}

function elementOf(groups: Readonly<Record<string, string | undefined>>): Dict {
  const { user, channel, group, range, url, label, emoji, bold } = groups;
  if (user !== undefined) return { type: 'user', user_id: user };
  if (channel !== undefined) return { type: 'channel', channel_id: channel };
  if (group !== undefined) return { type: 'usergroup', usergroup_id: group };
  if (range !== undefined) return { type: 'broadcast', range };
  if (emoji !== undefined) return { type: 'emoji', name: emoji };
  if (bold !== undefined) return { type: 'text', text: unescaped(bold), style: { bold: true } };
  const named = label === undefined ? {} : { text: unescaped(label) };
  return { type: 'link', url: unescaped(url ?? ''), ...named };
}

/** Undoes Slack's three escapes. */
export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
