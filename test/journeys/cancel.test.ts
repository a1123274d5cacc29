import { describe, expect } from 'vitest';
import { MARKETING } from '../../sandbox/slack/seed.ts';
import { it, journey } from '../support/journey.ts';

const itRendering = journey({ jogg: { renderMs: 3_600_000 } });

describe.concurrent('cancelling', () => {
  it('a video that waits for Jogg costs nothing, and its card says so', async ({ stage }) => {
    stage.jogg.fault({ kind: 'retry_after', seconds: 30, match: { path: /create_video/ } });
    await stage.make();
    await stage.moved('submitting');
    await stage.cardShows(/Waiting/);
    await stage.press('cancel');
    await stage.cardShows(/Cancelled.*Nothing was paid/);
    const { projects } = stage.jogg;
    expect([stage.slots(), stage.paid().length, projects.size]).toEqual([['card'], 1, 0]);
  });

  itRendering('a rendering video is never shown; its card says it may cost', async ({ stage }) => {
    await stage.make();
    await stage.cardShows(/Just started/);
    await stage.press('cancel');
    await stage.cardShows(/Cancelled.*Jogg may have charged.*we won’t show it/);
    for (const project of stage.jogg.projects.keys()) await stage.jogg.finish(project);
    await stage.logged('webhook_received');
    expect(stage.slots()).toEqual(['card']);
  });
});

describe.concurrent('an unconfirmed video', () => {
  journey({ webhook: false })(
    'shows the outcome of a check and of giving up on its card alone',
    async ({ stage }) => {
      stage.jogg.outcome({ lostAnswer: true });
      await stage.make();
      await stage.cardShows(/Unconfirmed.*Press “Check again” first/);
      await stage.press('look_again');
      await stage.cardShows(/Checked at .*reported no video like this one yet.*Jogg projects, too/);
      await stage.press('give_up');
      await stage.cardShows(/Cancelled/);
      const ephemerals = stage.slack.messages(MARKETING).filter((each) => each.ephemeral);
      expect([ephemerals, stage.slots()]).toEqual([[], ['card', 'unconfirmed']]);
    },
  );
});
