import { afterEach } from 'vitest';
import { createHttpServer, type Route } from '../../src/http/server.ts';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

/** Serves routes on loopback until the end of the test; the noted events are kept. */
export async function serving(
  routes: readonly Route[],
): Promise<{ url: string; events: string[] }> {
  const events: string[] = [];
  const server = createHttpServer(routes, (event) => events.push(event));
  const port = await server.listen(0, '127.0.0.1');
  open.push(() => server.close());
  return { url: `http://127.0.0.1:${port}`, events };
}
