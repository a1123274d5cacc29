import { CloseButton, html } from '../html.js';

/** The drawer with the last requests, newest first; the sandbox masks tokens. */
export function Network({ session }) {
  const [slack, jogg] = session.logs;
  const rows = [
    [slack.deliveries, fromSlack],
    [slack.calls, toSlack],
    [jogg.requests, toJogg],
    [jogg.deliveries, fromJogg],
  ].flatMap(([all, columns]) => all.map((entry) => ({ entry, columns: columns(entry) })));
  const none = html`<p class="empty p-10 text-center">Nothing yet: type /jogg and watch.</p>`;
  return html`<section id="network" aria-label="Network" class="fixed right-0 bottom-0
    left-(--sidebar) z-5 h-[42vh] overflow-y-auto px-5 font-mono text-[12.5px]/[1.6]
    max-[720px]:left-0 max-[720px]:h-[60vh]">
    <header class="sticky top-0 justify-between bg-raised">
      <h2 class="text-lg">Network</h2>
      <${CloseButton} label="Close network" onclick=${() => session.show({ network: false })} />
    </header>
    <p class="muted">
      Every request between the app, Slack and Jogg, newest first.${' '}
      Open one to see the request and its response. Tokens are hidden.
    </p>
    ${rows.toSorted((a, b) => b.entry.at - a.entry.at).map(row)}
    ${rows.length === 0 && none}
  </section>`;
}

/** The columns of a request: direction, what, how it ended, whether it succeeded. */
const toSlack = ({ method, answer, fault }) => {
  const end = fault ?? (answer?.ok ? 'ok' : (answer?.error ?? 'cut off'));
  return ['app → Slack', method, end, answer?.ok === true];
};
const fromSlack = ({ payload, kind, outcome, ackMs }) => {
  const names = [payload.type ?? kind, payload.command, payload.callback_id].filter(Boolean);
  const end = ackMs === null ? outcome : `${outcome} in ${Math.round(ackMs)} ms`;
  return ['Slack → app', names.join(' '), end, ['ok', 'waiting'].includes(outcome)];
};
const toJogg = ({ method, path, status }) => {
  const way = path.startsWith('/media/') ? 'page → Jogg' : 'app → Jogg';
  return [way, `${method} ${path}`, status ?? 'cut off', status < 400];
};
const fromJogg = ({ event, status, error }) => {
  return ['Jogg → app', event, status ?? error, status < 300];
};

const row = ({ entry, columns: [way, what, end, isFine] }) => html`
  <details key="${entry.at} ${way} ${what}">
    <summary class="flex flex-wrap gap-x-3.5">
      <time>${new Date(entry.at).toLocaleTimeString('en-GB')}</time>
      <span class="text-link">${way}</span>
      <strong>${what}</strong><span class=${!isFine && 'text-stop'}>${end}</span>
    </summary>
    <pre>${JSON.stringify(entry, null, 2)}</pre>
  </details>
`;
