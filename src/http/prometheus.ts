import { createRequire } from 'node:module';
import { loadWithout } from '../lib/load-without.ts';

const require = createRequire(import.meta.url);
const prometheus = (): typeof import('prom-client') => require('prom-client');

/** The Prometheus client, without OpenTelemetry, which it needs only for exemplars. */
export const { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } = loadWithout(
  'prom-client',
  ['@opentelemetry/api'],
  prometheus,
);
