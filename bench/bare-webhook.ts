import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { request as ask } from 'undici';
import { z } from 'zod';
import { WEBHOOK_SECRET } from './signed-requests.ts';

/**
 * The baseline: the minimal work for a webhook, without storage or second checks: verify, answer,
 * ask Jogg, tell Slack.
 */
const { PORT = '0', SLACK_API_URL = '', JOGG_API_URL = '' } = process.env;
const eventSchema = z.object({ data: z.object({ project_id: z.string() }) });

const server = createServer((request, response) => {
  if (request.url === '/readyz') {
    response.end('ready\n');
    return;
  }
  void buffer(request).then(async (body) => {
    const expected = createHmac('sha256', WEBHOOK_SECRET).update(body).digest();
    const given = Buffer.from(String(request.headers['x-webhook-signature']), 'hex');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(401).end();
      return;
    }
    response.end('ok\n');
    const { data } = eventSchema.parse(JSON.parse(body.toString()));
    const project = await ask(`${JOGG_API_URL}/v1/project?project_id=${data.project_id}`);
    const told = JSON.stringify(await project.body.json());
    const posted = await ask(`${SLACK_API_URL}chat.update`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ channel: data.project_id, ts: '1', text: told }),
    });
    await posted.body.dump();
  });
});
server.listen(Number(PORT), '127.0.0.1');
