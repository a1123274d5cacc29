import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readEnvFile } from '../../src/lib/env-file.ts';
import { someFolder } from '../store/temp-state.ts';

const FOLDER = Symbol('a folder');
type Content = Uint8Array | string | typeof FOLDER | null;

/** The path of an `.env` in a folder of its own; null: it is not there. */
function fileOf(content: Content): string {
  const path = join(someFolder(), '.env');
  if (content === FOLDER) mkdirSync(path);
  else if (content !== null) writeFileSync(path, content);
  return path;
}

const utf16le = (text: string) => Buffer.from(text, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();
const latin1 = (text: string) => Buffer.from(text, 'latin1');
const TWO = 'SLACK_BOT_TOKEN=xoxb-1\r\nPORT=3001\r\n';
const BOTH = { SLACK_BOT_TOKEN: 'xoxb-1', PORT: '3001' };

it.each<[string, Content, Record<string, string>]>([
  ['in UTF-8 with a byte order mark', `\ufeff${TWO}`, BOTH],
  ['in UTF-8 with two of them', `\ufeff\ufeff${TWO}`, BOTH],
  ['in UTF-16 as Windows writes it', utf16le(`\ufeff${TWO}`), BOTH],
  ['in UTF-16 the other way round', utf16be(`\ufeff${TWO}`), BOTH],
  ['in UTF-16 without a mark', utf16le(TWO), BOTH],
  ['in UTF-16 the other way round, without a mark', utf16be(TWO), BOTH],
  ['with the line ends of old Macs', TWO.replaceAll('\n', ''), BOTH],
  ['written for a shell', 'export SLACK_BOT_TOKEN=xoxb-1\nexport\tPORT=3001', BOTH],
  ['written for a command prompt', 'set SLACK_BOT_TOKEN=xoxb-1\r\nSET PORT=3001', BOTH],
  ['with blanks around =', '  SLACK_BOT_TOKEN = xoxb-1 \nPORT\t=\t3001', BOTH],
  ['of a web page', 'SLACK_BOT_TOKEN\u00a0=\u00a0xoxb-1\u00a0\nPORT=\u200b3001', BOTH],
  ['with quotes', 'SLACK_BOT_TOKEN="xoxb-1"\r\nPORT=\'3001\'', BOTH],
  ['with comments', '# both\nSLACK_BOT_TOKEN=xoxb-1 # the bot\n\n#PORT=1\nPORT="3001" # p', BOTH],
  ['with curly quotes, which are kept and then refused', 'PORT=“3001”', { PORT: '“3001”' }],
  ['in Latin-1, with other letters in comments alone', latin1(`# für\n${TWO.trim()} # ß`), BOTH],
  ['with other letters in UTF-8', 'STATE_URL=für.sqlite', { STATE_URL: 'für.sqlite' }],
  ['that is empty', '', {}],
  ['that is not there', null, {}],
])('an .env file %s is read', (_, bytes, values) => {
  const read = JSON.parse(JSON.stringify(readEnvFile(fileOf(bytes))));
  expect(read).toEqual({ kind: 'read', file: bytes === null ? 'missing' : 'found', values });
});

const UTF_32 = Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0]);
const FOREIGN = latin1('PORT=1\r\nSTATE_URL=sqlite://für.sqlite');
it.each<[string, Content, RegExp]>([
  ['with other letters of Latin-1 in a setting', FOREIGN, /^has letters in line 2 .*as UTF-8/],
  ['in UTF-32', UTF_32, /^is encoded as UTF-32: save it/],
  ['in UTF-16 that is cut', utf16le('\ufeffA=1').subarray(0, 7), /^is damaged UTF-16: write it/],
  ['that is a folder', FOLDER, /^is a folder .*: put a file there$/],
  ['that is no text', Buffer.from('A=1\0\0\0'), /^is no text: write it anew/],
])('an .env file %s is refused, with what to do', (_, bytes, says) => {
  const fix = expect.stringMatching(says);
  expect(readEnvFile(fileOf(bytes))).toEqual({ kind: 'unreadable', fix });
});

it('a file under the name that Notepad gives it is noticed where it is alone', () => {
  const path = fileOf(TWO);
  writeFileSync(`${path}.txt`, TWO);
  const beside = readEnvFile(path);
  rmSync(path);
  const alone = { kind: 'read', file: 'misnamed', values: {} };
  expect([beside, readEnvFile(path)]).toEqual([expect.objectContaining({ file: 'found' }), alone]);
});
