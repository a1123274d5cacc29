import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFlavour } from '../../deploy/manifest/command-line.ts';
import { type Flavour, manifestFor } from '../../deploy/manifest/flavour.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SOURCE = readFileSync(resolve(ROOT, 'manifest.yml'), 'utf8');
const URL_ = 'https://videos.example.com';
const PLAIN: Flavour = { url: null, workspaces: false, socket: true, rotation: false };
const MANY: Flavour = { url: URL_, workspaces: true, socket: false, rotation: false };

/** What of `one` is not in `other`, by path. */
const differences = (one: unknown, other: unknown, path = ''): Record<string, unknown> =>
  typeof one !== 'object' || one === null || Array.isArray(one)
    ? JSON.stringify(one) === JSON.stringify(other)
      ? {}
      : { [path]: one }
    : Object.assign(
        {},
        ...Object.entries(one).map(([key, value]) =>
          differences(value, (other as Record<string, unknown>)?.[key], `${path}/${key}`),
        ),
      );

const EVENTS = `${URL_}/slack/events`;
const HTTP = {
  '/features/slash_commands': [expect.objectContaining({ command: '/jogg', url: EVENTS })],
  '/settings/event_subscriptions/request_url': EVENTS,
  '/settings/interactivity/request_url': EVENTS,
  '/settings/interactivity/message_menu_options_url': EVENTS,
};
const OFF = { '/settings/socket_mode_enabled': false };
const WORKSPACES = {
  '/oauth_config/redirect_urls': [`${URL_}/slack/oauth_redirect`],
  '/settings/org_deploy_enabled': true,
};

const ROTATING = { ...WORKSPACES, '/settings/token_rotation_enabled': true };

describe('the manifest by a command', () => {
  it.each<[string, Flavour, object]>([
    ['one workspace over Socket Mode', PLAIN, {}],
    ['one workspace over HTTP', { ...PLAIN, url: URL_, socket: false }, { ...HTTP, ...OFF }],
    ['many workspaces over HTTP', MANY, { ...HTTP, ...OFF, ...WORKSPACES }],
    ['many over Socket Mode', { ...MANY, socket: true }, { ...HTTP, ...WORKSPACES }],
    ['many whose tokens rotate', { ...MANY, rotation: true }, { ...HTTP, ...OFF, ...ROTATING }],
  ])('%s: what differs from manifest.yml, and nothing else', (_title, flavour, changes) => {
    const made = manifestFor(SOURCE, flavour);
    expect(differences(made, parse(SOURCE))).toEqual(changes);
    const lost = Object.keys(differences(parse(SOURCE), made));
    expect(lost.filter((path) => !Object.hasOwn(changes, path))).toEqual([]);
  });

  it.each<[string, Flavour | string | null]>([
    ['', PLAIN],
    [`--workspaces --url ${URL_}/`, MANY],
    [`--workspaces --url ${URL_} --socket --rotation`, { ...MANY, socket: true, rotation: true }],
    ['--help', null],
    ['--workspaces', '--workspaces needs --url, the address at which others install the app'],
    ['--rotation', '--rotation needs --workspaces: SLACK_BOT_TOKEN is a token that stays'],
    [
      '--url http://x.example.com',
      '--url needs an https address such as https://videos.example.com, not “http://x.example.com”',
    ],
    ['--wrong', "Unknown option '--wrong'"],
  ])('asked for by: %s', (line, flavour) => {
    expect(readFlavour(line.split(' ').filter(Boolean))).toEqual(flavour);
  });
});
