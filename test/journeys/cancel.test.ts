import { describe, expect } from 'vitest';
import { it, journey } from '../support/journey.ts';
import { until } from '../support/stage.ts';

describe.concurrent('cancelling', () => {
  it('a video that waits for its turn never costs anything, and its card says so', async ({
    stage,
  }) => {
    stage.jogg.fault({ kind: 'retry_after', seconds: 30, match: { path: /create_video/ } });
    await stage.make();
    await until(() => stage.paid().length === 1);
    await stage.cardShows(/Queued/);
    await stage.press('cancel');
    await stage.cardShows(/Cancelled · Nothing was paid/);
    const { projects } = stage.jogg;
    expect([stage.slots(), stage.paid().length, projects.size]).toEqual([['card'], 1, 0]);
  });

  journey({ jogg: { renderMs: 1_500 } })(
    'a video that renders is not shown, though its webhook comes, and its card says what it cost',
    async ({ stage }) => {
      await stage.make();
      await stage.cardShows(/Rendering/);
      await stage.press('cancel');
      await stage.cardShows(/Cancelled · Jogg may have charged/);
      const [id = ''] = stage.jogg.projects.keys();
      await until(() => stage.lines.some(({ event }) => event === 'webhook_received'));
      await stage.jogg.deliver(id);
      const { text } = await stage.card();
      expect(text).toMatch(/What Jogg makes of it is not shown here/);
      expect(stage.slots()).toEqual(['card']);
    },
  );
});
