import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { errorCodeOf } from '../network/error-code.ts';

/**
 * The variables of an `.env` file, or why it cannot be read and what to do. `fix` never contains a
 * value. `misnamed`: only `.env.txt` exists, the name that Windows Notepad gives the file.
 */
export type EnvFile =
  | {
      readonly kind: 'read';
      readonly file: 'found' | 'misnamed' | 'missing';
      readonly values: NodeJS.Dict<string>;
    }
  | { readonly kind: 'unreadable'; readonly fix: string };

/** Reads the file at `path`. A missing file has no variables. Never throws. */
export function readEnvFile(path: string): EnvFile {
  if (!existsSync(path)) {
    const file = existsSync(`${path}.txt`) ? 'misnamed' : 'missing';
    return { kind: 'read', file, values: {} };
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    const code = errorCodeOf(error);
    if (code === 'EISDIR')
      return unreadable(
        'is a folder (Docker makes one for a file that is missing): put a file there',
      );
    return unreadable(`cannot be read (${code}): let the user that runs the app read it`);
  }
  const text = textOf(bytes);
  return typeof text === 'string'
    ? { kind: 'read', file: 'found', values: parseEnv(withoutStrayCharacters(text)) }
    : text;
}

const SAVE = 'save it as UTF-8 (Notepad: Save as, Encoding, UTF-8)';

/** Decodes UTF-8 and UTF-16, with or without a byte order mark. */
function textOf(bytes: Buffer): string | EnvFile {
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff]))
    return unreadable(`is encoded as UTF-32: ${SAVE}`);
  if (startsWith(bytes, [0xff, 0xfe])) return decoded(bytes, 'utf-16le');
  if (startsWith(bytes, [0xfe, 0xff])) return decoded(bytes, 'utf-16be');
  // Names of settings are ASCII, so in UTF-16 every second byte of them is zero.
  if (bytes.length > 1 && bytes[0] !== 0 && bytes[1] === 0) return decoded(bytes, 'utf-16le');
  if (bytes.length > 1 && bytes[0] === 0 && bytes[1] !== 0) return decoded(bytes, 'utf-16be');
  if (bytes.includes(0)) return unreadable(`is not a text file. Write it again, and ${SAVE}`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fromSingleByteEncoding(bytes.toString('latin1'));
  }
}

function decoded(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): string | EnvFile {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return unreadable(`is damaged UTF-16. Write it again, and ${SAVE}`);
  }
}

/** Non-ASCII characters are harmless in comments. In a setting their encoding is unknown. */
function fromSingleByteEncoding(text: string): string | EnvFile {
  const lines = text.split(/\r\n?|\n/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  const badLine = lines.findIndex((line) => /[^\x00-\x7f]/.test(line.replace(/(^|\s)#.*$/, '')));
  if (badLine < 0) return text;
  return unreadable(
    `has letters in line ${badLine + 1} that are not UTF-8 (Windows-1252 or Latin-1, perhaps): ${SAVE}`,
  );
}

/** Removes the invisible characters and shell keywords that editors leave around settings. */
function withoutStrayCharacters(text: string): string {
  return text
    .replace(/[\ufeff\u200b\u2060]/g, '')
    .replace(/[\u00a0\u2007\u202f\u3000]/g, ' ')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/^[ \t]*(?:export|set)[ \t]+/gim, '');
}

const startsWith = (bytes: Buffer, prefix: readonly number[]): boolean =>
  prefix.every((byte, index) => bytes[index] === byte);

const unreadable = (fix: string): EnvFile => ({ kind: 'unreadable', fix });
