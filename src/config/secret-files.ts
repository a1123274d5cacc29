import { closeSync, openSync, readSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { errorCodeOf } from '../lib/network/error-code.ts';
import type { Problem } from './config.ts';
import { SECRETS } from './variables.ts';

/** Environment variables by name. An empty one counts as unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The secrets from the files named by `NAME_FILE`, by `NAME`, and the problems of the others. */
export interface SecretFiles {
  readonly values: Readonly<Record<string, string>>;
  /** Each names the variable `NAME_FILE`; none contains the content of a file. */
  readonly problems: readonly Problem[];
}

/** The variable that holds the path of a secret's file. */
export const fileVariable = (name: string): string => `${name}_FILE`;

/**
 * Reads each secret whose file a variable `NAME_FILE` names, as Docker and Kubernetes mount them.
 * White space around the value, such as a final line break, is removed. Never throws.
 * https://docs.docker.com/compose/how-tos/use-secrets/
 */
export function readSecretFiles(env: Environment, read = readText): SecretFiles {
  const values: Record<string, string> = {};
  const problems: Problem[] = [];
  for (const name of SECRETS) {
    const variable = fileVariable(name);
    const path = env[variable]?.trim();
    if (!path) continue;
    const alsoSet = variableNames(name).find((each) => env[each]?.trim());
    const result = alsoSet
      ? { fix: `is set together with ${alsoSet}. Remove one of the two` }
      : readSecret(path, read);
    if ('value' in result) values[name] = result.value;
    else problems.push({ variable, fix: result.fix });
  }
  return { values, problems };
}

/** The names of a setting: proxy variables are also read in lowercase. */
const variableNames = (name: string): string[] =>
  name.endsWith('_PROXY') ? [name, name.toLowerCase()] : [name];

function readSecret(path: string, read: typeof readText): { value: string } | { fix: string } {
  // The variable may hold the secret itself, so the message repeats only an absolute path.
  const file = isAbsolute(path)
    ? `the file ${path}`
    : `the file it names (looked for in ${process.cwd()})`;
  try {
    const value = read(path)
      .replace(/^\ufeff/, '')
      .trim();
    return value ? { value } : { fix: `names an empty file. Put the secret into ${file}` };
  } catch (error) {
    const code = errorCodeOf(error) ?? 'no text';
    const fix = REMEDIES[code] ?? 'cannot be read. Name a file that holds the secret';
    return { fix: `${file} ${fix} (${code})` };
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist. Mount it, or correct the path',
  ENOTDIR: 'does not exist. Mount it, or correct the path',
  EACCES: 'may not be read by this user. Let the user that runs the app read it',
  EPERM: 'may not be read by this user. Let the user that runs the app read it',
  EFBIG: 'is larger than any secret. Name a file that holds the secret alone',
  EISDIR: 'is a folder (Docker makes one if a file is missing). Name the file itself',
};

/** Much larger than any secret. A device such as `/dev/zero` never ends. */
const MAX_BYTES = 65_536;

/** @throws {Error} with the code of the system, or `EFBIG` if the file is too large. */
function readText(path: string): string {
  const bytes = Buffer.alloc(MAX_BYTES);
  const file = openSync(path, 'r');
  try {
    let length = 0;
    // A pipe delivers its bytes in several reads.
    for (let read = 1; read > 0; length += read) {
      if (length === MAX_BYTES) throw Object.assign(new Error('too large'), { code: 'EFBIG' });
      read = readSync(file, bytes, length, MAX_BYTES - length, null);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length));
  } finally {
    closeSync(file);
  }
}
