import { describe, expect, it } from 'vitest';
import { readCommand } from '../../src/listeners/read-command.ts';

describe('what somebody means by the text behind /jogg', () => {
  it.each([
    ['', { kind: 'form', script: '' }],
    ['  ', { kind: 'form', script: '' }],
    ['help', { kind: 'help', unknown: null }],
    [' Help ', { kind: 'help', unknown: null }],
    ['?', { kind: 'help', unknown: null }],
    ['refresh', { kind: 'refresh' }],
    ['staus', { kind: 'help', unknown: 'staus' }],
    ['-v', { kind: 'help', unknown: '-v' }],
    ['--list all', { kind: 'help', unknown: '--list all' }],
    ['Welcome everybody', { kind: 'form', script: 'Welcome everybody' }],
    ['help me sell more', { kind: 'form', script: 'help me sell more' }],
    ['Welcome!', { kind: 'form', script: 'Welcome!' }],
    ['こんにちは皆さん', { kind: 'form', script: 'こんにちは皆さん' }],
    ['Tom &amp; Jerry &lt;3', { kind: 'form', script: 'Tom & Jerry <3' }],
    ['one &amp;amp; two', { kind: 'form', script: 'one &amp; two' }],
  ])('%j', (text, asked) => {
    expect(readCommand(text)).toEqual(asked);
  });
});
