import { describe, expect } from 'vitest';
import { openForm } from '../support/form.ts';
import { it, journey } from '../support/journey.ts';
import { until } from '../support/stage.ts';

const PASTED = '# Title\n\n**Bold** and [link](https://example.com)\n\n- one\n- two';
const CLEAN = 'Title.\n\nBold and link\n\none.\ntwo.';
const MARKS = '1 heading, 2 list items, 1 link, ** marks.';
const words = (count: number) => 'word '.repeat(count).trim();

describe.concurrent('markup in a script', () => {
  it('is named, taken out by a button, put back by another, and not paid for', async ({
    stage,
  }) => {
    const form = await openForm(stage);
    await form.act('script', PASTED);
    await until(() => form.said('markup').includes(`Jogg would read out: ${MARKS}`));
    expect(form.value('script')).toBe(PASTED);
    await form.act('clean_script');
    await until(() => form.value('script') === CLEAN && form.said('price').includes('≈ 6 words'));
    expect(form.said('markup')).toContain(`Taken out: ${MARKS}`);
    await form.act('undo_clean');
    await until(() => form.value('script') === PASTED);
    await form.act('clean_script');
    await until(() => form.said('markup').includes('Taken out'));
    await form.video();
    expect(stage.asked()[0]).toMatchObject({ script: CLEAN });
  });

  it('left as it is, it is paid for to the letter', async ({ stage }) => {
    await stage.video({ script: PASTED });
    expect(stage.asked()[0]).toMatchObject({ script: PASTED });
  });

  it('is not put back over what was typed since', async ({ stage }) => {
    const form = await openForm(stage, PASTED);
    await form.act('clean_script');
    await until(() => form.value('script') === CLEAN && form.said('clean').includes('undo_clean'));
    await form.act('undo_clean', null, { script: `${CLEAN} And more.` });
    await until(() => form.said('markup').includes('You changed the script'));
    expect(form.value('script')).toBe(`${CLEAN} And more.`);
  });

  it('of a script over several fields is taken out of all of them', async ({ stage }) => {
    const form = await openForm(stage);
    await form.act('more_room', null, { script: `${'**word** '.repeat(300)}\n` });
    await until(() => form.blocks().includes('script_2'));
    await form.act('script_2', '*The end.*');
    await until(() => form.said('markup').includes('* marks'));
    await form.act('clean_script');
    await until(() => form.said('markup').includes('Taken out'));
    await until(() => form.blocks().includes('script'));
    const whole = ['script', 'script_2'].map((id) => form.value(id) ?? '').join('');
    expect(whole).toBe(`${'word '.repeat(300).trim()}\nThe end.`);
  });
});

describe.concurrent('the price', () => {
  it('is told as soon as the script is there, and says why it is higher', async ({ stage }) => {
    const form = await openForm(stage, words(74));
    expect(form.said('price')).toContain('≈ 74 words · about 0:30 · 1 credit"');
    await form.act('script', words(312));
    await until(() => form.said('price').includes('312 words'));
    expect(form.said('price')).toContain(
      '≈ 312 words · about 2:05 · 2 credits (12 words over 2 minutes: costs 2)',
    );
  });

  for (const [what, version, fails, balance] of [
    ['comes with the balance', 'v2', false, 'Balance: 1,234 credits (as Jogg tells it)'],
    ['comes without a balance where Jogg does not answer', 'v2', true, null],
    ['comes without a balance where there is none to ask for', 'v1', true, null],
  ] as const)
    journey({ env: { JOGG_API_VERSION: version }, jogg: { credits: 1_234 } })(
      what,
      async ({ stage }) => {
        const match = { path: /remaining_quota/ };
        if (fails) stage.jogg.fault({ kind: 'code', code: 50_000, match, times: 99 });
        const asked = () => stage.jogg.log.some(({ path }) => match.path.test(path));
        expect(asked()).toBe(false);
        const form = await openForm(stage);
        await until(() => asked() === (version === 'v2'));
        await form.act('script', words(10));
        if (balance) await until(() => form.said('price').includes(balance));
        await form.act('script', words(11));
        await until(() => form.said('price').includes('11 words'));
        expect(form.said('price').includes('Balance')).toBe(balance !== null);
      },
    );
});

describe.concurrent('the words of a script', () => {
  it('over several fields reach Jogg exactly as written', async ({ stage }) => {
    const form = await openForm(stage);
    const [first, second, third] = [
      `${'a1 '.repeat(999)}. `,
      `\n\n${'b '.repeat(1_400)}`,
      ' c 👋  ',
    ] as const;
    await form.act('more_room', null, { script: first });
    await until(() => form.blocks().includes('script_2'));
    await form.act('script_2', second);
    await until(() => form.blocks().includes('script_3'));
    await form.video({ script_3: third });
    expect(stage.asked()[0]).toMatchObject({ script: first + second + third });
  });

  it('have room in five fields, and each can be left empty', async ({ stage }) => {
    const form = await openForm(stage, 'Hello there');
    for (let fields = 2; fields <= 5; fields += 1) {
      await form.act('more_room');
      await until(() => form.blocks().includes(`script_${fields}`));
    }
    expect(form.said('more')).not.toContain('more_room');
    await form.video();
    expect(stage.asked()[0]).toMatchObject({ script: 'Hello there' });
  });

  it('that are none are said under the field, and nothing is paid', async ({ stage }) => {
    const form = await openForm(stage);
    const told: unknown[] = [];
    for (const script of [
      ' \n ',
      '🎉🎉🎉',
      '...',
      '---',
      '\u200b',
      '€',
      '?!',
      '\u3164',
      '1️⃣',
      'ーーー',
    ])
      told.push((await form.submit({ script })).errors);
    const none = { script: 'Write what the avatar should say.' };
    expect([told, stage.slots(), stage.asked()]).toEqual([told.map(() => none), [], []]);
  });

  it('reach Jogg and Slack without what cannot be seen, joiners apart', async ({ stage }) => {
    await stage.video({
      script: 'Here is the na\u202eme\u0000\u200b\ufeff of\u2028می\u200cخواهم 👩\u200d🚀\ud83d!',
      video_name: 'Spring\u202e\u{e0041} 👩\u200d🚀',
    });
    expect(stage.asked()[0]).toMatchObject({
      script: 'Here is the name of\nمی\u200cخواهم 👩\u200d🚀!',
      video_name: 'Spring 👩\u200d🚀',
    });
  });
});
