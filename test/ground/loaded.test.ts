import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';

const CODE = `
  import { createRequire } from 'node:module';
  await import('./src/app/index.ts');
  await import('./src/doctor/index.ts');
  const { cache } = createRequire(process.cwd() + '/x.js');
  const names = Object.keys(cache).map((path) => path.split('node_modules/').at(-1));
  const wanted = /^(@slack\\/[^/]+|[^@/]+)/;
  console.log(JSON.stringify([...new Set(names.map((name) => wanted.exec(name)?.[1]))]));
`;

it('a start, and its doctor, load no package that only sockets, OAuth, PostgreSQL or Express would need', () => {
  const flags = ['--input-type=module', '--eval', CODE];
  const loaded: string[] = JSON.parse(execFileSync(process.execPath, flags, { encoding: 'utf8' }));
  const heavy = ['@slack/oauth', '@slack/socket-mode', 'express', 'jose', 'mime-db', 'pg'];
  const found = heavy.filter((name) => loaded.includes(name));
  expect([found, loaded.includes('@slack/bolt')]).toEqual([[], true]);
});
