import { parse } from 'yaml';

/** The placeholder for the app's address in `manifest.yml`. */
const EXAMPLE = 'https://jogg-slack.example.com';

/** The differences of an installation from `manifest.yml`. */
export interface Flavour {
  /** The app's URL for Slack and browsers, without a slash at the end; null if it has none. */
  readonly url: string | null;
  /** Several workspaces and organizations install the app, at `/slack/install`. */
  readonly workspaces: boolean;
  /** The app opens the connection to Slack itself. */
  readonly socket: boolean;
  /** Tokens live 12 hours. In Slack this cannot be turned off again. */
  readonly rotation: boolean;
}

/** The parts of a manifest that a flavour changes. */
interface Manifest {
  readonly oauth_config: Readonly<Record<string, unknown>>;
  readonly settings: Readonly<Record<string, unknown>>;
}

/**
 * The manifest for one flavour; `source` is the text of `manifest.yml`.
 * https://docs.slack.dev/reference/app-manifest
 */
export function manifestFor(source: string, flavour: Flavour): Manifest {
  const { url, workspaces, socket, rotation } = flavour;
  const placed = url === null ? source : source.replaceAll(EXAMPLE, url);
  const manifest: Manifest = parse(placed);
  const { oauth_config, settings } = manifest;
  const addresses = { redirect_urls: [`${url}/slack/oauth_redirect`] };
  return {
    ...manifest,
    oauth_config: workspaces ? { ...addresses, ...oauth_config } : oauth_config,
    settings: {
      ...settings,
      org_deploy_enabled: workspaces,
      socket_mode_enabled: socket,
      token_rotation_enabled: rotation,
    },
  };
}
