import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';

const text = z.string().default('');
const names = z.array(z.string()).default([]);
const no = z.boolean().default(false);
const commands = { command: z.string().startsWith('/'), description: text, usage_hint: text };
const types = z.enum(['message', 'global']);
const shortcuts = { name: z.string(), type: types, callback_id: z.string(), description: text };
const schema = z.object({
  display_information: z.object({ name: z.string() }),
  features: z
    .object({
      bot_user: z.object({ display_name: z.string() }).optional(),
      app_home: z
        .object({
          ...{ home_tab_enabled: no, messages_tab_read_only_enabled: no },
          messages_tab_enabled: z.boolean().default(true),
        })
        .prefault({}),
      slash_commands: z.array(z.object(commands)).default([]),
      shortcuts: z.array(z.object(shortcuts)).default([]),
    })
    .prefault({}),
  oauth_config: z
    .object({
      scopes: z.object({ bot: names, bot_optional: names }).prefault({}),
      redirect_urls: names,
    })
    .prefault({}),
  settings: z
    .object({
      event_subscriptions: z.object({ bot_events: names }).prefault({}),
      interactivity: z.object({ is_enabled: z.boolean() }).default({ is_enabled: false }),
      ...{ org_deploy_enabled: no, token_rotation_enabled: no },
    })
    .prefault({}),
});

/** The parts of a manifest that the sandbox uses. https://docs.slack.dev/reference/app-manifest */
export type Manifest = z.infer<typeof schema>;

/** The name of the app and its bot user. */
export const appName = ({ features, display_information: info }: Manifest): string =>
  features.bot_user?.display_name ?? info.name;

/** Reads a manifest from an object or a YAML or JSON file; throws if it is not valid. */
export function readManifest(source: unknown): Manifest {
  const value: unknown = typeof source === 'string' ? parse(readFileSync(source, 'utf8')) : source;
  return schema.parse(value);
}
