import { createServer } from 'node:net';

/** A loopback port that is free now; `wanted` where that one is. */
export async function freePort(wanted = 0): Promise<number> {
  return (await bind(wanted)) ?? (await bind(0)) ?? 0;
}

/** The port that could be bound, or `null`. */
function bind(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        resolve(address !== null && typeof address === 'object' ? address.port : null),
      );
    });
  });
}
