import { readFileSync } from 'node:fs';
import { parser } from '@prometheus-io/lezer-promql';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../src/http/metrics.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { serveRoutes } from '../support/serve-routes.ts';

const read = (path: string): string => readFileSync(path, 'utf8');

type Rule = { expr: string; annotations: { runbook: string } };
const rules: Rule[] = parse(read('deploy/prometheus/alerts.yml')).groups.flatMap(
  (group: { rules: Rule[] }) => group.rules,
);
const panels: { title: string; targets?: { expr: string }[] }[] = JSON.parse(
  read('deploy/grafana/jogg-slack.json'),
).panels;
const expressions = [
  ...rules.map(({ expr }) => expr),
  ...panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr)),
];

/** The metrics in an expression, which must be PromQL throughout. */
function metricsIn(expression: string): string[] {
  // Grafana inserts a duration here.
  const text = expression.replaceAll('$__rate_interval', '5m');
  const names: string[] = [];
  parser.parse(text).iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) throw new SyntaxError(`${expression}: not PromQL at ${from}`);
      if (type.name === 'Identifier' && text[to] !== '=') names.push(text.slice(from, to));
    },
  });
  return names.filter((name) => /_|^up$/.test(name));
}

/** The metrics that `/metrics` exposes, with the series of its histograms. */
async function exposedMetrics(): Promise<Set<string>> {
  const counted = { lanes: async () => [], installations: async () => 1 };
  const { url } = await serveRoutes([
    createMetrics('1', systemClock).routeWith({ ...counted, states: async () => new Map() }),
  ]);
  const text = await (await fetch(`${url}/metrics`)).text();
  const types = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)];
  const series = types.flatMap(([, name = '', type]) =>
    type === 'histogram' ? ['_bucket', '_count', '_sum'].map((end) => name + end) : [name],
  );
  // Prometheus itself reports whether a scrape succeeded.
  return new Set([...series, 'up']);
}

it('dashboard and alerts use only exposed metrics, in PromQL, and all of the app’s metrics', async () => {
  const known = await exposedMetrics();
  const own = [...known].filter((name) => /^jogg_slack_(?!.*_(count|sum)$)/.test(name));
  expect(own.filter((name) => !expressions.join().includes(name))).toEqual([]);
  const named = expressions.map((expression) => [expression, metricsIn(expression)] as const);
  expect(named.filter(([, names]) => names.length === 0)).toEqual([]);
  expect(named.flatMap(([, names]) => names.filter((name) => !known.has(name)))).toEqual([]);
  expect(expressions.length).toBeGreaterThan(30);
});

it('every alert links to a heading in the operators’ guide', () => {
  const headings = [...read('docs/operations.md').matchAll(/^#+ (.+)$/gm)]
    .map(([, words = '']) => words.toLowerCase().replace(/[^\w -]/g, ''))
    .map((words) => words.replaceAll(' ', '-'));
  const runbooks = rules.map(({ annotations }) => annotations.runbook);
  expect(runbooks.filter((each) => !headings.includes(each.split('#')[1] ?? ''))).toEqual([]);
});
