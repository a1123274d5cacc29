import { describe, expect, it } from 'vitest';
import { createDirectory } from '../../src/slack/web-api/directory.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';

const MINUTE = 60_000;

/** A directory whose Slack answers with what `answers` holds, in turn. */
function directoryOf(answers: readonly (object | Error | 'never')[], scope = true) {
  const clock = createVirtualClock();
  const asked: string[] = [];
  const events: string[] = [];
  const info = async ({ user }: { user: string }) => {
    const answer = answers[asked.length];
    asked.push(user);
    if (answer === 'never') return new Promise<never>(() => {});
    if (answer instanceof Error) throw answer;
    return { ok: true, user: answer };
  };
  const directory = createDirectory({
    users: { info },
    identity: {
      installation: async () => ({ workspace: 'T1', enterprise: null }),
      can: () => scope,
    },
    clock,
    logEvent: (event) => events.push(event),
  });
  return { directory, clock, asked, events };
}

const KNOWN = { id: 'U1', team_id: 'T1', deleted: false };
const NOBODY = { team: null, enterprise: null, teams: [], stranger: false, deactivated: false };

describe('what Slack says of a person', () => {
  it.each([
    [KNOWN, { ...NOBODY, team: 'T1' }],
    [
      { id: 'U1', team_id: 'T1', deleted: true },
      { ...NOBODY, team: 'T1', deactivated: true },
    ],
    [
      { id: 'U1', team_id: 'T2', is_stranger: true },
      { ...NOBODY, team: 'T2', stranger: true },
    ],
    [
      { team_id: 'T3', enterprise_user: { enterprise_id: 'E1', teams: ['T3', 'T1'] } },
      { ...NOBODY, team: 'T3', enterprise: 'E1', teams: ['T3', 'T1'] },
    ],
    [{ team_id: 7, deleted: 'yes', enterprise_user: [] }, NOBODY],
  ])('%j', async (answer, person) => {
    expect(await directoryOf([answer]).directory.person('U1')).toEqual(person);
  });

  it('is kept for five minutes, and asked once by all who wait', async () => {
    const { directory, clock, asked } = directoryOf([KNOWN, KNOWN, KNOWN]);
    await Promise.all([directory.person('U1'), directory.person('U1')]);
    await directory.person('U2');
    await clock.advance(4 * MINUTE);
    await directory.person('U1');
    expect(asked).toEqual(['U1', 'U2']);
    await clock.advance(2 * MINUTE);
    await directory.person('U1');
    expect(asked).toEqual(['U1', 'U2', 'U1']);
  });

  it('is nothing where Slack refuses, and is asked again half a minute later', async () => {
    const { directory, clock, asked, events } = directoryOf([new Error('ratelimited'), KNOWN]);
    const first = await directory.person('U1');
    await clock.advance(20_000);
    const soon = await directory.person('U1');
    await clock.advance(20_000);
    const later = await directory.person('U1');
    expect([first, soon, later?.team, asked.length, events]).toEqual([
      null,
      null,
      'T1',
      2,
      ['person_unknown'],
    ]);
  });

  it('is nothing after a second, and never asked without users:read', async () => {
    const { directory, clock } = directoryOf(['never']);
    const person = directory.person('U1');
    await clock.advance(1_000);
    const unscoped = directoryOf([KNOWN], false);
    expect([await person, await unscoped.directory.person('U1'), unscoped.asked]).toEqual([
      null,
      null,
      [],
    ]);
  });
});
