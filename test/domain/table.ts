import { isDeepStrictEqual } from 'node:util';
import type { DecisionContext, VideoEvent } from '../../src/domain/video/effect.ts';
import { FRESH_POST } from '../../src/domain/video/post.ts';
import { transition } from '../../src/domain/video/transition.ts';
import { SLOTS, stateSchema, type Video, videoSchema } from '../../src/domain/video/video.ts';
import { START } from './sample-new-video.ts';
import { type Change, NOW, SENT, video } from './video.ts';

const USUAL = { random: 0.5, pollScale: 1, hasWebhook: false };
/** The context of a row, unless the row says otherwise. */
export const CONTEXT: DecisionContext = { ...USUAL, now: NOW, renders: [] };
type Fields = Readonly<Record<string, unknown>>;

/**
 * Writes the outcome below each row of a table: the changes in the video, and the due effect. A row
 * is a video, its events in order, and the parts of the context that differ from the defaults.
 */
export function withOutcomes(table: string): string {
  const rows = table.split('\n').filter((line) => !line.startsWith('    '));
  return rows.map((row) => (row.startsWith('  ') ? `${row}\n    ${outcome(row)}` : row)).join('\n');
}

function outcome(row: string): string {
  const [before = '', ...more] = partsOf(row);
  const isContext = (part: string) => /^(now|pollScale|hasWebhook|lane) /.test(part);
  const eventTexts = more.filter((part) => part !== 'nothing' && !isContext(part));
  const context = Object.fromEntries(more.filter(isContext).map(fieldOf));
  const events = eventTexts.map((each) => eventOf(each.replace(/^then /, '')));
  return describeOutcome(videoOf(before), events, context);
}

/** The changes in a video, and the due effect: `changes | effect`. */
export function describeOutcome(before: Video, events: VideoEvent[], context: Fields = {}): string {
  const { video: after, effect } = transition(before, events, { ...CONTEXT, ...context });
  return `${changes(before, after).join(', ') || 'nothing'} | ${format(effect)}`;
}

/** A video in a state, with the fields that differ from the defaults: `state (name value, …)`. */
export function videoOf(text: string): Video {
  const { state, ...fields } = objectOf(text, 'state');
  const { posts: sent, result, ...defaults } = video(stateSchema.parse(state));
  const all: Record<string, unknown> = { ...defaults, ...sent };
  for (const [name, value] of Object.entries(fields)) {
    if (!(name in defaults || BY_SLOT.has(name))) throw new Error(`no video has "${name}"`);
    const before = all[name] ?? (BY_SLOT.has(name) ? SENT : {});
    all[name] = typeof value === 'object' && value ? { ...before, ...value } : value;
    if (isDeepStrictEqual(value, { status: 'gone' })) delete all[name];
  }
  const slots = SLOTS.filter((slot) => all[slot]);
  const posts = Object.fromEntries(slots.map((slot) => [slot, all[slot]]));
  const cardVersion = fields['cardVersion'];
  return videoSchema.parse(video(defaults.state, { ...all, result, posts, cardVersion } as Change));
}

/** An event: `type (name value, …)`. */
export const eventOf = (text: string) => objectOf(text, 'type') as unknown as VideoEvent;

/** Parses `word (name value, …)`. The word is stored under the key `kind`. */
function objectOf(text: string, kind: string): Fields {
  const [, word, fields] = /^([^(]*?) ?(?:\((.*)\))?$/.exec(text) ?? [];
  const more = fields ? Object.fromEntries(partsOf(fields).map(fieldOf)) : {};
  return word ? { [kind]: word, ...more } : more;
}

/** The key that holds an object's kind. */
const BY_SLOT = new Map<string, string>(SLOTS.map((slot) => [slot, 'status']));
const KINDS = new Map([...BY_SLOT, ['file', 'status'], ['command', 'choice'], ['outcome', 'kind']]);

function fieldOf(text: string): [string, unknown] {
  const [, name = '', value = ''] = /^(\w+) ?(.*)$/.exec(text) ?? [];
  const kind = KINDS.get(name);
  if (kind || value.endsWith(')')) return [name, objectOf(value, kind ?? 'kind')];
  if (/^[+-]\d+$/.test(value)) return [name, NOW + Number(value)];
  return [name, /^((0\.)?\d+|null|true|false)$/.test(value) ? JSON.parse(value) : value];
}

/** Splits at the commas outside of brackets. */
function partsOf(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    depth += sign === '(' ? 1 : sign === ')' ? -1 : 0;
    if (sign === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop()}${sign}`);
  }
  return parts.map((part) => part.trim());
}

/** An effect and its values. Times are relative to `NOW`. */
const format = (part: unknown): string =>
  typeof part === 'object' && part ? Object.values(part).map(format).join(' ') : formatValue(part);

/** The differences, the state first: messages by their slots, Jogg's result as `made`. */
function changes(before: Video, after: Video): string[] {
  // A new state begins at `NOW`, so only another `since` is a difference.
  const since = before.state === after.state ? before.since : NOW;
  return differences(flat({ ...before, since }), flat(after));
}

const flat = ({ state, posts, result, ...rest }: Video) => {
  return { state, ...rest, ...posts, made: result };
};

function differences(before: object, after: object): string[] {
  const was = new Map<string, unknown>(Object.entries(before));
  const lines = Object.entries(after).flatMap(([key, value]): string[] => {
    const old = was.get(key);
    was.delete(key);
    if (isDeepStrictEqual(old, value)) return [];
    if (typeof value !== 'object' || value === null) return [`${key} ${formatValue(value)}`];
    const parts = differences(old ?? ('searches' in value ? UNSENT : blank(value)), value);
    const status = parts.find((part) => part.startsWith('status '));
    const others = parts.filter((part) => part !== status).join(', ');
    return [key + (status?.slice(6) ?? '') + (others && ` (${others})`)];
  });
  return [...lines, ...[...was.keys()].map((key) => `${key} gone`)];
}

const UNSENT = { ...FRESH_POST, status: null };
const blank = (value: object) => Object.fromEntries(Object.keys(value).map((key) => [key, null]));
const formatValue = (raw: unknown): string =>
  typeof raw === 'number' && raw > START / 2 ? `${raw < NOW ? '' : '+'}${raw - NOW}` : String(raw);
