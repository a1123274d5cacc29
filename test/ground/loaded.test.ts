import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** When a start without settings ends, loads the doctor too and prints what was loaded. */
const PRELOADED = `
  import { createRequire, registerHooks } from 'node:module';
  const loaded = [];
  const load = (url, context, next) => (loaded.push(url), next(url, context));
  registerHooks({ load });
  process.on('exit', () => {
    createRequire(process.cwd() + '/x.js')('./src/doctor/index.ts');
    const files = loaded.map((url) => url.split('node_modules/').at(-1));
    console.log(JSON.stringify([...files, ...process.moduleLoadList]));
  });
`;

it('a start and its doctor load nothing that only sockets, OAuth, traces or PostgreSQL need', () => {
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(PRELOADED)}`];
  const env = { PATH: process.env['PATH'] };
  const ran = spawnSync(process.execPath, [...flags, 'src/start.js'], { env });
  const loaded: string[] = JSON.parse(String(ran.stdout));
  const isLoaded = (name: string) => loaded.some((file) => file.startsWith(name));
  const slack = [
    '@slack/oauth',
    '@slack/socket-mode',
    '@slack/bolt/dist/receivers',
    '@slack/types',
  ];
  const others = ['express', 'jose', 'mime-db', 'pg/', '@opentelemetry/api', 'zod/v4/locales/de'];
  const fetches = ['undici/lib/web', 'undici/lib/mock', 'NativeModule internal/deps/undici'];
  expect([...slack, ...others, ...fetches].filter(isLoaded)).toEqual([]);
  const needed = ['@slack/bolt', 'prom-client', 'undici/lib/dispatcher', 'zod'];
  expect(needed.filter(isLoaded)).toEqual(needed);
});
