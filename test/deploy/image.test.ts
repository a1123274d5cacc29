import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { INSTALL_PATH, REDIRECT_PATH } from '../../src/http/install-paths.ts';
import { WEBHOOK_PATH } from '../../src/jogg/webhook/webhook-registration.ts';
import { tempFolder } from '../store/temp-state.ts';
import { startFakes } from '../support/fakes.ts';
import { until } from '../support/until.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const IMAGE = read('Dockerfile');
const NOBODY = 65_534;

/** A command in exec form, so that no shell intercepts the signals. */
const commandOf = (word: string): string[] => {
  const [, list] = new RegExp(`^ *${word} (\\[.*\\])$`, 'm').exec(IMAGE) ?? [];
  return JSON.parse(list ?? '[]');
};

it("the image's command runs as another user that may write to only two folders", async () => {
  const folder = tempFolder();
  const [data, tmp] = [join(folder, 'data'), join(folder, 'tmp')];
  const isRoot = process.getuid?.() === 0;
  for (const each of [folder, data, tmp]) {
    mkdirSync(each, { recursive: true });
    if (isRoot) chownSync(each, NOBODY, NOBODY);
  }
  const world = await startFakes({}, join(data, 'state.sqlite'));
  const [node, ...args] = commandOf('ENTRYPOINT');
  const options = {
    env: { ...world.env, TMPDIR: tmp, HOME: '/nonexistent', NODE_ENV: 'production' },
    ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
  };
  const app = spawn(process.execPath, args, options);
  const lines: string[] = [];
  for (const stream of [app.stdout, app.stderr])
    stream.on('data', (text) => lines.push(...String(text).trim().split('\n')));
  onTestFinished(async () => {
    app.kill('SIGKILL');
    await world.end(lines);
  });
  const check = commandOf('CMD');
  const healthy = () => spawnSync(process.execPath, check.slice(1), options).status;
  await until(() => lines.some((line) => line.includes('"event":"ready"')));
  const alive = healthy();
  app.kill('SIGTERM');
  const [code] = await once(app, 'close');
  expect([node, check[0], alive, code, healthy()]).toEqual(['node', 'node', 0, 0, 1]);
  expect(lines.filter((line) => /EACCES|EROFS|read-only/.test(line))).toEqual([]);
  expect(readdirSync(data)).toEqual(['state.sqlite']);
});

it('the image has the pinned Node, another user, and nothing besides the app', () => {
  const [, ...included] = read('.dockerignore').match(/^[^#\s].*$/gm) ?? [];
  expect(included.join(' ')).toBe('!package.json !package-lock.json !.npmrc !LICENSE !src');
  expect(IMAGE).toContain(`ARG NODE=${read('.nvmrc').trim()}\n`);
  expect(IMAGE.match(/^(USER|VOLUME|COPY|ADD) .*$/gm)).toEqual([
    'COPY package.json package-lock.json .npmrc ./',
    'COPY --from=packages /app/node_modules node_modules',
    ...['COPY package.json LICENSE ./', 'COPY src src', 'VOLUME /data', 'USER node'],
  ]);
});

it('each deployment file defines the switch to a new version: one process per state file, several per database', () => {
  const deployed = (name: string) => {
    const all = parseAllDocuments(read(`deploy/kubernetes/${name}.yaml`)).map((one) => one.toJS());
    const { replicas, strategy, template } = all.find(({ kind }) => kind === 'Deployment').spec;
    return [replicas, strategy.type, template.spec.terminationGracePeriodSeconds];
  };
  const composed = (name: string) => {
    const { profiles, environment, stop_grace_period } = compose[name];
    return [profiles, environment.STATE_URL.split(':')[0], stop_grace_period];
  };
  const compose = parse(read('compose.yaml'), { merge: true }).services;
  expect([...['one', 'replicas'].map(deployed), ...['app', 'replica-1'].map(composed)]).toEqual([
    [1, 'Recreate', 30],
    [2, 'RollingUpdate', 30],
    [undefined, 'sqlite', '30s'],
    [['replicas'], 'postgres', '30s'],
  ]);
  expect(read('deploy/systemd/jogg-slack.service')).toMatch(/^TimeoutStopSec=30$/m);
});

it('the proxy passes the routes that Slack, Jogg and browsers request, and only these', () => {
  const [, paths = ''] = /@public path (.*)/.exec(read('deploy/caddy/Caddyfile')) ?? [];
  const routes = ['/slack/events', INSTALL_PATH, REDIRECT_PATH, WEBHOOK_PATH, `${WEBHOOK_PATH}/*`];
  expect(paths.split(' ')).toEqual([...routes, '/healthz']);
});
