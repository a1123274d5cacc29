/**
 * What Slack refuses, as a list of complaints (empty: nothing). Written from Slack's pages alone,
 * without the numbers of `src`. https://docs.slack.dev/reference/block-kit/
 */
export function messageComplaints(message: { text: string; blocks: readonly unknown[] }): string[] {
  const complaints: string[] = [];
  const say = sayer(complaints);
  const json = JSON.stringify(message.blocks);
  say(message.text.length >= 1 && message.text.length <= 4_000, 'text: 1 to 4000');
  say(message.blocks.length >= 1 && message.blocks.length <= 50, 'blocks: 1 to 50');
  say(charactersOf(message.blocks) <= 13_000, 'blocks: more than 13,000 characters in all');
  say(json.isWellFormed() && message.text.isWellFormed(), 'lone surrogate');
  say(plainMarkup(message.text), `text: markup from outside: ${message.text.slice(0, 200)}`);
  const ids = message.blocks.flatMap((block) => dict(block)['block_id'] ?? []);
  say(new Set(ids).size === ids.length, 'block_id twice');
  for (const [at, block] of message.blocks.entries())
    checkBlock(dict(block), sayer(complaints, `blocks[${at}]`), MESSAGE_BLOCKS);
  return complaints;
}

/** As `messageComplaints`, for a modal. https://docs.slack.dev/reference/views/modal-views/ */
export function viewComplaints(view: unknown): string[] {
  const complaints: string[] = [];
  const say = sayer(complaints);
  const { title, submit, close, blocks, private_metadata, callback_id, ...rest } = dict(view);
  say(Object.keys(rest).join() === 'type', `unknown keys: ${Object.keys(rest)}`);
  plainText(title, 24, sayer(complaints, 'title'));
  plainText(submit, 24, sayer(complaints, 'submit'));
  plainText(close, 24, sayer(complaints, 'close'));
  say(String(private_metadata).length <= 3_000, 'private_metadata: 3000');
  say(String(callback_id).length <= 255, 'callback_id: 255');
  say(list(blocks).length >= 1 && list(blocks).length <= 100, 'blocks: 1 to 100');
  say(JSON.stringify(view).length <= 250_000, 'view: 250 kB');
  say(JSON.stringify(view).isWellFormed(), 'lone surrogate');
  const ids = list(blocks).map((block) => dict(block)['block_id']);
  say(new Set(ids).size === ids.length, 'block_id twice');
  for (const [at, block] of list(blocks).entries())
    checkBlock(dict(block), sayer(complaints, `blocks[${at}]`), MODAL_BLOCKS);
  return complaints;
}

/**
 * Characters that show nothing or turn the text around, anywhere inside `value`; joiners inside an
 * emoji and behind letters that are not Latin, and signs that are seen, are part of the text.
 */
export function invisibleCharacters(value: unknown): string[] {
  return stringsOf(value).filter((text) =>
    /[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u.test(text.replace(SEEN, '')),
  );
}

const SEEN =
  /(?<=\p{Extended_Pictographic}[\uFE0F\p{EMod}]?|(?!\p{Script=Latin})[\p{L}\p{M}])\u200D|(?<=[\p{L}\p{M}\p{N}\p{P}])\u200C(?=(?!\p{Script=Latin})[\p{L}\p{M}])|(?<=(?!\p{Script=Latin})[\p{L}\p{M}])[\u200B\u200C](?=[\p{L}\p{M}\p{N}])|(?<=\u{1F3F4})[\u{E0030}-\u{E007A}]{3,5}\u{E007F}|[\u0600-\u0605\u06DD\u070F\u0890\u0891\u08E2\u{110BD}\u{110CD}\u180E]/gu;

/** Every object of type `mrkdwn` inside `value`. */
export function mrkdwnObjects(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnObjects);
  if (typeof value !== 'object' || value === null) return [];
  return [
    ...(dict(value)['type'] === 'mrkdwn' ? [value] : []),
    ...Object.values(value).flatMap(mrkdwnObjects),
  ];
}

type Dict = Record<string, unknown>;
type Say = (fine: boolean, complaint: string) => void;
const MODAL_BLOCKS = ['input', 'context', 'image', 'actions', 'rich_text'];
const MESSAGE_BLOCKS = ['rich_text', 'section', 'context', 'image', 'actions', 'divider', 'header'];

function checkBlock(block: Dict, say: Say, allowed: readonly string[]): void {
  const { type, block_id, ...rest } = block;
  say(allowed.includes(String(type)), `type ${type}`);
  if (block_id !== undefined) length(block_id, 1, 255, say, 'block_id');
  switch (type) {
    case 'rich_text':
      only(rest, ['elements'], say);
      say(list(rest['elements']).length >= 1, 'elements: none');
      for (const element of list(rest['elements'])) richElement(dict(element), say);
      return;
    case 'context':
      only(rest, ['elements'], say);
      between(list(rest['elements']), 1, 10, say, 'elements');
      for (const element of list(rest['elements'])) plainText(element, 2_000, say);
      return;
    case 'image':
      only(rest, ['image_url', 'alt_text'], say);
      length(rest['alt_text'], 1, 2_000, say, 'alt_text');
      say(imageAddress(String(rest['image_url'])), `image_url ${rest['image_url']}`);
      return;
    case 'actions':
      only(rest, ['elements'], say);
      between(list(rest['elements']), 1, 25, say, 'elements');
      for (const element of list(rest['elements'])) checkElement(dict(element), say);
      return;
    case 'input':
      only(rest, ['label', 'hint', 'optional', 'element', 'dispatch_action'], say);
      say(
        rest['dispatch_action'] === undefined || dict(rest['element'])['type'] !== 'file_input',
        'dispatch_action with a file_input',
      );
      plainText(rest['label'], 2_000, say);
      if (rest['hint'] !== undefined) plainText(rest['hint'], 2_000, say);
      checkElement(dict(rest['element']), say);
      return;
    default:
      say(false, `no rule for ${type}`);
  }
}

function richElement(element: Dict, say: Say): void {
  const { type, elements } = element;
  say(
    ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'].includes(String(type)),
    `rich text ${type}`,
  );
  say(list(elements).length >= 1, 'rich text: empty');
  for (const each of list(elements).map(dict)) {
    switch (each['type']) {
      case 'text':
        length(each['text'], 1, 3_000, say, 'rich text: text');
        break;
      case 'user':
        say(/^[UW][A-Z0-9]+$/.test(String(each['user_id'])), `user ${each['user_id']}`);
        break;
      case 'channel':
        say(/^[CG][A-Z0-9]+$/.test(String(each['channel_id'])), `channel ${each['channel_id']}`);
        break;
      case 'link':
        length(each['url'], 1, 3_000, say, 'rich text: url');
        say(String(each['url']).startsWith('https://'), `link ${each['url']}`);
        break;
      default:
        say(false, `rich text: ${each['type']}`);
    }
  }
}

function checkElement(element: Dict, say: Say): void {
  length(element['action_id'], 1, 255, say, 'action_id');
  if (element['placeholder'] !== undefined) plainText(element['placeholder'], 150, say);
  switch (element['type']) {
    case 'button':
      plainText(element['text'], 75, say);
      if (element['value'] !== undefined) length(element['value'], 1, 2_000, say, 'value');
      if (element['url'] !== undefined) length(element['url'], 1, 3_000, say, 'url');
      return;
    case 'plain_text_input': {
      const most = Number(element['max_length']);
      say(most >= 1 && most <= 3_000, 'max_length: 1 to 3000');
      if (element['initial_value'] !== undefined)
        length(element['initial_value'], 1, most, say, 'initial_value');
      return;
    }
    case 'external_select':
      say(element['min_query_length'] === 0, 'min_query_length');
      if (element['initial_option'] !== undefined) option(element['initial_option'], say);
      return;
    case 'radio_buttons':
    case 'checkboxes': {
      const options = list(element['options']);
      between(options, 1, 10, say, 'options');
      for (const each of options) option(each, say);
      const initial = [element['initial_option'] ?? [], element['initial_options'] ?? []].flat();
      const known = options.map((each) => JSON.stringify(each));
      say(
        initial.every((each) => known.includes(JSON.stringify(each))),
        'initial option that is not an option',
      );
      return;
    }
    case 'multi_static_select': {
      const groups = list(element['option_groups']).map(dict);
      between(groups, 1, 100, say, 'option_groups');
      const options = groups.flatMap((group) => list(group['options']));
      for (const group of groups) {
        plainText(group['label'], 75, say);
        between(list(group['options']), 1, 100, say, 'options');
      }
      for (const each of options) option(each, say);
      const known = options.map((each) => JSON.stringify(each));
      say(
        list(element['initial_options']).every((each) => known.includes(JSON.stringify(each))),
        'initial option that is not an option',
      );
      return;
    }
    case 'static_select': {
      const options = list(element['options']);
      between(options, 1, 100, say, 'options');
      for (const each of options) option(each, say);
      const known = options.map((each) => JSON.stringify(each));
      say(known.includes(JSON.stringify(element['initial_option'])), 'initial option');
      return;
    }
    case 'url_text_input':
      say(
        element['initial_value'] === undefined || URL.canParse(String(element['initial_value'])),
        'initial_value: no address',
      );
      return;
    case 'file_input':
      between(list(element['filetypes']), 1, 20, say, 'filetypes');
      say(Number(element['max_files']) === 1, 'max_files');
      return;
    case 'conversations_select':
      return;
    default:
      say(false, `element ${element['type']}`);
  }
}

function option(value: unknown, say: Say): void {
  plainText(dict(value)['text'], 75, say);
  length(dict(value)['value'], 1, 75, say, 'option value');
}

function plainText(value: unknown, most: number, say: Say): void {
  const { type, text, emoji, ...rest } = dict(value);
  say(type === 'plain_text', `text object ${type}`);
  say(emoji === undefined || typeof emoji === 'boolean', 'emoji');
  only(rest, [], say);
  length(text, 1, most, say, 'plain_text');
}

function imageAddress(address: string): boolean {
  if (!URL.canParse(address) || address.length > 3_000) return false;
  const url = new URL(address);
  return url.protocol === 'https:' && /\.(png|jpg|jpeg|gif)$/i.test(url.pathname);
}

/** Whether all markup is ours: mentions, channels and links with our own labels. */
function plainMarkup(text: string): boolean {
  const rest = text.replaceAll(
    /<(@[UW]\w+|#[CG]\w+|https:\/\/[^<>|\s]+(\|Watch the video)?)>/g,
    '',
  );
  return !/[<>]/.test(rest) && !/&(?!amp;|lt;|gt;)/.test(text);
}

function charactersOf(value: unknown): number {
  return stringsOf(value).reduce((sum, text) => sum + text.length, 0);
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : [];
}

function only(rest: Dict, keys: readonly string[], say: Say): void {
  for (const key of Object.keys(rest)) say(keys.includes(key), `unknown key ${key}`);
}

function between(items: readonly unknown[], least: number, most: number, say: Say, what: string) {
  say(items.length >= least && items.length <= most, `${what}: ${least} to ${most}`);
}

function length(value: unknown, least: number, most: number, say: Say, what: string): void {
  const size = typeof value === 'string' ? value.length : Number.NaN;
  say(size >= least && size <= most, `${what}: ${least} to ${most}, is ${size}`);
}

function sayer(complaints: string[], at = ''): Say {
  return (fine, complaint) => {
    if (!fine) complaints.push(`${at} ${complaint}`.trim());
  };
}

function dict(value: unknown): Dict {
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
