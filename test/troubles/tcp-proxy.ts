import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A proxy between the replicas and the PostgreSQL server at `target` that can fail on demand. */
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
    let dropsAnswer = false;
    client.on('data', (bytes) => {
      if (mode === 'silent') return;
      const isWanted = wanted.times > 0 && bytes.includes(wanted.words);
      if (isWanted) wanted.times -= 1;
      dropsAnswer ||= isWanted;
      backend.write(bytes);
    });
    backend.on('data', (bytes) => {
      if (mode === 'silent') return;
      if (!dropsAnswer) return void client.write(bytes);
      dropped += 1;
      reset();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    /** `silent`: drops all data. `cut`: resets all connections and accepts no new ones. */
    setMode(next: typeof mode): void {
      if (next === 'cut' || mode === 'silent') resetAll();
      mode = next;
    },
    /**
     * Drops the answers to the next `times` requests that contain `words`: the server executes
     * them, and the connection is reset.
     */
    dropAnswersTo(words: string, times: number): void {
      wanted = { words, times };
    },
    dropped: () => dropped,
    async stop(): Promise<void> {
      resetAll();
      server.close();
      await once(server, 'close');
    },
  };
}
