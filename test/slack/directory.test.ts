import { expect, it } from 'vitest';
import { createDirectory } from '../../src/slack/web-api/directory.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const MINUTE = 60_000;
const KNOWN = { id: 'U1', team_id: 'T1', deleted: false };
const NOBODY = { team: null, enterprise: null, teams: [], stranger: false, deactivated: false };
const ORG = { enterprise_id: 'E1', teams: ['T3', 'T1'] };

/** A directory whose Slack answers with what `answers` holds, in turn. */
function directoryOf(answers: readonly (object | 'refused' | 'never')[], scope = true) {
  const clock = createVirtualClock();
  const asked: string[] = [];
  const events: string[] = [];
  const info = async ({ user }: { user: string }) => {
    const answer = answers[asked.length];
    asked.push(user);
    if (answer === 'never') return new Promise<never>(() => {});
    if (answer === 'refused') throw new Error('ratelimited');
    return { ok: true, user: answer };
  };
  const installation = async () => ({ workspace: 'T1', enterprise: null });
  const { person } = createDirectory({
    users: { info },
    identity: { installation, can: () => scope },
    clock,
    logEvent: (event) => events.push(event),
  });
  return { person, clock, asked, events };
}

const team = 'T3';
it.each<[object, object]>([
  [KNOWN, { team: 'T1' }],
  [
    { ...KNOWN, deleted: true },
    { team: 'T1', deactivated: true },
  ],
  [
    { team_id: team, is_stranger: true },
    { team, stranger: true },
  ],
  [
    { team_id: team, enterprise_user: ORG },
    { team, enterprise: 'E1', teams: ORG.teams },
  ],
  [{ team_id: 7, deleted: 'yes', enterprise_user: [] }, {}],
])('Slack says of a person %j', async (answer, found) => {
  expect(await directoryOf([answer]).person('U1')).toEqual({ ...NOBODY, ...found });
});

it('it is kept for five minutes, however the clock is set, and asked once by all who wait', async () => {
  const { person, clock, asked } = directoryOf([KNOWN, KNOWN, KNOWN]);
  await Promise.all([person('U1'), person('U1'), person('U2')]);
  clock.jump(60 * MINUTE);
  await person('U1');
  clock.jump(-120 * MINUTE);
  await clock.advance(5 * MINUTE - 1);
  await person('U1');
  expect(asked).toEqual(['U1', 'U2']);
  await clock.advance(1);
  await person('U1');
  expect(asked).toEqual(['U1', 'U2', 'U1']);
});

it('it is nothing where Slack refuses, and is asked again half a minute later', async () => {
  const { person, clock, events } = directoryOf(['refused', KNOWN]);
  const teams: unknown[] = [];
  for (const _ of ['first', 'soon', 'later']) {
    teams.push((await person('U1'))?.team);
    await clock.advance(20_000);
  }
  expect([teams, events]).toEqual([[undefined, undefined, 'T1'], ['person_unknown']]);
});

it('it is nothing after a second, and never asked without users:read', async () => {
  const [slow, unscoped] = [directoryOf(['never']), directoryOf([KNOWN], false)];
  const waiting = [slow.person('U1'), unscoped.person('U1')];
  await slow.clock.advance(1_000);
  expect([await Promise.all(waiting), unscoped.asked]).toEqual([[null, null], []]);
});
