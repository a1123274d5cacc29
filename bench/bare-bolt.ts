import { App, HTTPReceiver } from '@slack/bolt';
import { publicAvatars } from './fake-jogg.ts';
import { SIGNING_SECRET } from './signed.ts';

/**
 * The baseline: Bolt as its own guide starts it, with the least a listener can do. `/jogg help` is
 * acknowledged; any other `/jogg` opens a fixed view; suggestions are filtered with `includes`.
 */
const { PORT = '0', SLACK_API_URL: slackApiUrl = '' } = process.env;

const receiver = new HTTPReceiver({
  signingSecret: SIGNING_SECRET,
  customRoutes: [
    { path: '/readyz', method: 'GET', handler: (_, response) => void response.end('ready\n') },
  ],
});
const app = new App({ token: 'xoxb-bench', receiver, clientOptions: { slackApiUrl } });
const avatars = publicAvatars(1_000);

app.command('/jogg', async ({ command, ack, client }) => {
  await ack();
  if (command.text === 'help') return;
  await client.views.open({
    trigger_id: command.trigger_id,
    view: {
      type: 'modal',
      callback_id: 'create_video',
      title: { type: 'plain_text', text: 'Make a video' },
      blocks: [
        {
          type: 'input',
          block_id: 'script',
          label: { type: 'plain_text', text: 'Script' },
          element: { type: 'plain_text_input', action_id: 'script', multiline: true },
        },
      ],
    },
  });
});

app.options('avatar', async ({ options, ack }) => {
  const typed = options.value.toLowerCase();
  const found = avatars.filter(({ name }) => name.toLowerCase().includes(typed)).slice(0, 100);
  await ack({
    options: found.map(({ avatar_id: id, name }) => ({
      text: { type: 'plain_text', text: name },
      value: `public:${id}`,
    })),
  });
});

await app.start(Number(PORT));
