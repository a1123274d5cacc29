import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Socket } from 'node:net';

/** A network between the replicas and the PostgreSQL at `target` that fails when it is told to. */
export async function startTcpProxy(target: string) {
  const { hostname, port } = new URL(target);
  const pairs = new Set<readonly [Socket, Socket]>();
  let isSilent = false;
  let wanted = { words: '', times: 0 };
  let dropped = 0;

  const reset = (): void => {
    for (const pair of pairs) for (const socket of pair) socket.resetAndDestroy();
  };
  const server = createServer((client) => {
    const backend = createConnection({ host: hostname, port: Number(port) });
    const pair = [client, backend] as const;
    pairs.add(pair);
    let loses = false;
    client.on('data', (bytes) => {
      if (isSilent) return;
      if (wanted.times > 0 && bytes.includes(wanted.words)) {
        wanted.times -= 1;
        loses = true;
      }
      backend.write(bytes);
    });
    backend.on('data', (bytes) => {
      if (isSilent) return;
      if (!loses) return void client.write(bytes);
      dropped += 1;
      for (const socket of pair) socket.resetAndDestroy();
    });
    for (const socket of pair) {
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        for (const each of pair) each.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    /** The address of PostgreSQL, by way of this proxy. */
    url: url.href,
    /** Nothing passes any more, and nobody is told. */
    silence(): void {
      isSilent = true;
    },
    /** Resets what was silenced, and passes everything again. */
    pass(): void {
      reset();
      isSilent = false;
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
      reset();
      server.close();
      await once(server, 'close');
    },
  };
}
