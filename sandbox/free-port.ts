import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';

/** Below the ephemeral ports of Linux (from 32768), macOS and Windows (from 49152). */
const FIRST_PORT = 20_000;
const PORT_COUNT = 10_000;

/**
 * Returns a free loopback port; `wanted` if that one is free. It is not an ephemeral port, so it
 * is still free when a program restarts on it. While this process runs, no other caller gets it,
 * because programs may be slow to listen.
 */
export async function freePort(wanted?: number): Promise<number> {
  if (wanted !== undefined && (await isFree(wanted)) && (await isReserved(wanted))) return wanted;
  for (;;) {
    const port = FIRST_PORT + Math.floor(Math.random() * PORT_COUNT);
    if ((await isReserved(port)) && (await isFree(port))) return port;
  }
}

/** Reserves a port by binding the UDP port of that number; the system frees it on exit. */
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
