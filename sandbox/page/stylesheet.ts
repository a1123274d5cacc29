import { readFileSync } from 'node:fs';

const read = (file: URL): string => readFileSync(file, 'utf8');

/** Those files as one stylesheet of plain CSS, with the Tailwind classes that the markup names. */
export async function stylesheet(files: readonly URL[], markup: readonly URL[]): Promise<string> {
  // Loaded for the first page: most runs of the sandbox show none.
  const { compile } = await import('tailwindcss');
  const { build } = await compile(files.map(read).join('\n'), {
    loadStylesheet: async (name, base) => {
      const path = import.meta.resolve(`${name}/index.css`);
      return { path, base, content: read(new URL(path)) };
    },
  });
  // A word may itself hold a quotation mark.
  const words = markup
    .map(read)
    .flatMap((text) => [/[\s"`]+/, /[\s"'`]+/].flatMap((at) => text.split(at)));
  return build(words);
}
