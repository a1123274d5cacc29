import type { AdapterDeps } from '../api/adapter-contract.ts';
import { createVoiceLists } from '../api/voice-lists.ts';
import { voiceItemSchema } from './schemas.ts';

/** The voices of v2. https://docs.jogg.ai/api-reference/v2/Voice/GetVoices */
export function createVoices(deps: AdapterDeps) {
  return createVoiceLists(deps, {
    path: '/v2/voices',
    item: voiceItemSchema,
    voiceOf: (item) => ({
      id: item.id,
      name: item.name ?? item.id,
      sampleUrl: deps.link(item.audio_url) ?? deps.link(item.audition_url),
      language: item.language,
      gender: item.gender,
      age: item.age,
      accent: item.accent,
      use: item.use_case,
    }),
  });
}
