/** `in`: asked from outside; `out`: asks another service. */
export type SpanKind = 'in' | 'out' | 'own';

/** What a span may carry: ids and words of ours, never an address with a query. */
export type SpanFields = Readonly<Record<string, string | number | boolean>>;

/** Does `work` inside a span; `told` adds to what the span carries. */
export type InSpan = <T>(
  span: { readonly name: string; readonly kind: SpanKind; readonly fields: SpanFields },
  work: (addFields: (fields: SpanFields) => void) => Promise<T>,
) => Promise<T>;

let tracer: InSpan | null = null;

/** Lets spans be kept from now on. Nothing of OpenTelemetry is loaded where nobody wants traces. */
export function setTracer(newTracer: InSpan): void {
  tracer = newTracer;
}

/** Does `work` inside a span, which costs nothing until `setTracer` is called. */
export const inSpan: InSpan = (span, work) =>
  tracer === null ? work(() => undefined) : tracer(span, work);
