import type { Environment } from './secret-files.ts';

/**
 * Whether OpenTelemetry's own variables turn traces on. Otherwise the app does not load its SDK.
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
