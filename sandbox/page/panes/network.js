import { CloseButton, html } from '../html.js';

/** The drawer with everybody's last requests, newest first; the sandbox masks tokens. */
export function Network({ session }) {
  const [slack, jogg] = session.logs;
  const rows = [
    [slack.deliveries, fromSlack],
    [slack.calls, toSlack],
    [jogg.requests, toJogg],
    [jogg.deliveries, fromJogg],
  ].flatMap(([all, told]) => all.map((facts) => ({ facts, told: told(facts) })));
  return html`<section id="network" aria-label="Network">
    <header>
      <h2>Network</h2>
      <${CloseButton} label="Close network" onclick=${() => session.show({ network: false })} />
    </header>
    <p class="muted">
      Every request between the app, Slack and Jogg, newest first.${' '}
      Open one to see what was sent and answered. Tokens are hidden.
    </p>
    ${rows.toSorted((a, b) => b.facts.at - a.facts.at).map(row)}
    ${rows.length === 0 && html`<p class="empty">Nothing yet: type /jogg and watch.</p>`}
  </section>`;
}

/** Who asks whom, for what, how it ended, and whether well. */
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
const fromJogg = ({ event, status, error }) => ['Jogg → app', event, status ?? error, status < 300];

const row = ({ facts, told: [way, what, end, isFine] }) => html`
  <details key="${facts.at} ${way} ${what}">
    <summary>
      <time>${new Date(facts.at).toLocaleTimeString('en-GB')}</time><span class="way">${way}</span>
      <strong>${what}</strong><span data-bad=${!isFine || null}>${end}</span>
    </summary>
    <pre>${JSON.stringify(facts, null, 2)}</pre>
  </details>
`;
