import { defineConfig } from 'vitest/config';

/** The fast tests of the mutated files. */
// biome-ignore lint/style/noDefaultExport: the form that Vitest reads.
export default defineConfig({
  test: {
    include: [
      'test/domain/*.test.ts',
      'test/lib/{circuit,gate,retry-after,text,web-url}.test.ts',
      'test/slack/{classify,escape}.test.ts',
      'test/jogg/{answers,webhook-signature}.test.ts',
      'test/media/{url-rules,public-address,safe-download}.test.ts',
      'test/http/slack-signature*.test.ts',
    ],
    testTimeout: 5_000,
  },
});
