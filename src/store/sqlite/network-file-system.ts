import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Linux's types of file systems. https://man7.org/linux/man-pages/man2/statfs.2.html */
const NETWORK_TYPES: ReadonlyMap<number, string> = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0xff534d42, 'CIFS'],
  [0x01021997, '9p'],
  [0x65735546, 'FUSE'],
  [0x00c36400, 'Ceph'],
  [0x5346414f, 'AFS'],
  [0x564c, 'NCP'],
  [0x73757245, 'Coda'],
]);

/**
 * The kind of network file system that contains `path`; null for a local disk, or if the system
 * does not report it. SQLite's WAL needs shared memory and working locks, and network file systems
 * provide neither. https://sqlite.org/wal.html https://sqlite.org/faq.html#q5
 */
export function networkFileSystem(path: string, typeOf: TypeOf = systemType): string | null {
  const type = typeOf(dirname(path));
  return type === null ? null : (NETWORK_TYPES.get(type) ?? null);
}

export type TypeOf = (folder: string) => number | null;

function systemType(folder: string): number | null {
  // Other systems use other numbers.
  if (process.platform !== 'linux') return null;
  try {
    return statfsSync(folder).type >>> 0;
  } catch {
    return null;
  }
}
