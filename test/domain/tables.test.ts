import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { STATES, type State } from '../../src/domain/video/video.ts';
import { describeOutcome, eventOf, videoOf, withOutcomes } from './table.ts';

const FOLDER = join(import.meta.dirname, 'tables');

it.each(readdirSync(FOLDER))('each row of %s has its outcome', async (name) => {
  const path = join(FOLDER, name);
  await expect(withOutcomes(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
});

/** The states that pay, or that send the message of a slot. */
const DONE_IN = new Map<string | undefined, readonly State[]>([
  ['submitted', ['submitting']],
  ['card', ['requested', 'cancelled']],
  ['late', ['rendering']],
  ['unconfirmed', ['unconfirmed']],
  ['result', ['ready', 'failed']],
  ['direct', ['ready', 'unconfirmed']],
]);

/** The outcome of an event for a video in each state. States with the same outcome share a line. */
function section(event: string): string {
  const [, slot = '', paid] = /^(?:posted \(slot (\w+)|(submitted))/.exec(event) ?? [];
  const refused = slot === 'direct' ? 'result refused, unconfirmed refused, ' : '';
  const sending = slot && ` (${refused}${slot} sending (channel null, ts null))`;
  const rows = (DONE_IN.get(slot || paid) ?? STATES).map((state) => {
    const video = videoOf(`${state}${sending}`);
    const outcome = describeOutcome(video, event === 'nothing' ? [] : [eventOf(event)]);
    return { state, outcome, isChanged: outcome !== describeOutcome(video, []) };
  });
  const handled = rows.filter(({ isChanged }) => event === 'nothing' || isChanged);
  const byOutcome = Map.groupBy(handled, ({ outcome }) => outcome);
  const lines = [...byOutcome].map(([outcome, of]) => {
    return `  ${of.map(({ state }) => state).join(', ')}: ${outcome}\n`;
  });
  return `${event}\n${lines.join('') || '  ignored\n'}`;
}

it('each state handles each event as written, and ignores the others', async () => {
  const path = join(import.meta.dirname, 'snapshots/state-event.txt');
  const events = readFileSync(path, 'utf8').match(/^\w.*/gm) ?? [];
  await expect(events.map(section).join('\n')).toMatchFileSnapshot(path);
});
