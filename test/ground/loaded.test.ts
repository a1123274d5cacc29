import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const CODE = `
  import { createRequire } from 'node:module';
  await import('./src/app/index.ts');
  await import('./src/doctor/index.ts');
  const { cache } = createRequire(process.cwd() + '/x.js');
  const names = Object.keys(cache).map((path) => path.split('node_modules/').at(-1));
  console.log(JSON.stringify(names));
`;

it('a start and its doctor load nothing that only sockets, OAuth, traces or PostgreSQL need', () => {
  const flags = ['--input-type=module', '--eval', CODE];
  const loaded: string[] = JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
  const isLoaded = (name: string) => loaded.some((file) => file.startsWith(`${name}/`));
  const slack = ['@slack/oauth', '@slack/socket-mode', 'express', 'jose'];
  const others = ['mime-db', 'pg', '@opentelemetry/api', 'undici/lib/web', 'undici/lib/mock'];
  expect([...slack, ...others].filter(isLoaded)).toEqual([]);
  expect(['@slack/bolt', 'prom-client', 'undici/lib/dispatcher'].filter(isLoaded)).toHaveLength(3);
});
