import type { Avatar, Catalogue, Voice } from '../../src/domain/catalogue.ts';

export const avatar = (facts: Partial<Avatar> = {}): Avatar => ({
  ...{ kind: 'public', id: '81', name: 'Amara', coverUrl: null, previewUrl: null },
  ...{ shape: 'portrait', style: 'professional', gender: 'female', age: 'adult' },
  ...facts,
});

export const voice = (facts: Partial<Voice> = {}): Voice => ({
  ...{ id: 'en-US-ChristopherNeural', own: false, name: 'Christopher', sampleUrl: null },
  ...{ language: 'english', gender: 'male', age: 'young', accent: null, use: null },
  ...facts,
});

export const catalogue = (facts: Partial<Catalogue> = {}): Catalogue => {
  return { avatars: [avatar()], voices: [voice()], loadedAt: 0, ...facts };
};

/** The lock and the times of a shared copy that no other process uses. */
export const SINGLE_PROCESS = {
  loadedAt: async () => undefined,
  tryLock: async () => true,
  unlock: async () => {},
};
