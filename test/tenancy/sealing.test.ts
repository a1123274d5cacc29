import { expect, it } from 'vitest';
import { createSealing, SealError, sealedBy, sealingKeyIdOf } from '../../src/tenancy/sealing.ts';

const [NEW, OLD] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const PLACE = { tenant: 'T1', use: 'slack-bot' } as const;
const both = createSealing([NEW, OLD]);
const [onlyNew, onlyOld] = [createSealing([NEW]), createSealing([OLD])];

const openOrError = (opened: Promise<string>) =>
  opened.catch((error: unknown) => {
    if (!(error instanceof SealError)) throw error;
    expect(error.message).not.toContain('canary');
    return `${error.code} ${error.keyId}`;
  });

it('the first key seals, every key opens, and no secret is opened without its key', async () => {
  const sealed = await Promise.all([both, onlyOld].map((each) => each.seal('canary', PLACE)));
  const [byNew = '', byOld = ''] = sealed;
  const opened = [both.open(byNew, PLACE), both.open(byOld, PLACE), onlyNew.open(byOld, PLACE)];
  const results = await Promise.all(opened.map(openOrError));
  expect(results).toEqual(['canary', 'canary', `key_missing ${sealingKeyIdOf(OLD)}`]);
  const keyIds = [...sealed, 'canary'].map(sealedBy);
  expect(keyIds).toEqual([sealingKeyIdOf(NEW), sealingKeyIdOf(OLD), null]);
  expect(sealed.join()).not.toContain('canary');
});

const unchanged = (sealed: string) => sealed;
const withHeader = (overrides: object) => (sealed: string) => {
  const [header = '', ...rest] = sealed.split('.');
  const fields = JSON.parse(Buffer.from(header, 'base64url').toString());
  const changed = Buffer.from(JSON.stringify({ ...fields, ...overrides })).toString('base64url');
  return [changed, ...rest].join('.');
};

const T2 = { ...PLACE, tenant: 'T2' };
const KID = { kid: sealingKeyIdOf(OLD) };
it.each<[string, (sealed: string) => string, Parameters<typeof both.open>[1], string]>([
  ['for another workspace', unchanged, T2, 'misplaced'],
  ['for another use', unchanged, { ...PLACE, use: 'jogg-key' }, 'misplaced'],
  ['whose header was changed to fit', withHeader({ ws: 'T2' }), T2, 'damaged'],
  ['that names another key', withHeader(KID), PLACE, 'damaged'],
  ['that was cut', (sealed) => sealed.slice(0, -4), PLACE, 'damaged'],
  ['that names another algorithm', withHeader({ alg: 'A256GCMKW' }), PLACE, 'damaged'],
  ['that was never sealed', () => 'canary', PLACE, 'damaged'],
])('a secret %s is not opened', async (_, change, place, code) => {
  const outcome = await openOrError(both.open(change(await both.seal('canary', PLACE)), place));
  expect(outcome.split(' ')[0]).toBe(code);
});
