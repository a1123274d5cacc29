import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { STATES, type State } from '../../src/domain/video/video.ts';
import { eventOf, told, toldAnew, videoOf } from './table.ts';

const FOLDER = join(import.meta.dirname, 'tables');

it.each(readdirSync(FOLDER))('what becomes of each video is as %s says', async (name) => {
  const path = join(FOLDER, name);
  await expect(toldAnew(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});

/** The states that pay or send a message; of a direct one the thread takes none. */
const DONE_IN = new Map<string | undefined, readonly State[]>([
  ['submitted', ['submitting']],
  ['card', ['requested', 'cancelled']],
  ['late', ['rendering']],
  ['unconfirmed', ['unconfirmed']],
  ['result', ['ready', 'failed']],
  ['direct', ['ready', 'unconfirmed']],
]);

/** What becomes of each video by an event; states that take it alike share a line. */
function section(event: string): string {
  const [, slot = '', paid] = /^(?:posted \(slot (\w+)|(submitted))/.exec(event) ?? [];
  const refused = slot === 'direct' ? 'result refused, unconfirmed refused, ' : '';
  const sending = slot && ` (${refused}${slot} sending (channel null, ts null))`;
  const rows = (DONE_IN.get(slot || paid) ?? STATES).map((state) => {
    const video = videoOf(`${state}${sending}`);
    const outcome = told(video, event === 'nothing' ? [] : [eventOf(event)]);
    return { state, outcome, isIgnored: event !== 'nothing' && outcome === told(video, []) };
  });
  const taken = rows.filter(({ isIgnored }) => !isIgnored);
  const alike = Map.groupBy(taken, ({ outcome }) => outcome);
  const lines = [...alike].map(([outcome, of]) => {
    return `  ${of.map(({ state }) => state).join(', ')}: ${outcome}\n`;
  });
  return `${event}\n${lines.join('') || '  ignored\n'}`;
}

it('each state takes each event as written, and ignores every other', async () => {
  const path = join(import.meta.dirname, 'snapshots/state-event.txt');
  const events = readFileSync(path, 'utf8').match(/^\w.*/gm) ?? [];
  await expect(events.map(section).join('\n')).toMatchFileSnapshot(path);
});
