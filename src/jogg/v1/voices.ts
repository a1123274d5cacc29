import type { z } from 'zod';
import type { Voice } from '../../domain/catalogue.ts';
import type { AdapterDeps } from '../api/adapter-contract.ts';
import { listSchema } from '../schema/listing.ts';
import { PAGE_SIZE, readPages } from '../schema/pages.ts';
import { voiceItemSchema } from './schemas.ts';

/**
 * v1's voices: the public ones paged, one's own whole.
 * https://docs.jogg.ai/api-reference/v1/openapi.json
 */
export function createVoices({ transport, link, logEvent }: AdapterDeps) {
  const normalise = (item: z.infer<typeof voiceItemSchema>, own: boolean): Voice => ({
    id: item.id,
    own,
    name: item.name ?? item.id,
    sampleUrl: link(item.audition_url) ?? link(item.audio_url),
    language: item.language,
    gender: item.gender,
    age: item.age,
    accent: null,
    use: null,
  });

  const listOf = (name: string, mayBeMissing: boolean) =>
    listSchema({ key: 'voices', name, mayBeMissing, item: voiceItemSchema, logEvent });

  return {
    publicVoices: async (): Promise<Voice[]> => {
      const load = async (page: number) => {
        const schema = listOf('public voices', page > 1);
        const query = { page, page_size: PAGE_SIZE };
        return (await transport.get('/v1/voices', query, { schema })).data;
      };
      return (await readPages(load, logEvent)).map((item) => normalise(item, false));
    },
    customVoices: async (): Promise<Voice[]> => {
      const schema = listOf('custom voices', true);
      const { data } = await transport.get('/v1/voices/custom', {}, { schema });
      return data.items.map((item) => normalise(item, true));
    },
  };
}
