import { describe, expect, it } from 'vitest';
import { createRenderer } from '../../src/jogg/renderer.ts';
import { createV1 } from '../../src/jogg/v1/adapter.ts';
import { createV2 } from '../../src/jogg/v2/adapter.ts';
import { order } from './order.ts';
import { createAdapterDeps } from './stand-in.ts';

describe('a fault of our own', () => {
  const setUpFault = async () => {
    const { deps, notes } = createAdapterDeps('http://127.0.0.1:1');
    const fault = async () => {
      throw new RangeError('SECRET');
    };
    const broken = { ...createV1(deps), create: fault, poll: fault };
    const adapters = { v1: broken, v2: createV2(deps) };
    return {
      renderer: createRenderer({ adapters, version: 'v1', logEvent: deps.logEvent }),
      notes,
    };
  };

  it('while paying leaves doubt, and is noted without its words', async () => {
    const { renderer, notes } = await setUpFault();

    expect(await renderer.submit(order)).toEqual({ kind: 'unknown' });
    expect(notes).toMatchObject([{ event: 'jogg_submit_failed', fields: { error: 'RangeError' } }]);
    expect(JSON.stringify(notes)).not.toContain('SECRET');
  });

  it('while looking is no answer of Jogg, and is thrown', async () => {
    const { renderer } = await setUpFault();

    await expect(renderer.poll({ id: 'p', version: 'v1' })).rejects.toThrow(RangeError);
  });
});
