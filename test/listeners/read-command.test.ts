import { expect, it } from 'vitest';
import { readCommand } from '../../src/listeners/entry/read-command.ts';

const script = (words: string) => ({ kind: 'form', script: words });
const SCRIPTS = `Hello|hi|Welcome!|Welcome everybody|help me sell more|list of things to do|
status quo|こんにちは皆さん|Lost|held|last|States|fresh|-v|--list all|Danke|xyz|Lists|Lists are fun`;
const SLIPS = `staus status|Stauts status|statu status|statsus status|lsit list|lst list|hlep help|
hepl help|halp help|refesh refresh|refersh refresh|--help help|help! help`;

it.each([
  ['', script('')],
  ['  ', script('')],
  ['help', { kind: 'help' }],
  [' Help ', { kind: 'help' }],
  ['?', { kind: 'help' }],
  ['refresh', { kind: 'refresh' }],
  ['STATUS', { kind: 'status' }],
  ['list', { kind: 'list' }],
  ['Tom &amp; Jerry &lt;3', script('Tom & Jerry <3')],
  ['one &amp;amp; two', script('one &amp; two')],
  ['Thanks <@U1|ada>, see <#C1|general>', script('Thanks ada, see general')],
  ['*stays* :tada: and _this_,  too', script('*stays* :tada: and _this_,  too')],
  ['see <https://x.example|our page>', script('see our page')],
])('the text %j after /jogg is parsed', (text, command) => {
  expect(readCommand(text)).toEqual(command);
});

it('any other text is a script; a mistyped command is recognised, and its text stays as typed', () => {
  const scripts = SCRIPTS.split(/\n?\|\n?/);
  expect(scripts.map(readCommand)).toEqual(scripts.map(script));
  const slips = SLIPS.split(/\|\n?/).map((each) => each.split(' '));
  const typos = slips.map(([text, meant]) => ({ kind: 'typo', meant, script: text }));
  expect(slips.map(([text = '']) => readCommand(text))).toEqual(typos);
});
