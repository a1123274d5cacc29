import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below what Linux (32768) and macOS and Windows (49152) give to connections by themselves. */
const FIRST_PORT = 20_000;
const PORT_COUNT = 10_000;

/**
 * A loopback port that is free now; `wanted` where that one is. The system gives it to nobody by
 * itself, so that it is still free when a program is started again on it; and nobody else who asks
 * here gets it while this process lives, for programs may be slow to listen.
 */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted))) return wanted;
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORT_COUNT);
    if ((await isReserved(port)) && (await isFree(port))) return port;
  }
}

/** Takes the UDP port of that number as a sign for others: the system lets go of it by itself. */
function isReserved(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const marker = createSocket('udp4');
    marker.once('error', () => marker.close(() => resolve(false)));
    marker.bind({ port, address: '127.0.0.1', exclusive: true }, () => {
      marker.unref();
      resolve(true);
    });
  });
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
