import { parse } from 'yaml';

/** The address that stands in `manifest.yml` for the app's own. */
const EXAMPLE = 'https://jogg-slack.example.com';

/** How an installation of the app differs from the manifest in `manifest.yml`. */
export interface Flavour {
  /** Where Slack and browsers reach the app, without a slash at the end; null: nowhere. */
  readonly url: string | null;
  /** Several workspaces install it, at `/slack/install`, organizations as a whole, too. */
  readonly workspaces: boolean;
  /** The app opens the connection itself. */
  readonly socket: boolean;
  /** Tokens live 12 hours. Slack lets nobody turn this off again. */
  readonly rotation: boolean;
}

/** The parts of a manifest that a flavour changes; the rest stays as it is. */
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
