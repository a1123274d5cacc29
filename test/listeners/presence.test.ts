import { expect, it } from 'vitest';
import { createPresence } from '../../src/listeners/form/presence.ts';

it('nobody is told to invite the app to an archived channel', async () => {
  const quiet = { hasScope: () => true, clock: { monotonic: () => 0 }, logEvent: () => {} };
  const told = (is_archived: boolean) => {
    const info = async () => ({ channel: { is_member: false, is_archived } });
    return createPresence(quiet).absence({ conversations: { info } } as never, 'T1', 'C1');
  };
  expect([await told(false), await told(true)]).toEqual(['invite', null]);
});
