import { expect, it } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import { onProgram } from '../support/program.ts';

it('a second program on one state file ends by itself and names the first, which goes on', async ({
  onTestFinished,
}) => {
  const program = await onProgram({ atEnd: onTestFinished });
  const first = await program.start();
  const second = program.spawned({ PORT: String(await freePort()) });
  const { code } = await second.ended;
  const named = second.output.filter((line) =>
    line.includes(`cannot start: ${program.file}: process ${first.pid} on `),
  );
  await program.make();
  await program.shown('result');
  expect([code, named.length, await program.ready(), program.paid()]).toEqual([1, 1, 200, 1]);
});

it('a program that was killed keeps its successor waiting for nothing', async ({
  onTestFinished,
}) => {
  const program = await onProgram({ atEnd: onTestFinished });
  await (await program.start()).kill();
  const next = await program.start();
  expect(next.said('state_held_trouble')).toBe(process.platform !== 'linux');
});
