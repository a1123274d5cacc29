import { connect } from 'node:net';
import { timeLimit } from '../../sandbox/time-limit.ts';
import { createSafeDownload, type OpenResult } from '../../src/media/safe-download.ts';
import type { MakeConnector } from '../../src/media/system-connector.ts';

export const PUBLIC = '93.184.216.34';

/**
 * A download whose connections all go to `port` of this machine. It records the addresses from the
 * lookup, to which real sockets would connect. `dnsAnswers`: the answers of the name server, in
 * order; the last one repeats.
 */
export function downloadTo(
  port: number,
  dnsAnswers: readonly (readonly string[])[] = [[PUBLIC]],
  overrides: Partial<Parameters<typeof createSafeDownload>[0]> = {},
) {
  const connections: string[] = [];
  const lookups: string[] = [];
  const connector: MakeConnector = (lookup) => (options, callback) =>
    lookup?.(options.hostname, { all: true }, (error, found) => {
      if (error || !Array.isArray(found)) return callback(error ?? new Error('no list'), null);
      connections.push(...found.map(({ address }) => address));
      const socket = connect(port, '127.0.0.1');
      socket.once('connect', () => callback(null, socket));
      socket.once('error', (failed) => callback(failed, null));
    });
  const open = createSafeDownload({
    allowedHosts: ['.jogg.ai'],
    plainHttpHost: null,
    logEvent: () => {},
    accept: 'video/mp4',
    maxBytes: 1_000,
    totalMs: timeLimit(30_000),
    idleMs: timeLimit(30_000),
    resolve: async (host) => {
      lookups.push(host);
      const answer = dnsAnswers[Math.min(lookups.length, dnsAnswers.length) - 1] ?? [];
      return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
    },
    connector,
    ...overrides,
  });
  const never = new AbortController().signal;
  return { open: (address: string, until = never) => open(address, until), connections, lookups };
}

/** The text of an opened URL, or the result if it is not open. */
export async function textOf(opened: OpenResult): Promise<unknown> {
  if (opened.kind !== 'open') return opened;
  const chunks = await opened.stream.toArray();
  await opened.close();
  return Buffer.concat(chunks).toString();
}
