const ENTITIES: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/**
 * A message's mrkdwn as the words somebody would say: links by their label, mentions by their name
 * where Slack gives one, no marks of style. https://docs.slack.dev/messaging/formatting-message-text
 */
export function plainWords(mrkdwn: string): string {
  return mrkdwn
    .replace(
      /<([@#!]?)([^|>]*)(?:\|([^>]*))?>/g,
      (_, sigil: string, target: string, label?: string) =>
        sigil === ''
          ? (label ?? target.replace(/^(https?:\/\/|mailto:|tel:)/, ''))
          : mention(sigil, target, label),
    )
    .replace(/```|`/g, '')
    .replace(/(^|[\s(])([*_~])(?=\S)(.+?)(?<=\S)\2(?=$|[\s).,!?:;])/gm, '$1$3')
    .replace(/^&gt; ?/gm, '')
    .replace(/:[a-z0-9_+-]+(::skin-tone-\d)?:/g, '')
    .replace(/&(lt|gt|amp);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[ \t]+/g, ' ')
    .trim();
}

function mention(sigil: string, target: string, label: string | undefined): string {
  if (sigil === '!')
    return target.startsWith('date^') ? (label ?? '') : (label ?? '').replace(/^@/, '');
  return label ?? '';
}
