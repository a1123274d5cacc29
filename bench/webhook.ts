import { setTimeout as sleep } from 'node:timers/promises';
import { type Bench, showProgress, withBench } from './environment.ts';
import { type Program, startApp, startBaseline } from './program.ts';
import { percentile, type Row, table } from './rows.ts';
import { interaction, type Prepared, slashCommand, webhook } from './signed-requests.ts';

const ROUNDS = 6;
/** The paid requests that the app allows itself in a minute; each round has its own state. */
const VIDEOS = 18;
/**
 * The pause after each webhook. The app polls Jogg at most five times a second, and that wait must
 * not be measured. The baseline pauses as long, because code runs slower after a pause.
 */
const GAP_MS = 350;

/** The time from a webhook to the first call to Slack, compared with the minimal work. */
export function measureWebhook(): Promise<Row[]> {
  return withBench(async (bench) => {
    const ours: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      showProgress(`webhook to Slack, round ${round + 1} of ${ROUNDS}`);
      ours.push(...(await appRound(bench, round)));
      bare.push(...(await bareRound(bench, round)));
    }
    return [0.5, 0.99].map((share) => ({
      what: `a webhook to the first Slack call, p${share * 100}`,
      unit: 'ms',
      ours: percentile(ours, share),
      baseline: percentile(bare, share),
      against: 'node:http, nothing stored',
      wanted: share === 0.99 ? { of: 'ours', atMost: 50 } : { of: 'ratio', atMost: 2 },
      samples: ours.length,
    }));
  });
}

async function appRound(bench: Bench, round: number): Promise<number[]> {
  const { slack, jogg } = bench;
  const app = await startApp(bench.environment, `webhook-${round}`);
  try {
    await sleep(1_500);
    const videos: { project: string; channel: string }[] = [];
    for (let index = 0; index < VIDEOS; index += 1) {
      const channel = `C${round}R${index}`;
      await order(bench, app, channel);
      videos.push({ channel, project: jogg.projects.at(-1) ?? '' });
    }
    await sleep(500);
    const durations: number[] = [];
    for (const { project, channel } of videos) {
      jogg.finish(project);
      const from = slack.calls.length;
      const firstCall = slack.first(from, ({ fields }) => fields['channel'] === channel);
      const startedAt = await send(bench, app, webhook(project));
      durations.push((await firstCall).at - startedAt);
      await sleep(GAP_MS);
    }
    return durations;
  } finally {
    await app.stop();
  }
}

/** Fills the form in as a person would and waits until Jogg renders. */
async function order(bench: Bench, app: Program, channel: string): Promise<void> {
  const { slack, jogg } = bench;
  const from = slack.calls.length;
  const projects = jogg.projects.length;
  const opened = slack.first(from, ({ method }) => method === 'views.open');
  const trigger = `order ${channel}`;
  await send(bench, app, slashCommand({ text: '', trigger, user: 'U0BENCH', channel }));
  const view = JSON.parse((await opened).fields['view'] ?? '{}');
  await send(bench, app, submission(channel, view));
  for (let tries = 0; jogg.projects.length === projects; tries += 1) {
    if (tries > 500) throw new Error('the app did not ask Jogg for a video within 5 s');
    await sleep(10);
  }
}

function submission(channel: string, view: { private_metadata?: string }): Prepared {
  const selectedOption = (value: string) => ({
    selected_option: { value, text: { type: 'plain_text', text: value } },
  });
  return interaction({
    type: 'view_submission',
    trigger_id: `submit ${channel}`,
    view: {
      id: `V${channel}`,
      type: 'modal',
      callback_id: 'create_video',
      team_id: 'T0BENCH',
      app_id: 'A0BENCH',
      bot_id: 'B0BOT',
      private_metadata: view.private_metadata,
      state: {
        values: {
          script: { script: { type: 'plain_text_input', value: 'Hello from the bench.' } },
          avatar: { avatar: { type: 'external_select', ...selectedOption('public:1') } },
          voice: { voice: { type: 'external_select', ...selectedOption('voice-0') } },
          aspect_ratio: { aspect_ratio: { type: 'radio_buttons', ...selectedOption('portrait') } },
          captions: { captions: { type: 'checkboxes', selected_options: [] } },
          video_name: { video_name: { type: 'plain_text_input', value: null } },
        },
      },
    },
  });
}

async function bareRound(bench: Bench, round: number): Promise<number[]> {
  const { slack } = bench;
  const bare = await startBaseline('./bare-webhook.ts', bench.environment);
  try {
    await sleep(500);
    const durations: number[] = [];
    for (let index = 0; index < VIDEOS; index += 1) {
      const project = `bare-${round}-${index}`;
      const from = slack.calls.length;
      const firstCall = slack.first(from, ({ fields }) => fields['channel'] === project);
      const startedAt = await send(bench, bare, webhook(project));
      durations.push((await firstCall).at - startedAt);
      await sleep(GAP_MS);
    }
    return durations;
  } finally {
    await bare.stop();
  }
}

/** Sends one request; resolves with the time at which it began. */
async function send({ load }: Bench, program: Program, request: Prepared): Promise<number> {
  const { startedAt } = await load.run({
    url: program.url,
    requests: [request],
    connections: 1,
    forMs: null,
  });
  return startedAt[0] ?? Number.NaN;
}

if (import.meta.main) process.stdout.write(`${table(await measureWebhook())}\n`);
