import type { Problem } from './config.ts';

/** Whether there is a settings file, or only what Windows' Notepad made of it. */
export type SettingsFile = 'found' | 'misnamed' | 'missing';

/** What a person at the terminal reads when settings stop the start: each, and what to do. */
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

/** Where the settings belong, and what to do where there is no file yet. */
export const SETTINGS_FILE_HINTS: Readonly<Record<SettingsFile, string>> = {
  found: 'Settings are read from .env and the environment; the environment wins.',
  misnamed: 'Rename .env.txt to .env: only .env is read. (Windows hides the ending .txt.)',
  missing: 'There is no .env file here yet. Run cp .env.example .env, fill it in, and start again.',
};
