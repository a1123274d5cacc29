import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { networkFileSystem } from '../../src/store/sqlite/network-file-system.ts';
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

it.each(['', 'sqlite://', 'redis://localhost', 'data/x.sqlite'])('"%s" is rejected', (url) => {
  expect(() => statePath(url)).toThrow('STATE_URL must be sqlite://path, memory: or postgres://');
});

it.each([
  ['NFS', 0x6969],
  ['SMB', 0xfe534d42],
  ['CIFS', 0xff534d42],
  ['9p', 0x01021997],
  ['FUSE', 0x65735546],
  [null, 0xef53],
])('the file system of a folder is detected as %s', (kind, type) => {
  expect(networkFileSystem('/data/state', (path) => (path === '/data' ? type : null))).toBe(kind);
});
