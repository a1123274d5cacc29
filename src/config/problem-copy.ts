import type { Problem } from './config.ts';

/** Whether `.env` exists. `misnamed`: only `.env.txt`, the name that Windows Notepad gives it. */
export type SettingsFile = 'found' | 'misnamed' | 'missing';

/** The lines on the terminal when settings prevent the start: each problem and its fix. */
export function problemLines(problems: readonly Problem[], file: SettingsFile): string[] {
  return [
    `jogg-slack cannot start. Please fix ${problems.length === 1 ? 'this setting' : 'these settings'}:`,
    '',
    ...problems.map(({ variable, fix }) => `  ${variable}: ${fix}`),
    '',
    SETTINGS_FILE_HINTS[file],
    'docs/settings.md explains each setting. To check everything: npm run doctor',
    'To see the app work without any account: npm run demo',
  ];
}

/** Where the settings belong, and what to do if the file does not exist yet. */
export const SETTINGS_FILE_HINTS: Readonly<Record<SettingsFile, string>> = {
  found: 'Settings are read from .env and the environment; the environment wins.',
  misnamed: 'Rename .env.txt to .env: only .env is read. (Windows hides the ending .txt.)',
  missing: 'There is no .env file here yet. Run cp .env.example .env, fill it in, and start again.',
};
