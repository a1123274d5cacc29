import { describe, expect } from 'vitest';
import { it, journey } from '../support/journey.ts';
import { until } from '../support/stage.ts';

const PASTED = '# Title\n\n**Bold** and [link](https://example.com)\n\n- one\n- two';
const CLEANED = 'Title.\n\nBold and link\n\none.\ntwo.';
const MARKS = '1 heading, 2 list items, 1 link, ** marks.';
const itWithBalance = journey({ env: { JOGG_API_VERSION: 'v2' }, jogg: { credits: 1_234 } });
const words = (count: number) => 'word '.repeat(count).trim();

describe.concurrent('markup in a script', () => {
  it('is listed; one button removes it, and another restores it', async ({ stage }) => {
    const form = await stage.open();
    await form.act('script', PASTED);
    await form.shows('markup', `Jogg would read out: ${MARKS}`);
    await form.act('clean_script');
    await form.shows('markup', `Removed: ${MARKS}`);
    await form.shows('price', '≈ 6 words');
    await until(() => form.value('script') === CLEANED);
    await form.act('undo_clean');
    await until(() => form.value('script') === PASTED);
    await form.act('clean_script');
    await form.shows('clean', 'undo_clean');
    await until(() => form.value('script') === CLEANED);
    await form.act('undo_clean', null, { script: `${CLEANED} And more.` });
    await form.shows('markup', 'You’ve changed the script');
    await form.video();
    expect(stage.orders()[0]).toMatchObject({ script: `${CLEANED} And more.` });
  });

  it('stays as it is if an earlier press arrives after a later one', async ({ stage }) => {
    const form = await stage.open(PASTED);
    await form.act('clean_script');
    const { id = '' } = stage.slack.deliveries.at(-1) ?? {};
    await until(() => form.value('script') === CLEANED);
    await form.act('undo_clean');
    await until(() => form.value('script') === PASTED);
    await stage.driver.deliverAgain(id);
    await until(() => JSON.stringify(stage.slack.log).includes('hash_conflict'));
    await form.act('more_room');
    await form.shows('script_2');
    expect(form.value('script')).toBe(PASTED);
  });
});

describe.concurrent('the price', () => {
  it('is shown at once, updated after a pause in typing and a rejection', async ({ stage }) => {
    const form = await stage.open();
    await form.shows('price', 'Price: 1 credit up to 2 minutes');
    await Promise.all(['O', 'Our', 'Our sale'].map((typed) => form.act('script', typed)));
    await form.shows('price', '≈ 2 words');
    await form.submit({ script: words(7), avatar: { query: 'landscape' }, aspect_ratio: 'square' });
    await form.shows('price', '≈ 7 words');
  });

  itWithBalance('is shown with the balance if Jogg tells it', async ({ stage }) => {
    const form = await stage.open();
    await until(() => stage.jogg.log.some(({ path }) => /remaining_quota/.test(path)));
    await form.act('script', words(10));
    await form.shows('price', 'Balance: 1,234 credits (according to Jogg)');
  });
});
