import { h } from '../dom.js';
import { closeButton } from './message.js';

/** The drawer with everybody's last requests, newest first; the sandbox masks tokens. */
export function drawNetwork(slack, jogg, onClose) {
  const rows = [
    [slack.deliveries, fromSlack],
    [slack.calls, toSlack],
    [jogg.requests, toJogg],
    [jogg.deliveries, fromJogg],
  ].flatMap(([all, told]) => all.map((facts) => ({ at: facts.at, node: row(facts, told(facts)) })));
  const newest = rows.toSorted((a, b) => b.at - a.at).map(({ node }) => node);
  return [
    h('header', h('h2', 'Network'), closeButton('Close network', onClose)),
    h(
      'p.muted',
      'Every request between the app, Slack and Jogg, newest first. ' +
        'Open one to see what was sent and answered. Tokens are hidden.',
    ),
    ...(rows.length > 0 ? newest : [h('p.empty', 'Nothing yet: type /jogg and watch.')]),
  ];
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

function row(facts, [way, what, end, isFine]) {
  const time = h('time', new Date(facts.at).toLocaleTimeString('en-GB'));
  const result = h('span', { 'data-bad': !isFine }, String(end));
  return h(
    'details',
    h('summary', time, h('span.way', way), h('strong', what), result),
    h('pre', JSON.stringify(facts, null, 2)),
  );
}
