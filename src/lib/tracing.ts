/** `in`: serves a request; `out`: calls another service; `own`: internal work. */
export type SpanKind = 'in' | 'out' | 'own';

/** The attributes of a span: ids and our own words, never a URL with a query. */
export type SpanFields = Readonly<Record<string, string | number | boolean>>;

/** Runs `work` inside a span. `addFields` adds attributes to the span. */
export type InSpan = <T>(
  span: { readonly name: string; readonly kind: SpanKind; readonly fields: SpanFields },
  work: (addFields: (fields: SpanFields) => void) => Promise<T>,
) => Promise<T>;

let tracer: InSpan | null = null;

/** Turns tracing on. It is called only if traces are enabled, so OpenTelemetry stays unloaded. */
export function setTracer(newTracer: InSpan): void {
  tracer = newTracer;
}

/** Runs `work` inside a span. Until `setTracer` is called, it only runs `work`. */
export const inSpan: InSpan = (span, work) =>
  tracer === null ? work(() => undefined) : tracer(span, work);
