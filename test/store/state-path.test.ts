import { homedir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { networkDisk } from '../../src/store/sqlite/network-disk.ts';
import { statePath } from '../../src/store/state-path.ts';

describe('the file that STATE_URL names', () => {
  it.each([
    ['sqlite://data/state.sqlite', 'linux', 'data/state.sqlite'],
    ['sqlite://./state.sqlite', 'linux', './state.sqlite'],
    ['sqlite:///var/lib/state.sqlite', 'linux', '/var/lib/state.sqlite'],
    ['sqlite://~/jogg/state.sqlite', 'linux', `${homedir()}/jogg/state.sqlite`],
    ['sqlite:///~/state.sqlite', 'linux', '/~/state.sqlite'],
    ['sqlite:///C:/jogg/state.sqlite', 'win32', 'C:/jogg/state.sqlite'],
    ['sqlite:///c:\\jogg\\state.sqlite', 'win32', 'c:\\jogg\\state.sqlite'],
    ['sqlite://C:/jogg/state.sqlite', 'win32', 'C:/jogg/state.sqlite'],
    ['sqlite:///C:/odd', 'linux', '/C:/odd'],
    ['sqlite://data/with space.sqlite', 'linux', 'data/with space.sqlite'],
    ['memory:', 'linux', null],
    ['sqlite://:memory:', 'linux', null],
  ])('%s on %s', (url, platform, path) => {
    expect(statePath(url, platform)).toBe(path);
  });
});

describe('a network file system', () => {
  it.each([
    [0x6969, 'NFS'],
    [0xfe534d42, 'SMB'],
    [0xff534d42, 'CIFS'],
    [0x01021997, '9p'],
    [0x65735546, 'FUSE'],
    [0xef53, null],
    [0x794c7630, null],
    [null, null],
  ])('of type %s is %s', (type, kind) => {
    const asked: string[] = [];
    const typeOf = (folder: string) => {
      asked.push(folder);
      return type;
    };
    expect([networkDisk('/data/state.sqlite', typeOf), asked]).toEqual([kind, ['/data']]);
  });

  it('is none where the system does not tell', () => {
    expect(networkDisk('/nowhere/at/all/state.sqlite')).toBeNull();
  });
});
