/** Whom and what our own words may name. */
export interface Named {
  readonly users: readonly string[];
  readonly channels: readonly string[];
}

/** What people typed into a field themselves, and what nobody sees. */
const UNSEEN = new Set(['private_metadata', 'value', 'initial_value']);
const ADDRESSES = new Set(['url', 'image_url']);
/** Characters that show nothing or turn the text around. */
const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u;
/** Joiners inside an emoji and behind letters that are not Latin, and signs that are seen. */
const SEEN =
  /(?<=\p{Extended_Pictographic}[\uFE0F\p{EMod}]?|(?!\p{Script=Latin})[\p{L}\p{M}])\u200D|(?<=[\p{L}\p{M}\p{N}\p{P}])\u200C(?=(?!\p{Script=Latin})[\p{L}\p{M}])|(?<=(?!\p{Script=Latin})[\p{L}\p{M}])[\u200B\u200C](?=[\p{L}\p{M}\p{N}])|(?<=\u{1F3F4})[\u{E0030}-\u{E007A}]{3,5}\u{E007F}|[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}\u180E]/gu;
const RICH = new Set(['text', 'user', 'channel', 'link', 'date']);

/** What in something that we send could ping, spoof or mislead: a list of complaints. */
export function hostileComplaints(sent: unknown, named: Named): string[] {
  const complaints: string[] = [];
  const visit = (value: unknown, key: string, within: Record<string, unknown>): void => {
    if (typeof value === 'string') complaints.push(...aboutText(value, key, within, named));
    else if (Array.isArray(value)) for (const each of value) visit(each, key, within);
    else if (typeof value === 'object' && value !== null) {
      const fields = Object.fromEntries(Object.entries(value));
      if (key === 'elements' && isRich(within)) complaints.push(...aboutElement(fields, named));
      for (const [name, field] of Object.entries(fields)) visit(field, name, fields);
    }
  };
  visit(sent, '', {});
  return complaints;
}

/** Complaints about one string in mrkdwn: markup that is not ours. */
export function mrkdwnComplaints(text: string, { users, channels }: Named): string[] {
  const ours = text
    .replaceAll(/<@([UW]\w+)>/g, (token, id) => (users.includes(id) ? '' : token))
    .replaceAll(/<#([CG]\w+)>/g, (token, id) => (channels.includes(id) ? '' : token))
    .replaceAll(/<https:\/\/[^<>|\s]+(\|(Watch the video|Open thread))?>/g, '')
    .replaceAll(/<!date\^\d+\^\{date_short_pretty\} at \{time\}\|\d{4}-\d\d-\d\d>/g, '');
  return [
    ...(/[<>]/.test(ours) ? [`markup that is not ours: ${ours.slice(0, 80)}`] : []),
    ...(/&(?!amp;|lt;|gt;)/.test(ours) ? ['a bare ampersand'] : []),
  ];
}

function aboutText(
  text: string,
  key: string,
  within: Record<string, unknown>,
  named: Named,
): string[] {
  const complaints: string[] = [];
  if (!text.isWellFormed()) complaints.push(`${key}: half a character`);
  if (!UNSEEN.has(key) && INVISIBLE.test(text.replace(SEEN, '')))
    complaints.push(`${key}: invisible characters`);
  if (ADDRESSES.has(key) && !/^https:\/\/[^\s<>|]+$/.test(text))
    complaints.push(`${key}: ${text.slice(0, 80)}`);
  // A message's own text, and a text object that says so, are read as markup.
  const isMarkup =
    key === 'initial_comment' || (key === 'text' && (within['type'] ?? 'mrkdwn') === 'mrkdwn');
  return isMarkup ? [...complaints, ...mrkdwnComplaints(text, named)] : complaints;
}

function isRich({ type }: Record<string, unknown>): boolean {
  return typeof type === 'string' && /^rich_text_(section|quote|preformatted)$/.test(type);
}

function aboutElement(element: Record<string, unknown>, { users, channels }: Named): string[] {
  const { type, user_id, channel_id } = element;
  if (!RICH.has(String(type))) return [`a rich text ${type}`];
  if (type === 'user' && !users.includes(String(user_id))) return [`pings ${user_id}`];
  return type === 'channel' && !channels.includes(String(channel_id))
    ? [`names ${channel_id}`]
    : [];
}
