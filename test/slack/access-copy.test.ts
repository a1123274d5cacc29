import { expect, it } from 'vitest';
import { ACTIONS } from '../../src/domain/access.ts';
import { accessRefusal, ownRefusal } from '../../src/slack/copy/access-copy.ts';
import { sheet } from './block-text.ts';

const STANDINGS = ['guest', 'deactivated', 'unverified'] as const;
const REFUSALS = ['not yours', 'elsewhere', ...STANDINGS, 'gone', 'unread'] as const;

it('every refusal is a sentence, and none names a video', async () => {
  const said = REFUSALS.map((decision) => {
    const sentences = ACTIONS.map((action) => accessRefusal(decision, action));
    return [decision, [...new Set(sentences)]] as const;
  });
  const sentences = said.flatMap(([, each]) => each);
  expect(sentences.filter((each) => !/^[A-Z][^<>{}]+\.$/.test(each))).toEqual([]);
  await expect(sheet(said)).toMatchFileSnapshot('snapshots/access.txt');
});

it.each(STANDINGS)('a %s is told why not, in their own name, but a guest may list', (standing) => {
  const refusals = (['make', 'list'] as const).map((action) => [
    ownRefusal({ user: 'U1', standing: 'member' }, action),
    ownRefusal({ user: 'U1', standing }, action),
  ]);
  const list = standing === 'guest' ? null : accessRefusal(standing, 'list');
  expect(refusals).toEqual([
    [null, accessRefusal(standing, 'make')],
    [null, list],
  ]);
});
