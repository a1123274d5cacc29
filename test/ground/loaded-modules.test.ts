import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

/** Fails a start (its state is a folder), then loads the doctor and prints all modules. */
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

it('a start with its doctor loads no module that only sockets, OAuth, traces or PostgreSQL need', () => {
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(PRELOADED)}`];
  const keys = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1', JOGG_API_KEY: 'key' };
  const env = { PATH: process.env['PATH'], ...keys, STATE_URL: 'sqlite:///tmp' };
  const ran = spawnSync(process.execPath, [...flags, 'src/start.js'], { env });
  const loaded: string[] = JSON.parse(String(ran.stdout).split('\n').at(-2) ?? '');
  const isLoaded = (name: string) => loaded.some((file) => file.startsWith(name));
  const unused = ['oauth', 'socket-mode', 'bolt/dist/receivers', 'types'];
  const slack = unused.map((name) => `@slack/${name}`);
  const others = ['express', 'jose', 'mime-db', 'pg/', '@opentelemetry/api', 'zod/v4/locales/de'];
  const fetches = ['undici/lib/web', 'undici/lib/mock', 'NativeModule internal/deps/undici'];
  expect([...slack, ...others, ...fetches].filter(isLoaded)).toEqual([]);
  const needed = ['@slack/bolt', 'prom-client', 'undici/lib/dispatcher', 'zod'];
  expect(needed.filter(isLoaded)).toEqual(needed);
});
