import { describe, expect, it } from 'vitest';
import { openForm } from '../support/open-form.ts';
import { onStage, until } from '../support/stage.ts';

const words = (count: number) => 'word '.repeat(count).trim();

describe.concurrent('the price, and long scripts', () => {
  it('is told as soon as the script is there, and says when it goes over a boundary', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage, words(74));
    expect(form.said('price')).toContain('≈ 74 words · about 0:30 · 1 credit"');
    await form.act('script', words(312));
    await until(() => form.said('price').includes('312 words'));
    expect(form.said('price')).toContain(
      '≈ 312 words · about 2:05 · 2 credits (12 words over 2 minutes: costs 2)',
    );
  });

  it('comes with the balance where Jogg tells it, which is never asked for before the form is open', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({
      atEnd,
      env: { JOGG_API_VERSION: 'v2' },
      jogg: { credits: 1_234 },
    });
    const asked = () => stage.jogg.log.filter(({ path }) => path.endsWith('remaining_quota'));
    expect(asked()).toEqual([]);
    const form = await openForm(stage);
    await until(() => asked().length > 0);
    await form.act('script', words(10));
    await until(() => form.said('price').includes('Balance'));
    await form.act('script', words(11));
    await until(() => form.said('price').includes('11 words'));
    expect(form.said('price')).toContain('Balance: 1,234 credits (as Jogg tells it)');
    expect(asked()).toHaveLength(1);
  });

  it.for([
    ['its API has none to tell', 'v1', false],
    ['it does not answer', 'v2', true],
  ] as const)(
    'says nothing of a balance where %s',
    async ([, version, asks], { onTestFinished: atEnd }) => {
      const stage = await onStage({ atEnd, env: { JOGG_API_VERSION: version } });
      const quota = { path: /remaining_quota/ };
      stage.jogg.fault({ kind: 'code', code: 50_000, match: quota, times: 99 });
      const form = await openForm(stage);
      const asked = () => stage.jogg.log.filter(({ path }) => quota.path.test(path));
      await until(() => !asks || asked().length > 0);
      for (const count of [10, 11]) {
        await form.act('script', words(count));
        await until(() => form.said('price').includes(`${count} words`));
      }
      expect([form.said('price').includes('Balance'), asked().length > 0]).toEqual([false, asks]);
    },
  );

  it('a script over several fields reaches Jogg exactly as written', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    const parts = [`${'a1 '.repeat(999)}. `, `\n\n${'b '.repeat(1_400)}`, ' c 👋  '];
    await form.act('more_room', null, { script: parts[0] ?? '' });
    await until(() => form.blocks().includes('script_2'));
    await form.act('script_2', parts[1]);
    await until(() => form.blocks().includes('script_3'));
    await stage.driver.submit({
      viewId: form.viewId,
      values: { script_3: parts[2] ?? '' },
    });
    await stage.reply('result');
    expect(stage.asked()[0]).toMatchObject({ script: parts.join('') });
  });

  it('room ends at five fields, and each can be left empty', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage, 'Hello there');
    for (let fields = 2; fields <= 5; fields += 1) {
      await form.act('more_room');
      await until(() => form.blocks().includes(`script_${fields}`));
    }
    expect(form.said('more')).not.toContain('more_room');
    await stage.driver.submit({ viewId: form.viewId });
    await stage.reply('result');
    expect(stage.asked()[0]).toMatchObject({ script: 'Hello there' });
  });
});
