import { type Avatar, customAvatars, photoAvatars, publicAvatars } from './avatars.ts';
import { customVoices, publicVoices, type Voice } from './voices.ts';

/** Everything the sandbox's account may use. The lists are plain arrays: tests may change them. */
export type Catalogue = ReturnType<typeof createCatalogue>;

/** About 300 avatars and 120 voices of our own making, the same for the same seed. */
export function createCatalogue(seed: number, publicCount: number) {
  const avatars = [...publicAvatars(seed, publicCount), ...customAvatars(), ...photoAvatars()];
  const voices = [...publicVoices(seed), ...customVoices(seed)];
  return {
    ...{ avatars, voices },
    avatar: (id: number): Avatar | undefined => avatars.find((avatar) => avatar.id === id),
    voice: (id: string): Voice | undefined => voices.find((voice) => voice.id === id),
  };
}
