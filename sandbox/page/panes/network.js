import { h } from '../dom.js';
import { closeButton } from './message.js';

/**
 * The drawer with the last requests of everybody, newest first. Tokens are masked by the sandbox.
 */
export function drawNetwork(slack, jogg, onClose) {
  const rows = [
    ...slack.deliveries.map(fromSlack),
    ...slack.calls.map(toSlack),
    ...jogg.requests.map(toJogg),
    ...jogg.deliveries.map(fromJogg),
  ].toSorted((a, b) => b.facts.at - a.facts.at);
  return [
    h('header', h('h2', 'Network'), closeButton('Close network', onClose)),
    h('div.network-rows', rows.map(row)),
  ];
}

const toSlack = (facts) => ({
  way: 'app → Slack',
  what: facts.method,
  bad: facts.answer?.ok !== true,
  end: facts.fault ?? (facts.answer?.ok ? 'ok' : (facts.answer?.error ?? 'cut off')),
  facts,
});

const fromSlack = (facts) => ({
  way: 'Slack → app',
  what: [facts.payload.type ?? facts.kind, facts.payload.command, facts.payload.callback_id]
    .filter((each) => each)
    .join(' '),
  bad: !['ok', 'waiting'].includes(facts.outcome),
  end: facts.ackMs === null ? facts.outcome : `${facts.outcome} in ${Math.round(facts.ackMs)} ms`,
  facts,
});

const toJogg = (facts) => ({
  way: facts.path.startsWith('/media/') ? 'page → Jogg' : 'app → Jogg',
  what: `${facts.method} ${facts.path}`,
  bad: !(facts.status < 400),
  end: facts.status ?? 'cut off',
  facts,
});

const fromJogg = (facts) => ({
  way: 'Jogg → app',
  what: facts.event,
  bad: !(facts.status < 300),
  end: facts.status ?? facts.error,
  facts,
});

function row({ way, what, bad, end, facts }) {
  return h(
    'details',
    h(
      'summary',
      h('time', new Date(facts.at).toLocaleTimeString('en-GB')),
      h('span.way', way),
      h('strong', what),
      h('span', { 'data-bad': bad }, String(end)),
    ),
    h('pre', JSON.stringify(facts, null, 2)),
  );
}
