import { describe, it } from 'vitest';
import { onProgram, type Program } from '../support/program.ts';
import { until } from '../support/stage.ts';
import { numbers, rowsOf } from './rows.ts';

const CREATE = { method: 'POST', path: /create_video/ };

/** The outcome in the channel's true history and at Jogg. */
const end = (program: Program) => [program.slots(), program.paid()];
const ONCE = [['card', 'result'], 1];

const byMethod = (program: Program, method: string) =>
  program.slack.log.filter((each) => each.method === method).length;

describe.concurrent('killed', () => {
  it('F71: right after a form was accepted, the video is made all the same', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished });
    const life = await program.start();
    const { delivery } = await program.make();
    await life.kill();
    await program.start();
    await program.shown('result');
    expect([delivery?.outcome, ...end(program)]).toEqual(['ok', ...ONCE]);
  });

  it('F72: after the card was posted and before Slack said so, there is one card', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished });
    program.slack.fault({ method: 'chat.postMessage', kind: 'hang', done: true });
    const life = await program.start();
    await program.make();
    await program.shown('card');
    await life.kill();
    await program.start();
    await program.shown('result');
    expect(end(program)).toEqual(ONCE);
  });

  it('F73: after the card was stored and before Jogg was asked, Jogg is asked once', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished });
    // Turned away at the door, the video waits as announced.
    program.jogg.fault({ kind: 'retry_after', seconds: 1, match: CREATE });
    const life = await program.start();
    await program.make();
    await until(() => life.said('video_moved', '"from":"submitting","to":"announced"'));
    await life.kill();
    await program.start();
    await program.shown('result');
    expect([program.slots(), program.jogg.projects.size]).toEqual([['card', 'result'], 1]);
  });

  it('F74: after Jogg was asked and before it answered, nobody knows, and it is not asked again', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished, webhook: false });
    program.jogg.fault({ kind: 'hang', work: true, match: CREATE });
    const life = await program.start();
    await program.make();
    await until(() => program.jogg.projects.size === 1);
    await life.kill();
    await program.start();
    await program.shown('unconfirmed');
    await until(() => program.card().includes('"action_id":"ask_again"'));
    expect(end(program)).toEqual([['card', 'unconfirmed'], 1]);
  });

  it('F75: after the answer was stored, the render is waited for', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished, jogg: { renderMs: 1_000 } });
    const life = await program.start();
    await program.make();
    await until(() => life.said('video_moved', '"to":"rendering"'));
    await life.kill();
    await program.start();
    await program.shown('result');
    expect(end(program)).toEqual(ONCE);
  });

  it('F76: after a webhook was acknowledged, its video is shown once', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished });
    const life = await program.start();
    await program.make();
    await until(() => life.said('webhook_received'));
    await life.kill();
    await program.start();
    await program.shown('result');
    expect(end(program)).toEqual(ONCE);
  });

  it('F77: while it held a task, the next start takes it over at once', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished, webhook: false });
    const hung = program.jogg.fault({
      kind: 'hang',
      match: { method: 'GET', path: /project|avatar_video/ },
    });
    const life = await program.start();
    await program.make();
    await until(() => hung.struck === 1);
    await life.kill();
    const next = await program.start();
    await program.shown('result');
    expect([end(program), next.said('queue_started', '"released":1')]).toEqual([ONCE, true]);
  });

  it('F78: after the card was edited and before Slack said so, the card shows the video', async ({
    expect,
    onTestFinished,
  }) => {
    const program = await onProgram({ atEnd: onTestFinished });
    program.slack.fault({ method: 'chat.update', kind: 'hang', done: true });
    const life = await program.start();
    await program.make();
    await until(() => byMethod(program, 'chat.update') === 1);
    await life.kill();
    await program.start();
    await program.shown('result');
    await until(() => program.card().includes('.mp4'));
    expect(end(program)).toEqual(ONCE);
  });
});

it('every row from F71 to F78 is here', ({ task, expect }) => {
  expect(rowsOf(task.file.tasks)).toEqual(numbers(71, 78));
});
