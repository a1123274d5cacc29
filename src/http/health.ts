import { answer, type Route } from './server.ts';

/** `GET /healthz`: the process answers. `GET /readyz`: `trouble()` is null; else 503 and why. */
export function healthRoutes(trouble: () => string | null): Route[] {
  return [
    {
      method: 'GET',
      path: '/healthz',
      handle: async (_, response) => answer(response, 200, 'ok\n'),
    },
    {
      method: 'GET',
      path: '/readyz',
      handle: async (_, response) => {
        const why = trouble();
        answer(response, why === null ? 200 : 503, `${why ?? 'ready'}\n`);
      },
    },
  ];
}
