import { describe, expect, it } from 'vitest';
import { openForm } from '../support/open-form.ts';
import { onStage, until } from '../support/stage.ts';

const PASTED = '# Title\n\n**Bold** and [link](https://example.com)\n\n- one\n- two';
const CLEAN = 'Title.\n\nBold and link\n\none.\ntwo.';

describe.concurrent('markup in a script', () => {
  it('is named, is taken out by a button, and comes back by another', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    await form.act('script', PASTED);
    await until(() => form.said('markup').includes('Jogg would read out'));
    expect(form.said('markup')).toContain(
      'Jogg would read out: 1 heading, 2 list items, 1 link, ** marks.',
    );
    expect(form.value('script')).toBe(PASTED);

    await form.act('clean_script');
    await until(() => form.value('script') === CLEAN);
    await until(() => form.said('price').includes('≈ 6 words'));
    expect([form.blocks().includes('new_script'), form.said('markup')]).toEqual([
      false,
      expect.stringContaining('Taken out: 1 heading, 2 list items, 1 link, ** marks.'),
    ]);

    await form.act('undo_clean');
    await until(() => form.value('script') === PASTED);
    expect(form.said('markup')).toContain('Jogg would read out');
  });

  it('cleaned, the words alone are paid for', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage, PASTED);
    expect(form.said('markup')).toContain('Jogg would read out');
    await form.act('clean_script');
    await until(() => form.value('script') === CLEAN);
    await until(() => form.said('markup').includes('Taken out'));
    await stage.driver.submit({ viewId: form.viewId });
    await stage.reply('result');
    expect(stage.asked()[0]).toMatchObject({ script: CLEAN });
  });

  it('left as it is, it is paid for to the letter', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    await stage.make({ script: PASTED });
    await stage.reply('result');
    expect(stage.asked()[0]).toMatchObject({ script: PASTED });
  });

  it('is not put back over what was typed since', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage, PASTED);
    await form.act('clean_script');
    await until(() => form.value('script') === CLEAN && form.said('clean').includes('undo_clean'));
    await form.act('undo_clean', null, { script: `${CLEAN} And more.` });
    await until(() => form.said('markup').includes('You changed the script'));
    expect(form.value('script')).toBe(`${CLEAN} And more.`);
  });

  it('of a script over several fields is taken out of all of them', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    const form = await openForm(stage);
    const first = `${'**word** '.repeat(300)}\n`;
    await form.act('more_room', null, { script: first });
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
