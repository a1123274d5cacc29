import { onTestFinished } from 'vitest';
import { createHttpServer, type Route } from '../../src/http/server.ts';

/** Serves routes on loopback until the end of the test, and keeps the noted events. */
export async function serveRoutes(
  routes: readonly Route[],
): Promise<{ url: string; events: string[] }> {
  const events: string[] = [];
  const server = createHttpServer(routes, (event, { at } = {}) => events.push(`${event} ${at}`));
  const port = await server.listen(0, '127.0.0.1');
  onTestFinished(() => server.close());
  return { url: `http://127.0.0.1:${port}`, events };
}
