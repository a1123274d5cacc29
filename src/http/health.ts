import { answer, type Route } from './server.ts';

/**
 * `GET /healthz` answers 200 while the process runs. `GET /readyz` answers 200 if `problem()` is
 * null, otherwise 503 with the problem. `note()` is added to "ready": a limitation that every
 * replica shares, so traffic should not go elsewhere.
 */
export function healthRoutes(
  problem: () => Promise<string | null>,
  note: () => string | null = () => null,
): Route[] {
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
        const why = await problem();
        const ready = ['ready', note()].filter((each) => each !== null).join(', but ');
        answer(response, why === null ? 200 : 503, `${why ?? ready}\n`);
      },
    },
  ];
}
