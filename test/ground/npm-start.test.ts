import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it, onTestFinished } from 'vitest';
import { appEnv } from '../../sandbox/app-env.ts';
import { freePort } from '../../sandbox/free-port.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** The processes below `pid`. */
function descendants(pid: number): number[] {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  const rows = stdout.trim().split('\n');
  const pairs = rows.map((row) => row.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.filter((pair) => pair[1] === parent).flatMap(([id = 0]) => [id, ...below(id)]);
  return below(pid);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  // `once` rejects where an error comes first.
  const free = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  server.close();
  return free;
}

it('SIGTERM to npm alone ends the app cleanly: no process is left and the port is free', async () => {
  const port = await freePort();
  const nowhere = `http://127.0.0.1:${await freePort()}`;
  const urls = { slackApiUrl: `${nowhere}/api/`, joggUrl: nowhere, port };
  const plain = { stateFile: '', socket: false, webhook: false, pollScale: 1 };
  const env = { ...appEnv({ outer: process.env, ...urls, ...plain }), STATE_URL: 'memory:' };
  const npm = spawn('npm', ['start'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(npm, 'exit');
  const lines: string[] = [];
  const ready = Promise.withResolvers<void>();
  createInterface({ input: npm.stdout }).on('line', (line) => {
    lines.push(line);
    if (line.includes('"event":"ready"')) ready.resolve();
  });
  await Promise.race([ready.promise, ended]);
  const below = descendants(npm.pid ?? 0);
  onTestFinished(() => {
    for (const pid of below.filter(isAlive)) process.kill(pid, 'SIGKILL');
  });
  npm.kill('SIGTERM');
  await ended;
  const stopped = lines.filter((line) => line.includes('"event":"stopped"')).length;
  const left = below.filter(isAlive);
  expect([below.length > 0, left, await isFree(port), stopped]).toEqual([true, [], true, 1]);
});

it('an older Node is told which one is needed, and how to get it', () => {
  const older = `Object.defineProperty(process.versions, 'node', { value: '24.14.9' })`;
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(older)}`];
  const run = (program: string) => {
    const { status, stderr } = spawnSync(process.execPath, [...flags, program], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return [status, stderr.split('\n')[0]];
  };
  const says = `jogg-slack needs Node 24.15 or newer; ${process.execPath} is 24.14.9.`;
  expect([run('src/start.js'), run('src/main.ts')]).toEqual([
    [1, says],
    [1, says],
  ]);
});

it.each([
  ['a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`), ['PORT']],
  ['UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), ['PORT']],
  ['UTF-32', () => Buffer.from([0xff, 0xfe, 0, 0]), ['.env']],
] as const)(
  'an .env file with %s is read, or refused by its encoding: nothing in it seems missing',
  (_, write, named) => {
    const cwd = mkdtempSync(join(tmpdir(), 'jogg-slack-env-'));
    onTestFinished(() => rmSync(cwd, { recursive: true }));
    const key = '0123456789abcdef0123456789abcdef';
    const text = `SLACK_BOT_TOKEN=xoxb-1\r\nSLACK_SIGNING_SECRET=${key}\r\nJOGG_API_KEY=${key}\r\nPORT=x\r\n`;
    writeFileSync(join(cwd, '.env'), write(text));
    const env = { PATH: process.env['PATH'] };
    const options = { cwd, env, encoding: 'utf8' } as const;
    const { status, stderr } = spawnSync(process.execPath, [resolve(ROOT, 'src/main.ts')], options);
    const names = [...stderr.matchAll(/^ {2}([A-Z_]+): |the file (\.env) is encoded/gm)];
    expect([status, names.map(([, name, file]) => name ?? file)]).toEqual([1, named]);
  },
);

it('the Node that is asked for is the one of package.json, and each script asks for it', () => {
  const { engines, scripts } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'));
  const door = readFileSync(resolve(ROOT, 'src/lib/needed-node.js'), 'utf8');
  const [, major, minor] = /NEEDED = \[(\d+), (\d+)\]/.exec(door) ?? [];
  const asking = ['start', 'doctor', 'demo'].filter((name) =>
    /src\/start\.js|needed-node\.js/.test(scripts[name]),
  );
  expect([engines.node, asking]).toEqual([`>=${major}.${minor}.0`, ['start', 'doctor', 'demo']]);
});
