import { describe, expect } from 'vitest';
import { ADA, MARKETING } from '../../sandbox/slack/seed.ts';
import { hostileComplaints } from '../support/hostile-check.ts';
import { HOSTILE } from '../support/hostile-strings.ts';
import { it } from '../support/journey.ts';
import { type Stage, until } from '../support/stage.ts';

const NAMED = { users: [ADA], channels: [MARKETING] };
const TYPED = HOSTILE.filter((text) => text.trim().length > 1 && text.length < 200);

/** What could mislead in all that was sent, as if Jogg's links were not of this machine. */
const complaints = (stage: Stage) =>
  stage.slack.log
    .filter(({ method }) => /^(chat|views|files)\./.test(method))
    .map(({ arguments: given }) =>
      JSON.parse(JSON.stringify(given).replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://jogg.ai')),
    )
    .flatMap((each) => hostileComplaints(each, NAMED));
const ended = (stage: Stage, count: number) =>
  until(() => {
    const ends = stage.lines.filter(({ fields }) => /^(delivered|failed)$/.test(`${fields['to']}`));
    return ends.length === count;
  });

describe.concurrent('on its whole way through the app', () => {
  it('a hostile title and script ping nobody and are refused nowhere', async ({ stage }) => {
    const some = TYPED.filter((_, at) => at % 4 === 0).slice(0, 12);
    for (const text of some)
      await stage.make({ script: `${text} a`, video_name: text.slice(0, 80) });
    await ended(stage, some.length);
    const refused = stage.slack.log.filter(({ answer }) => answer?.['ok'] !== true);
    expect([complaints(stage), refused.map(({ method }) => method)]).toEqual([[], []]);
  });

  it('what Jogg says of a failure pings nobody', async ({ stage }) => {
    const some = TYPED.filter((_, at) => at % 8 === 1).slice(0, 6);
    for (const reason of some) {
      stage.jogg.outcome({ render: 'fail', reason });
      await stage.make({ script: 'Hello' });
    }
    await ended(stage, some.length);
    expect(complaints(stage)).toEqual([]);
  });
});
