import {
  type Attributes,
  context,
  DiagLogLevel,
  diag,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  defaultResource,
  detectResources,
  envDetector,
  resourceFromAttributes,
} from '@opentelemetry/resources';
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { LogEvent } from '../lib/log.ts';
import { type InSpan, type SpanFields, setTracer } from '../lib/tracing.ts';

const DELAY_MS = 5_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Sends the spans of `inSpan` to an OTLP collector as http/json. OpenTelemetry reads the endpoint,
 * headers, certificates and resource from its own environment variables. No propagator is set:
 * outgoing requests carry no `traceparent`. This is the only file that loads the SDK, and it is
 * loaded only if tracing is enabled.
 */
export function startTracing(deps: {
  readonly env: Environment;
  readonly version: string;
  readonly logEvent: LogEvent;
}): { stop(): Promise<void> } {
  const { env, version, logEvent } = deps;
  const ignore = () => undefined;
  const reportError = () => logEvent('traces_not_sent');
  const logger = { verbose: ignore, debug: ignore, info: ignore, warn: ignore, error: reportError };
  diag.setLogger(logger, { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true });
  const ownResource = resourceFromAttributes({
    'service.name': 'jogg-slack',
    'service.version': version,
  });
  const environmentResource = detectResources({ detectors: [envDetector] });
  const scheduledDelayMillis = Number(env['OTEL_BSP_SCHEDULE_DELAY']) || DELAY_MS;
  const provider = new TracerProvider({
    resource: defaultResource().merge(ownResource).merge(environmentResource),
    sampler: samplerOf(env['OTEL_TRACES_SAMPLER'], env['OTEL_TRACES_SAMPLER_ARG']),
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter(), scheduledDelayMillis }),
    ],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  setTracer(inSpan);
  return { stop: () => provider.shutdown() };
}

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
function samplerOf(name = '', argument = '1'): Sampler {
  const ratio = Number(argument);
  const root = /always_off$/.test(name)
    ? new AlwaysOffSampler()
    : /traceidratio$/.test(name) && Number.isFinite(ratio)
      ? new TraceIdRatioBasedSampler(ratio)
      : new AlwaysOnSampler();
  return name.startsWith('parentbased_') ? new ParentBasedSampler({ root }) : root;
}

const KINDS = { in: SpanKind.SERVER, out: SpanKind.CLIENT, own: SpanKind.INTERNAL } as const;

/** Records a thrown error by its class name only, because its message may contain a link. */
const inSpan: InSpan = (span, work) => {
  const options = { kind: KINDS[span.kind], attributes: prefixed(span.fields) };
  return trace.getTracer('jogg-slack').startActiveSpan(span.name, options, async (active) => {
    try {
      return await work((more) => active.setAttributes(prefixed(more)));
    } catch (error) {
      active.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
      active.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      active.end();
    }
  });
};

const prefixed = (fields: SpanFields): Attributes =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`jogg_slack.${name}`, value]));
