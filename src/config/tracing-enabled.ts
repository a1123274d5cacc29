import type { Environment } from './secret-files.ts';

/**
 * Whether OpenTelemetry's own variables ask for traces. Without them nothing of its SDK is loaded.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function isTracingEnabled(env: Environment): boolean {
  const read = (name: string): string => env[name]?.trim().toLowerCase() ?? '';
  const endpoint =
    read('OTEL_EXPORTER_OTLP_ENDPOINT') || read('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  const isDisabled =
    read('OTEL_SDK_DISABLED') === 'true' || read('OTEL_TRACES_EXPORTER') === 'none';
  return endpoint !== '' && !isDisabled;
}
