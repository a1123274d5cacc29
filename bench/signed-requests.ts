import { createHmac } from 'node:crypto';

export const SIGNING_SECRET = 'bench-signing-secret';
export const WEBHOOK_SECRET = 'bench-webhook-secret';

/** A prepared request, so that preparing it is not measured. */
export interface Prepared {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `/jogg <text>` as Slack sends it. */
export function slashCommand(fields: {
  text: string;
  trigger: string;
  user: string;
  channel: string;
}): Prepared {
  return fromSlack({
    token: 'unused',
    team_id: 'T0BENCH',
    team_domain: 'bench',
    channel_id: fields.channel,
    channel_name: 'bench',
    user_id: fields.user,
    user_name: 'bench',
    command: '/jogg',
    text: fields.text,
    api_app_id: 'A0BENCH',
    is_enterprise_install: 'false',
    response_url: 'http://127.0.0.1:9/never',
    trigger_id: fields.trigger,
  });
}

/** The payload that Slack sends for an action in a form. */
export function interaction(payload: Readonly<Record<string, unknown>>): Prepared {
  const common = {
    team: { id: 'T0BENCH', domain: 'bench' },
    user: { id: 'U0BENCH', username: 'bench', name: 'bench', team_id: 'T0BENCH' },
    api_app_id: 'A0BENCH',
    token: 'unused',
    enterprise: null,
    is_enterprise_install: false,
  };
  return fromSlack({ payload: JSON.stringify({ ...common, ...payload }) });
}

/** The texts that a person types into the avatar picker, key press by key press. */
export const TYPED = [
  ...['', 'a', 'am', 'ama', 'amara', 'amara 1', 'female prof', 'elise', 'landscape', 'zz'],
] as const;

/** The `index`-th key press in the avatar picker, in a partly filled form. */
export function suggestion(index: number): Prepared {
  const selectedOption = (type: string, label: string, value: string) => ({
    type,
    selected_option: { text: { type: 'plain_text', text: label, emoji: false }, value },
  });
  const values = {
    script: { script: { type: 'plain_text_input', value: 'Hello team, this is the weekly news.' } },
    filters: { filters: { type: 'multi_static_select', selected_options: [] } },
    avatar: { avatar: { type: 'external_select', selected_option: null } },
    voice: { voice: selectedOption('external_select', 'Amara 0 · English · female', 'voice-0') },
    aspect_ratio: { aspect_ratio: selectedOption('radio_buttons', 'Portrait (9:16)', 'portrait') },
    captions: { captions: { type: 'checkboxes', selected_options: [] } },
    video_name: { video_name: { type: 'plain_text_input', value: null } },
  };
  return interaction({
    type: 'block_suggestion',
    action_id: 'avatar',
    block_id: 'avatar',
    value: TYPED[index % TYPED.length],
    container: { type: 'view', view_id: 'V1' },
    view: { id: 'V1', type: 'modal', callback_id: 'create_video', state: { values } },
  });
}

/** Jogg's webhook for a finished project. */
export function webhook(projectId: string): Prepared {
  const body = JSON.stringify({
    event_id: `evt-${projectId}`,
    event: 'generated_video_success',
    timestamp: Math.floor(Date.now() / 1_000),
    data: { project_id: projectId, status: 'success' },
  });
  const signature = createHmac('sha256', WEBHOOK_SECRET).update(body).digest('hex');
  return {
    path: '/jogg/webhook',
    headers: { 'content-type': 'application/json', 'x-webhook-signature': signature },
    body,
  };
}

function fromSlack(fields: Readonly<Record<string, string>>): Prepared {
  const body = new URLSearchParams(fields).toString();
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const digest = createHmac('sha256', SIGNING_SECRET)
    .update(`v0:${timestamp}:${body}`)
    .digest('hex');
  return {
    path: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    },
    body,
  };
}
