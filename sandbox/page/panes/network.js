import { h } from '../dom.js';
import { closeButton } from './message.js';

/** The drawer with everybody's last requests, newest first; the sandbox masks tokens. */
export function drawNetwork(slack, jogg, onClose) {
  const rows = [
    ...slack.deliveries.map(fromSlack),
    ...slack.calls.map(toSlack),
    ...jogg.requests.map(toJogg),
    ...jogg.deliveries.map(fromJogg),
  ].toSorted((a, b) => b.facts.at - a.facts.at);
  return [
    h('header', h('h2', 'Network'), closeButton('Close network', onClose)),
    h(
      'p.muted',
      ...['Every request between the app, Slack and Jogg, newest first. '],
      ...['Open one to see what was sent and answered. Tokens are hidden.'],
    ),
    rows.length === 0 && h('p.empty', 'Nothing yet: type /jogg and watch.'),
    h('div.network-rows', rows.map(row)),
  ].filter(Boolean);
}

function toSlack(facts) {
  const { method, answer, fault } = facts;
  const end = fault ?? (answer?.ok ? 'ok' : (answer?.error ?? 'cut off'));
  return { way: 'app → Slack', what: method, bad: answer?.ok !== true, end, facts };
}

function fromSlack(facts) {
  const { payload, kind, outcome, ackMs } = facts;
  const names = [payload.type ?? kind, payload.command, payload.callback_id].filter(Boolean);
  const bad = !['ok', 'waiting'].includes(outcome);
  const end = ackMs === null ? outcome : `${outcome} in ${Math.round(ackMs)} ms`;
  return { way: 'Slack → app', what: names.join(' '), bad, end, facts };
}

function toJogg(facts) {
  const { method, path, status } = facts;
  const way = path.startsWith('/media/') ? 'page → Jogg' : 'app → Jogg';
  return { way, what: `${method} ${path}`, bad: !(status < 400), end: status ?? 'cut off', facts };
}

function fromJogg(facts) {
  const { event, status, error } = facts;
  return { way: 'Jogg → app', what: event, bad: !(status < 300), end: status ?? error, facts };
}

function row({ way, what, bad, end, facts }) {
  const time = h('time', new Date(facts.at).toLocaleTimeString('en-GB'));
  const result = h('span', { 'data-bad': bad }, String(end));
  return h(
    'details',
    h('summary', time, h('span.way', way), h('strong', what), result),
    h('pre', JSON.stringify(facts, null, 2)),
  );
}
