import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A network between the replicas and the PostgreSQL at `target` that fails when it is told to. */
export async function startTcpProxy(target: string) {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let mode: 'pass' | 'silent' | 'cut' = 'pass';
  let wanted = { words: '', times: 0 };
  let dropped = 0;

  const resetAll = (): void => {
    for (const socket of open) socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    if (mode === 'cut') return void client.resetAndDestroy();
    const backend = createConnection({ host: hostname, port: Number(port) });
    const reset = () => {
      for (const socket of [client, backend]) socket.resetAndDestroy();
    };
    for (const socket of [client, backend]) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        reset();
      });
    }
    let loses = false;
    client.on('data', (bytes) => {
      if (mode === 'silent') return;
      const isWanted = wanted.times > 0 && bytes.includes(wanted.words);
      if (isWanted) wanted.times -= 1;
      loses ||= isWanted;
      backend.write(bytes);
    });
    backend.on('data', (bytes) => {
      if (mode === 'silent') return;
      if (!loses) return void client.write(bytes);
      dropped += 1;
      reset();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    /** The address of PostgreSQL, by way of this proxy. */
    url: url.href,
    /** `silent`: nothing passes and nobody is told. `cut`: every connection ends, none begins. */
    turn(next: typeof mode): void {
      if (next === 'cut' || mode === 'silent') resetAll();
      mode = next;
    },
    /**
     * Loses the answers to the next `times` requests that contain `words`: the server has done its
     * work, and the connection is reset.
     */
    dropAnswersTo(words: string, times: number): void {
      wanted = { words, times };
    },
    /** How many answers were lost that way. */
    dropped: () => dropped,
    async stop(): Promise<void> {
      resetAll();
      server.close();
      await once(server, 'close');
    },
  };
}
