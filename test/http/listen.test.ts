import { expect, it, onTestFinished } from 'vitest';
import { createHttpServer } from '../../src/http/server.ts';

const server = () => createHttpServer([], () => {});

it('a port that another program has is named with its address, and what to do', async () => {
  const other = server();
  const port = await other.listen(0, '127.0.0.1');
  onTestFinished(() => other.close());
  await expect(server().listen(port, '127.0.0.1')).rejects.toThrow(
    `PORT ${port} is taken on 127.0.0.1: stop the other program or choose another PORT`,
  );
});

it.each(['192.0.2.1', 'nobody.invalid'])(
  'an address that this machine does not have, %s, is named as HOST',
  async (host) => {
    await expect(server().listen(0, host)).rejects.toThrow(
      `HOST ${host} is not an address of this machine: set HOST=0.0.0.0 to listen on all of them`,
    );
  },
);
