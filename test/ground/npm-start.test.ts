import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { describe, it } from 'vitest';
import { appEnv } from '../../sandbox/app-env.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { tempFolder } from '../store/temp-state.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/** Runs Node to its end: its exit code and its warnings. */
const run = (cwd: string, ...args: string[]): Promise<[number, string]> =>
  promisify(execFile)(process.execPath, args, { cwd, env: { PATH: process.env['PATH'] } }).then(
    () => [0, ''],
    ({ code, stderr }) => [code, stderr],
  );

describe.concurrent('the program', () => {
  it('SIGTERM to npm alone ends the app, leaves no process, and frees the port', async ({
    expect,
    onTestFinished,
  }) => {
    const port = await freePort();
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    const urls = { slackApiUrl: `${nowhere}/api/`, joggUrl: nowhere, port };
    const plain = { stateFile: '', socket: false, webhook: false, pollScale: 1 };
    const env = { ...appEnv({ parentEnv: process.env, ...urls, ...plain }), STATE_URL: 'memory:' };
    const alone = { env, detached: true } as const;
    const npm = spawn('npm', ['start'], { ...alone, stdio: ['ignore', 'pipe', 'inherit'] });
    const group = npm.pid ?? 0;
    onTestFinished(() => void spawnSync('kill', ['-KILL', '--', `-${group}`]));
    const lines: string[] = [];
    const ready = Promise.withResolvers<void>();
    createInterface({ input: npm.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.includes('"event":"ready"')) ready.resolve();
    });
    const [ended, closed] = [once(npm, 'exit'), once(npm, 'close')];
    await Promise.race([ready.promise, ended]);
    npm.kill('SIGTERM');
    await ended;
    expect(() => process.kill(-group, 0)).toThrow('ESRCH');
    await closed;
    const stopped = lines.filter((line) => line.includes('"event":"stopped"')).length;
    expect(stopped).toBe(1);
    const next = createServer().listen(port, '127.0.0.1');
    await once(next, 'listening');
    next.close();
  });

  it('an older Node gets a message with the needed version and how to install it', async ({
    expect,
  }) => {
    const older = `Object.defineProperty(process.versions, 'node', { value: '24.14.9' })`;
    const flags = ['--import', `data:text/javascript,${encodeURIComponent(older)}`];
    for (const program of ['src/start.js', 'src/main.ts']) {
      const [status, output] = await run(ROOT, ...flags, program);
      const expected = `jogg-slack needs Node 24.15 or newer; ${process.execPath} is 24.14.9.`;
      expect([status, output.split('\n')[0]]).toEqual([1, expected]);
    }
  });

  const KEY = '0123456789abcdef0123456789abcdef';
  const TEXT = `SLACK_BOT_TOKEN=xoxb-1\r\nSLACK_SIGNING_SECRET=${KEY}\r\nJOGG_API_KEY=${KEY}\r\nPORT=x\r\n`;
  it.for([
    ['UTF-16 is read: nothing in it', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), ['PORT']],
    ['UTF-32 is refused: nothing', Buffer.from([0xff, 0xfe, 0, 0]), ['.env']],
  ] as const)('an .env file with %s seems missing', async ([, bytes, named], context) => {
    const cwd = tempFolder(context.onTestFinished);
    writeFileSync(join(cwd, '.env'), bytes);
    const [status, output] = await run(cwd, resolve(ROOT, 'src/main.ts'));
    const names = [...output.matchAll(/^ {2}([A-Z_]+): |the file (\.env) is encoded/gm)];
    context.expect([status, names.map(([, name, file]) => name ?? file)]).toEqual([1, named]);
  });

  const { engines, scripts } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'));
  const ours = Object.keys(scripts).filter((name) => /^node (?!src)/.test(scripts[name]));
  it.for(ours)('npm run %s answers an unknown option in one line', async (name, { expect }) => {
    const [status, output] = await run(ROOT, ...scripts[name].split(' ').slice(1), '--nonsense');
    const line = expect.stringMatching(/^.*--nonsense.*$/);
    expect([status, output.split('\n\n')[0]]).toEqual([1, line]);
  });

  it('each script requires the Node version of package.json', ({ expect }) => {
    const check = readFileSync(resolve(ROOT, 'src/lib/check-node-version.js'), 'utf8');
    const [, major, minor] = /MINIMUM = \[(\d+), (\d+)\]/.exec(check) ?? [];
    const checked = ['start', 'doctor', 'demo'].filter((name) =>
      /src\/start\.js|check-node-version\.js/.test(scripts[name]),
    );
    expect([engines.node, checked]).toEqual([`>=${major}.${minor}.0`, ['start', 'doctor', 'demo']]);
  });
});
