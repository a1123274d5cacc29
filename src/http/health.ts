import { answer, type Route } from './server.ts';

/**
 * `GET /healthz`: the process answers. `GET /readyz`: `problem()` is null; else 503 and why. A
 * `note` stands beside "ready": what an operator should know and no other process does better.
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
