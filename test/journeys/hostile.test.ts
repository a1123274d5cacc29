import { expect } from 'vitest';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import { hostileComplaints } from '../support/hostile-check.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { it } from '../support/journey.ts';
import { until } from '../support/until.ts';

const TYPED = HOSTILE.filter((text) => text.trim().length > 1 && text.length < 200);

it('a hostile title, script or failure pings nobody and is refused nowhere', async ({ stage }) => {
  const some = TYPED.filter((_, at) => at % 4 === 0).slice(0, 12);
  for (const [at, text] of some.entries()) {
    if (at % 2) stage.jogg.outcome({ render: 'fail', reason: text });
    await stage.make({ script: `${text} a`, video_name: text.slice(0, 80) });
  }
  const ended = () =>
    stage.lines.filter(({ fields: { to } }) => to === 'delivered' || to === 'failed');
  await until(() => ended().length === some.length);
  const sent = stage.slack.log.filter(({ method }) => /^(chat|views|files)\./.test(method));
  // As if Jogg's links were not of this machine.
  const complaints = sent.flatMap(({ arguments: given }) => {
    const text = JSON.stringify(given).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://jogg.ai');
    return hostileComplaints(JSON.parse(text), { users: [ADA], channels: [MARKETING] });
  });
  const refused = stage.slack.log.filter(({ answer }) => answer?.['ok'] !== true);
  expect([complaints, refused.map(({ method }) => method)]).toEqual([[], []]);
});
