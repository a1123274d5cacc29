/** What somebody means by the text behind `/jogg`. */
export type Asked =
  | { readonly kind: 'form'; readonly script: string }
  | { readonly kind: 'refresh' | 'status' | 'list' }
  | { readonly kind: 'help'; readonly unknown: string | null };

/** Slack escapes these three in what people type. https://docs.slack.dev/messaging/formatting-message-text/#escaping */
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/**
 * Nothing opens the form, words open it with the script filled in. A single bare word is no
 * script but a command: a known one, or one that we do not have and answer with the usage.
 */
export function readCommand(text: string): Asked {
  const words = text.replace(/&(amp|lt|gt);/g, (entity) => ENTITIES[entity] ?? entity).trim();
  switch (words.toLowerCase()) {
    case '':
      return { kind: 'form', script: '' };
    case 'help':
    case '?':
      return { kind: 'help', unknown: null };
    case 'refresh':
      return { kind: 'refresh' };
    case 'status':
      return { kind: 'status' };
    case 'list':
      return { kind: 'list' };
  }
  const bareWord = /^[a-z0-9_-]+$/i.test(words) || /^-/.test(words);
  return bareWord ? { kind: 'help', unknown: words } : { kind: 'form', script: words };
}
