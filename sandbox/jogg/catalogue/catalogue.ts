import { type Avatar, customAvatars, photoAvatars, publicAvatars } from './avatars.ts';
import { customVoices, publicVoices, type Voice } from './voices.ts';

/** Everything the sandbox's account may use. The lists are plain arrays: tests may change them. */
export interface Catalogue {
  readonly avatars: Avatar[];
  readonly voices: Voice[];
  avatar(id: number): Avatar | undefined;
  voice(id: string): Voice | undefined;
}

/** About 300 avatars and 120 voices of our own making, the same for the same seed. */
export function createCatalogue(seed: number, publicCount: number): Catalogue {
  const avatars = [...publicAvatars(seed, publicCount), ...customAvatars(), ...photoAvatars()];
  const voices = [...publicVoices(seed), ...customVoices(seed)];
  return {
    avatars,
    voices,
    avatar: (id) => avatars.find((avatar) => avatar.id === id),
    voice: (id) => voices.find((voice) => voice.id === id),
  };
}
