/** Fetches everything that `user` sees now. */
export const fetchState = (user) =>
  ask(`/_sandbox/state${user === null ? '' : `?user=${encodeURIComponent(user)}`}`);

/** Fetches the last requests of Slack and Jogg, in both directions. */
export const fetchLogs = () => Promise.all([ask('/_sandbox/log'), ask('/jogg-log.json')]);

/** Resolves once the actions in a view are answered, by its id. */
const answered = new Map();

/**
 * Performs an action. One that may end a view waits until the earlier ones in it are answered.
 * @throws Error with the sandbox's message if the request is invalid
 */
export async function act(action, body) {
  const { view_id: view } = body;
  if (action === 'submit' || action === 'close') await answered.get(view);
  const answer = post(action, body);
  const all = [answered.get(view), answer];
  if (view) answered.set(view, Promise.allSettled(all));
  return answer;
}

function post(action, body) {
  const headers = { 'content-type': 'application/json' };
  return ask(`/_sandbox/${action}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Calls `listener` after each change, and once after each reconnection. */
export function onChange(listener, onLost) {
  const source = new EventSource('/_sandbox/events');
  for (const event of ['open', 'change']) source.addEventListener(event, listener);
  source.addEventListener('error', onLost);
}

async function ask(path, init) {
  const response = await fetch(path, init).catch(() => {
    throw new Error('The sandbox does not answer. Is “npm run demo” still running?');
  });
  const answer = await response.json();
  if (!response.ok || answer.ok === false) throw new Error(answer.error ?? response.statusText);
  return answer;
}
