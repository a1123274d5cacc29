import { createServer } from 'node:net';

/** Below what Linux (32768) and macOS and Windows (49152) give to connections by themselves. */
const FIRST = 20_000;
const COUNT = 10_000;

/**
 * A loopback port that is free now; `wanted` where that one is. The system gives it to nobody by
 * itself, so that it is still free when a program is started again on it.
 */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted;
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' || error.code === 'EACCES' ? resolve(false) : reject(error),
    );
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
