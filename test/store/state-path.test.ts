import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { statePath } from '../../src/store/state-path.ts';

it.each([
  ['sqlite://data/state.sqlite', 'linux', 'data/state.sqlite'],
  ['sqlite://~/jogg/state.sqlite', 'linux', `${homedir()}/jogg/state.sqlite`],
  ['sqlite:///~/state.sqlite', 'linux', '/~/state.sqlite'],
  ['sqlite:///C:/jogg/state.sqlite', 'win32', 'C:/jogg/state.sqlite'],
  ['sqlite:///c:\\jogg\\state.sqlite', 'win32', 'c:\\jogg\\state.sqlite'],
  ['sqlite://C:/jogg/state.sqlite', 'win32', 'C:/jogg/state.sqlite'],
  ['sqlite:///C:/odd', 'linux', '/C:/odd'],
  ['sqlite://data/with space.sqlite', 'linux', 'data/with space.sqlite'],
  ['memory:', 'linux', null],
  ['sqlite://:memory:', 'linux', null],
])('STATE_URL %s on %s names the file %s', (url, platform, path) => {
  expect(statePath(url, platform)).toBe(path);
});
