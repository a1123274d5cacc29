import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEnvFile } from '../../src/lib/process/env-file.ts';
import { tempFolder } from '../store/temp-state.ts';

const FOLDER = Symbol('a folder');
type Content = Uint8Array | string | typeof FOLDER | null;

/** The path of an `.env` in a new folder. Null: the file does not exist. */
function fileOf(content: Content): string {
  const path = join(tempFolder(), '.env');
  if (content === FOLDER) mkdirSync(path);
  else if (content !== null) writeFileSync(path, content);
  return path;
}

const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const CONTENT = 'SLACK_BOT_TOKEN=xoxb-1\r\nPORT=3001\r\n';
const VALUES = { SLACK_BOT_TOKEN: 'xoxb-1', PORT: '3001' };

it.each<[string, Content, Record<string, string>]>([
  ['in UTF-8 with a byte order mark', `\ufeff${CONTENT}`, VALUES],
  ['in UTF-8 with two byte order marks', `\ufeff\ufeff${CONTENT}`, VALUES],
  ['in UTF-16 as Windows writes it', utf16le(`\ufeff${CONTENT}`), VALUES],
  ['in big-endian UTF-16', utf16be(`\ufeff${CONTENT}`), VALUES],
  ['in UTF-16 without a mark', utf16le(CONTENT), VALUES],
  ['in big-endian UTF-16 without a mark', utf16be(CONTENT), VALUES],
  ['with the line breaks of old Macs', CONTENT.replaceAll('\n', ''), VALUES],
  ['written for a shell', 'export SLACK_BOT_TOKEN=xoxb-1\nexport\tPORT=3001', VALUES],
  ['written for a command prompt', 'set SLACK_BOT_TOKEN=xoxb-1\r\nSET PORT=3001', VALUES],
  ['with blanks around =', '  SLACK_BOT_TOKEN = xoxb-1 \nPORT\t=\t3001', VALUES],
  ['of a web page', 'SLACK_BOT_TOKEN\u00a0=\u00a0xoxb-1\u00a0\nPORT=\u200b3001', VALUES],
  ['with quotes', 'SLACK_BOT_TOKEN="xoxb-1"\r\nPORT=\'3001\'', VALUES],
  ['with comments', '# both\nSLACK_BOT_TOKEN=xoxb-1 # the bot\n\n#PORT=1\nPORT="3001" # p', VALUES],
  ['with curly quotes, which stay in the value', 'PORT=“3001”', { PORT: '“3001”' }],
  ['in Latin-1 with umlauts in comments only', latin1(`# für\n${CONTENT.trim()} # ß`), VALUES],
  ['in UTF-8 with umlauts', 'STATE_URL=für.sqlite', { STATE_URL: 'für.sqlite' }],
  ['that is empty', '', {}],
  ['that does not exist', null, {}],
])('an .env file %s is read', (_, bytes, values) => {
  const read = JSON.parse(JSON.stringify(readEnvFile(fileOf(bytes))));
  expect(read).toEqual({ kind: 'read', file: bytes === null ? 'missing' : 'found', values });
});

const UTF_32 = Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]);
const LATIN_1_VALUE = latin1('PORT=1\r\nSTATE_URL=sqlite://für.sqlite');
it.each<[string, Content, RegExp]>([
  ['in Latin-1 with umlauts in a value', LATIN_1_VALUE, /^has letters in line 2 .*as UTF-8/],
  ['in UTF-32', UTF_32, /^is encoded as UTF-32: save it/],
  ['in truncated UTF-16', utf16le('\ufeffA=1').subarray(0, 7), /^is damaged UTF-16\. Write it/],
  ['that is a folder', FOLDER, /^is a folder .*: put a file there$/],
  ['that is not text', Buffer.from('A=1\0\0\0'), /^is not a text file\. Write it again/],
])('an .env file %s is rejected with a fix', (_, bytes, pattern) => {
  const fix = expect.stringMatching(pattern);
  expect(readEnvFile(fileOf(bytes))).toEqual({ kind: 'unreadable', fix });
});

it('an .env.txt, as Notepad names it, is reported only if there is no .env', () => {
  const path = fileOf(CONTENT);
  writeFileSync(`${path}.txt`, CONTENT);
  const both = readEnvFile(path);
  rmSync(path);
  const misnamed = { kind: 'read', file: 'misnamed', values: {} };
  expect([both, readEnvFile(path)]).toEqual([expect.objectContaining({ file: 'found' }), misnamed]);
});
