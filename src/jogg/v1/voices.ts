import type { AdapterDeps } from '../api/adapter-contract.ts';
import { createVoiceLists } from '../api/voice-lists.ts';
import { voiceItemSchema } from './schemas.ts';

/** The voices of v1. https://docs.jogg.ai/api-reference/v1/openapi.json */
export function createVoices(deps: AdapterDeps) {
  return createVoiceLists(deps, {
    path: '/v1/voices',
    item: voiceItemSchema,
    voiceOf: (item) => ({
      id: item.id,
      name: item.name ?? item.id,
      sampleUrl: deps.link(item.audition_url) ?? deps.link(item.audio_url),
      language: item.language,
      gender: item.gender,
      age: item.age,
      accent: null,
      use: null,
    }),
  });
}
