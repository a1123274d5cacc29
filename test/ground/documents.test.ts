import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { VARIABLES } from '../../src/config/variables.ts';
import { COMMANDS } from '../../src/listeners/entry/read-command.ts';
import { helpText } from '../../src/slack/copy/command-copy.ts';
import { SCOPES } from '../../src/slack/web-api/scopes.ts';

const read = (path: string): string => readFileSync(path, 'utf8');
const manifest = parse(read('manifest.yml'));

/** The table in `docs/settings.md`, generated from the settings themselves. */
const settingsTable = (): string =>
  [
    '| variable | meaning | default |',
    '| --- | --- | --- |',
    ...VARIABLES.map(
      ({ name, meaning, fallback }) =>
        `| \`${name}\` | ${meaning} | ${fallback === null ? '' : `\`${fallback}\``} |`,
    ),
  ].join('\n');

const matches = (text: string, pattern: RegExp): string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))].sort();

it('the table of settings matches the settings that the app reads', () => {
  const [, table] = read('docs/settings.md').split(/\n?<!-- settings:(?:begin|end) -->\n?/);
  const names = matches(read('src/config/settings-schema.ts'), /^ {2}([A-Z_]{4,}):/gm);
  expect([table, names]).toEqual([settingsTable(), VARIABLES.map(({ name }) => name).sort()]);
});

it('.env.example names every setting, with its default if it has one', () => {
  const found = parseEnv(read('.env.example').replace(/^#(?=[A-Z_]+=)/gm, ''));
  expect(Object.keys(found).sort()).toEqual(VARIABLES.map(({ name }) => name).sort());
  const defaults = VARIABLES.filter(({ fallback }) => fallback !== null);
  expect(defaults.map(({ name }) => [name, found[name]])).toEqual(
    defaults.map(({ name, fallback }) => [name, fallback]),
  );
});

it('the manifest has the commands, shortcuts and events that the code listens to', () => {
  const code = globSync('src/listeners/**/*.ts').map(read).join('\n');
  const { features, settings } = manifest;
  expect({
    commands: features.slash_commands.map((each: { command: string }) => each.command).sort(),
    shortcuts: features.shortcuts.map((each: { callback_id: string }) => each.callback_id).sort(),
    events: [...settings.event_subscriptions.bot_events].sort(),
  }).toEqual({
    commands: matches(code, /app\.command\('([^']+)'/g),
    shortcuts: matches(code, /type: '(?:shortcut|message_action)',\s*callback_id: '([^']+)'/g),
    events: matches(code, /app\.event\('([^']+)'/g),
  });
});

it('the help and docs/use.md name every subcommand', () => {
  const named = (text: string) => COMMANDS.filter((each) => text.includes(`/jogg ${each}\``));
  expect(named(read('docs/use.md'))).toEqual([...COMMANDS]);
  expect(['help', ...named(helpText('/jogg', '@Jogg'))]).toEqual([...COMMANDS]);
});

it('the manifest requests the scopes in the code, optional ones as optional', () => {
  const { bot, bot_optional } = manifest.oauth_config.scopes;
  expect({ bot, bot_optional }).toEqual({
    bot: SCOPES.map(({ name }) => name),
    bot_optional: SCOPES.filter(({ required }) => !required).map(({ name }) => name),
  });
  const rows = matches(read('docs/scopes.md'), /^\| ((?:`[a-z_:.]+`(?:, )?)+) \|/gm).join();
  expect(SCOPES.filter(({ name }) => !rows.includes(`\`${name}\``))).toEqual([]);
});

it('the README has under 200 lines, and its link creates the app of the manifest', () => {
  const readme = read('README.md');
  const [, link] = /^\[create\]: (\S+)$/m.exec(readme) ?? [];
  // Readable in Slack's editor. If this fails, copy the expected line into the README.
  const yaml = encodeURIComponent(stringify(manifest, { lineWidth: 0 }));
  // A parenthesis would end the link in Markdown.
  const safe = yaml.replace(/[()]/g, (each) => `%${each.charCodeAt(0).toString(16)}`);
  expect(link).toBe(`https://api.slack.com/apps?new_app=1&manifest_yaml=${safe}`);
  // Slack's CloudFront accepts 8192 bytes.
  expect([readme.split('\n').length < 200, (link ?? '').length < 8_000]).toEqual([true, true]);
});

it('every link in the documents, and every path in the architecture document, leads to a file', () => {
  const documents = globSync(['*.md', '{src,test}/README.md', 'docs/**/*.md']);
  const named = matches(read('docs/architecture.md'), /`((?:src|test|sandbox|docs)\/[^`]*)`/g);
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
  const broken = documents.flatMap((document) =>
    matches(read(document), /(?:\]\(|src(?:set)?=")(?!https?:)([^)#" ]+)[^)"]*[)"]/g)
      .filter((target) => !existsSync(join(document, '..', target)))
      .map((target) => `${document} → ${target}`),
  );
  expect(broken).toEqual([]);
});
