import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readFlavour } from '../../deploy/manifest/command-line.ts';
import { type Flavour, manifestFor } from '../../deploy/manifest/flavour.ts';

const SOURCE = readFileSync('manifest.yml', 'utf8');
const URL_ = 'https://videos.example.com';
const PLAIN: Flavour = { url: null, workspaces: false, socket: true, rotation: false };
const MANY: Flavour = { url: URL_, workspaces: true, socket: false, rotation: false };
const ALL: Flavour = { ...MANY, socket: true, rotation: true };

const valuesOf = (one: unknown, path = ''): [string, unknown][] =>
  typeof one !== 'object' || one === null || Array.isArray(one)
    ? [[path, one]]
    : Object.entries(one).flatMap(([key, value]) => valuesOf(value, `${path}/${key}`));
const DEFAULT_VALUES = Object.fromEntries(valuesOf(parse(SOURCE)));
const NEEDS_URL = `--url needs an https address such as ${URL_}`;

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

describe('the manifest command', () => {
  it.each<[string, Flavour, object]>([
    ['one workspace over Socket Mode', PLAIN, {}],
    ['one workspace over HTTP', { ...PLAIN, url: URL_, socket: false }, { ...HTTP, ...OFF }],
    ['many workspaces over HTTP', MANY, { ...HTTP, ...OFF, ...WORKSPACES }],
    ['many over Socket Mode', { ...MANY, socket: true }, { ...HTTP, ...WORKSPACES }],
    ['many whose tokens rotate', { ...MANY, rotation: true }, { ...HTTP, ...OFF, ...ROTATING }],
  ])('%s: what differs from manifest.yml, and nothing else', (_title, flavour, changes) => {
    const made = Object.fromEntries(valuesOf(manifestFor(SOURCE, flavour)));
    expect(made).toEqual({ ...DEFAULT_VALUES, ...changes });
  });

  it.each<[string, object]>([
    ['', { flavour: PLAIN }],
    [`--workspaces --url ${URL_}/`, { flavour: MANY }],
    [`--workspaces --url ${URL_} --socket --rotation`, { flavour: ALL }],
    ['-h', { kind: 'help' }],
    ['--workspaces', { problem: '--workspaces needs --url, at which others install the app' }],
    ['--rotation', { problem: '--rotation needs --workspaces: SLACK_BOT_TOKEN must not expire' }],
    ['--url http://x.test', { problem: `${NEEDS_URL}, not “http://x.test”` }],
    ['--url https://a:b@x.test', { problem: `${NEEDS_URL}, not “https://a:b@x.test”` }],
  ])('asked for by: %s', (line, command) => {
    expect(readFlavour(line.split(' ').filter(Boolean))).toMatchObject(command);
  });
});
