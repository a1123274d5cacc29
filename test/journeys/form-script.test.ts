import { describe, expect } from 'vitest';
import { it, journey } from '../support/journey.ts';
import { until } from '../support/stage.ts';

const PASTED = '# Title\n\n**Bold** and [link](https://example.com)\n\n- one\n- two';
const CLEAN = 'Title.\n\nBold and link\n\none.\ntwo.';
const MARKS = '1 heading, 2 list items, 1 link, ** marks.';
const words = (count: number) => 'word '.repeat(count).trim();

describe.concurrent('markup in a script', () => {
  it('is named, taken out by a button, and put back by another', async ({ stage }) => {
    const form = await stage.open();
    await form.act('script', PASTED);
    await form.shows('markup', `Jogg would read out: ${MARKS}`);
    await form.act('clean_script');
    await form.shows('markup', `Removed: ${MARKS}`);
    await form.shows('price', '≈ 6 words');
    await until(() => form.value('script') === CLEAN);
    await form.act('undo_clean');
    await until(() => form.value('script') === PASTED);
    await form.act('clean_script');
    await form.shows('clean', 'undo_clean');
    await until(() => form.value('script') === CLEAN);
    await form.act('undo_clean', null, { script: `${CLEAN} And more.` });
    await form.shows('markup', 'You changed the script');
    await form.video();
    expect(stage.asked()[0]).toMatchObject({ script: `${CLEAN} And more.` });
  });

  it('of a script over several fields is taken out of all of them', async ({ stage }) => {
    const form = await stage.open();
    await form.act('more_room', null, { script: `${'**word** '.repeat(300)}\n` });
    await form.shows('script_2');
    await form.act('script_2', '*The end.*');
    await form.shows('markup', '* marks');
    await form.act('clean_script');
    await form.shows('markup', 'Removed');
    await form.shows('script');
    const whole = ['script', 'script_2'].map((id) => form.value(id) ?? '').join('');
    expect(whole).toBe(`${words(300)}\nThe end.`);
  });
});

describe.concurrent('the price', () => {
  it('is told as soon as the script is there, and says why it is higher', async ({ stage }) => {
    const form = await stage.open(words(74));
    await form.shows('price', '≈ 74 words · about 0:30 · 1 credit');
    await form.act('script', words(312));
    await form.shows('price', '≈ 312 words · about 2:05 · 2 credits (12 words over 2 minutes');
    expect(form.said('price')).not.toContain('Balance');
    const tooLong = await stage.open(words(3_200));
    await tooLong.shows('price', '≈ 3,000 words · about 20:00 · 10 credits');
  });

  it('is there before the script, follows what is typed once, and is right after a refusal', async ({
    stage,
  }) => {
    const form = await stage.open();
    await form.shows('price', 'Price: 1 credit up to 2 minutes');
    const updates = () => stage.slack.log.filter(({ method }) => method === 'views.update').length;
    const before = updates();
    await Promise.all(['O', 'Our', 'Our sale'].map((typed) => form.act('script', typed)));
    await form.shows('price', '≈ 2 words');
    expect(updates() - before).toBe(1);
    await form.submit({ script: words(7), avatar: { query: 'landscape' }, aspect_ratio: 'square' });
    await form.shows('price', '≈ 7 words');
  });

  for (const [answer, fails, balance] of [
    ['tells it', false, 'Balance: 1,234 credits (according to Jogg)'],
    ['does not answer', true, ''],
  ] as const)
    journey({ env: { JOGG_API_VERSION: 'v2' }, jogg: { credits: 1_234 } })(
      `has the balance beside it where Jogg ${answer}`,
      async ({ stage }) => {
        const match = { path: /remaining_quota/ };
        if (fails) stage.jogg.fault({ kind: 'code', code: 50_000, match, times: 99 });
        const form = await stage.open();
        await until(() => stage.jogg.log.some(({ path }) => match.path.test(path)));
        await form.act('script', words(10));
        await form.shows('price', balance);
        await form.shows('price', '10 words');
        expect(form.said('price').includes('Balance')).toBe(!fails);
      },
    );
});

describe.concurrent('the words of a script', () => {
  it('over several fields reach Jogg exactly as written', async ({ stage }) => {
    const form = await stage.open();
    const [first, second, third] = [
      `${'a1 '.repeat(999)}. `,
      `\n\n${'b '.repeat(1_400)}`,
      ' c 👋  ',
    ];
    await form.act('more_room', null, { script: first ?? '' });
    await form.shows('script_2');
    await form.act('script_2', second ?? '');
    await form.shows('script_3');
    await form.video({ script_3: third ?? '' });
    expect(stage.asked()[0]).toMatchObject({ script: [first, second, third].join('') });
  });
});
