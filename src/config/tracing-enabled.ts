import type { Environment } from './secret-files.ts';

/**
 * Whether OpenTelemetry's own variables ask for traces. Without them nothing of its SDK is loaded.
 * https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function tracesWanted(env: Environment): boolean {
  const said = (name: string): string => env[name]?.trim().toLowerCase() ?? '';
  const endpoint =
    said('OTEL_EXPORTER_OTLP_ENDPOINT') || said('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT');
  const off = said('OTEL_SDK_DISABLED') === 'true' || said('OTEL_TRACES_EXPORTER') === 'none';
  return endpoint !== '' && !off;
}
