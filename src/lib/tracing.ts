import { type Attributes, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

/** `in`: asked from outside; `out`: asks another service. */
const KINDS = { in: SpanKind.SERVER, out: SpanKind.CLIENT, own: SpanKind.INTERNAL } as const;

/** What a span may carry: ids and words of ours, never an address with a query. */
export type SpanFields = Readonly<Record<string, string | number | boolean>>;

/**
 * Does `work` inside a span, which costs nothing while no SDK is registered (`start-tracing.ts`).
 * What is thrown is named by its class alone, because a message may hold a link.
 */
export function inSpan<T>(
  span: { readonly name: string; readonly kind: keyof typeof KINDS; readonly fields: SpanFields },
  work: (told: (more: SpanFields) => void) => Promise<T>,
): Promise<T> {
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
}

const prefixed = (fields: SpanFields): Attributes =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`jogg_slack.${name}`, value]));
