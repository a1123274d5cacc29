import { describe, expect, it } from 'vitest';
import { GRACE, MARKETING } from '../../sandbox/slack/seed.ts';
import { onStage, type Stage, until } from '../support/stage.ts';

const moved = (stage: Stage, to: string) =>
  until(() =>
    stage.lines.some(({ event, fields }) => event === 'video_moved' && fields['to'] === to),
  );
const cardText = (stage: Stage) =>
  stage.slack.messages(MARKETING).find((each) => each.blocks?.[0]?.block_id === 'card')?.text ?? '';
const press = async (stage: Stage, actionId: string, user?: string) => {
  const { ts } = await stage.card();
  return stage.driver.click({
    channel: MARKETING,
    messageTs: ts,
    actionId,
    ...(user ? { user } : {}),
  });
};
const told = (stage: Stage, pattern: RegExp) =>
  stage.driver.waitFor(() =>
    stage.slack.messages(MARKETING).find(({ text }) => pattern.test(text)),
  );

describe.concurrent('cancelling', () => {
  it('a video that waits for its turn is never asked for, and its card says that nothing was paid', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd });
    stage.jogg.fault({ kind: 'retry_after', seconds: 30, match: { path: /create_video/ } });
    await stage.make();
    await until(() => stage.paid().length === 1);
    await stage.driver.waitFor(() => /Queued/.test(cardText(stage)));
    await press(stage, 'cancel');
    await stage.driver.waitFor(() => /Cancelled · Nothing was paid/.test(cardText(stage)));
    expect([stage.slots(), stage.paid().length, stage.jogg.projects.size]).toEqual([
      ['card'],
      1,
      0,
    ]);
  });

  it('a video that renders is not shown any more, also when its webhook comes, and the card says what may be paid', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, jogg: { renderMs: 1_500 } });
    await stage.make();
    await moved(stage, 'rendering');
    await stage.driver.waitFor(() => /Rendering/.test(cardText(stage)));
    await press(stage, 'cancel');
    await stage.driver.waitFor(() => /Cancelled · Jogg may have charged/.test(cardText(stage)));
    const [id = ''] = stage.jogg.projects.keys();
    await until(() => stage.lines.some(({ event }) => event === 'webhook_received'));
    await stage.jogg.deliver(id);
    expect([stage.slots(), cardText(stage)]).toEqual([
      ['card'],
      expect.stringMatching(/What Jogg makes of it is not shown here/),
    ]);
  });

  it('nobody but its requester can', async ({ onTestFinished: atEnd }) => {
    const stage = await onStage({ atEnd, jogg: { renderMs: 1_000 } });
    await stage.make();
    await stage.driver.waitFor(() => /Rendering/.test(cardText(stage)));
    await press(stage, 'cancel', GRACE);
    await told(stage, /^Only the one who asked for this video can cancel it\.$/);
    await stage.reply('result');
    expect(cardText(stage)).toMatch(/Ready/);
  });

  it('a cancelled one can be tried again with nothing typed anew', async ({
    onTestFinished: atEnd,
  }) => {
    const stage = await onStage({ atEnd, jogg: { renderMs: 60_000 } });
    await stage.make({ script: 'Worth a second thought' });
    await stage.driver.waitFor(() => /Rendering/.test(cardText(stage)));
    await press(stage, 'cancel');
    await stage.driver.waitFor(() => /Cancelled/.test(cardText(stage)));
    await press(stage, 'retry');
    const view = await stage.driver.waitFor(() => stage.slack.views.stack('U0ADA00001').at(-1));
    expect(JSON.stringify(view?.blocks)).toMatch(
      /may cost a second time[\s\S]*Worth a second thought/,
    );
  });
});
