import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:net';
import { expect, it } from 'vitest';
import { listening } from '../support/listening.ts';
import { factsOf, portsTo, schema } from './ports.ts';

/** What never connects: `create-video.test.ts` has nobody listening, `answers.test.ts` a reset. */
it.each([
  ['nobody speaks TLS', createHttp()],
  ['TLS is hung up on', createServer((socket) => socket.destroy())],
])('a request surely did not arrive where %s', async (_, server) => {
  const { transport } = portsTo(`https://127.0.0.1:${await listening(server)}`);
  const facts = await factsOf(transport.post('/x', {}, { schema }));
  expect(facts).toMatchObject({ code: 'no_answer', arrived: 'no' });
});
