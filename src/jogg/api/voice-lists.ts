import type { z } from 'zod';
import type { Voice } from '../../domain/catalogue.ts';
import { listSchema } from '../schema/listing.ts';
import { PAGE_SIZE, readPages } from '../schema/pages.ts';
import type { AdapterDeps } from './adapter-contract.ts';

/** Loads the lists of voices of an API version: public voices in pages, own voices at once. */
export function createVoiceLists<Item extends { readonly id: string }>(
  { transport, logEvent }: AdapterDeps,
  version: {
    readonly path: string;
    readonly item: z.ZodType<Item>;
    readonly voiceOf: (item: Item) => Omit<Voice, 'own'>;
  },
) {
  const { path, item, voiceOf } = version;
  const listOf = (name: string, isOptional: boolean) =>
    listSchema({ key: 'voices', name, isOptional, item, logEvent });

  return {
    publicVoices: async (): Promise<Voice[]> => {
      const load = async (page: number) => {
        const schema = listOf('public voices', page > 1);
        return (await transport.get(path, { page, page_size: PAGE_SIZE }, { schema })).data;
      };
      return (await readPages(load, logEvent)).map((each) => ({ ...voiceOf(each), own: false }));
    },
    customVoices: async (): Promise<Voice[]> => {
      const schema = listOf('custom voices', true);
      const { data } = await transport.get(`${path}/custom`, {}, { schema });
      return data.items.map((each) => ({ ...voiceOf(each), own: true }));
    },
  };
}
