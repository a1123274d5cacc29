import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ranged } from '../../ranged.ts';
import { SHAPES } from '../api/order.ts';
import type { Links } from '../api/project-view.ts';

import type { Avatar, Catalogue, Voice } from '../catalogue/catalogue.ts';
import type { Project } from '../projects/projects.ts';
import { type Call, htmlPage, type Reply } from '../server/call.ts';
import { filmOf } from './film.ts';
import { webmOf } from './webm.ts';

const JOGG = join(import.meta.dirname, '..');
/** How long somebody speaks in the preview of an avatar. */
const PREVIEW_SECONDS = 4;
const CACHED = 'public, max-age=31536000';
const TYPES: Readonly<Record<string, string>> = {
  ...{ png: 'image/png', wav: 'audio/wav', webm: 'video/webm', mp4: 'video/mp4' },
};

/** Covers, samples, clips and films, made of committed files that are read when first asked for. */
export function createMediaFiles(deps: {
  catalogue: Catalogue;
  project: (id: string) => Project | undefined;
  origin: () => string;
  now: () => number;
}) {
  const { catalogue } = deps;
  const kept = new Map<string, Buffer>();
  const file = (name: string): Buffer => {
    const bytes = kept.get(name) ?? readFileSync(join(JOGG, name));
    kept.set(name, bytes);
    return bytes;
  };
  const drawn = ({ look }: Avatar, shape: Avatar['shape'], extension: 'png' | 'mp4' | 'webm') =>
    file(`looks/${look}/${SHAPES[shape]}.${extension}`);
  const hum = ({ gender, age }: Pick<Voice, 'gender' | 'age'>, extension: 'm4a' | 'webm') =>
    file(`samples/${gender}-${age}.${extension}`);

  const avatarFile = (id: string, extension: string): Buffer | undefined => {
    const avatar = catalogue.avatar(Number(id));
    if (avatar === undefined) return undefined;
    if (extension === 'png') return drawn(avatar, avatar.shape, 'png');
    const sound = hum({ gender: avatar.gender, age: 'young' }, 'm4a');
    return filmOf(drawn(avatar, avatar.shape, 'mp4'), sound, PREVIEW_SECONDS);
  };
  const sample = (id: string): Buffer | undefined => {
    const voice = catalogue.voice(id);
    return voice && file(`samples/${voice.gender}-${voice.age}.wav`);
  };
  const projectFile = (id: string, path: string): Buffer | undefined => {
    const project = deps.project(id);
    if (project === undefined) return undefined;
    const { order, outcome } = project;
    if (path === coverPath(project)) return drawn(order.avatar, order.shape, 'png');
    const ready = project.state === 'succeeded' && outcome.status !== 99;
    const at = project.endsAt + (outcome.fileAfterMs ?? 0);
    if (!ready || path !== videoPath(project) || deps.now() < at) return undefined;
    const extension = extensionOf(project);
    const clip = drawn(order.avatar, order.shape, extension);
    return extension === 'webm'
      ? webmOf(clip, hum(order.voice, 'webm'), project.seconds)
      : filmOf(clip, hum(order.voice, 'm4a'), project.seconds);
  };

  return {
    /** Full addresses of the files of a project. */
    links: {
      video: (project: Project) => deps.origin() + videoPath(project),
      cover: (project: Project) => deps.origin() + coverPath(project),
    } satisfies Links,
    /** Answers GET and HEAD under `/media/`. */
    serve(call: Call): Reply {
      const path = decodeURIComponent(call.path);
      const [, , kind = '', name = ''] = path.split('/');
      const [, id = '', extension = ''] = /^(.+)\.(png|mp4|wav)$/.exec(name) ?? [];
      const bytes =
        kind === 'avatars' && extension !== 'wav'
          ? avatarFile(id, extension)
          : kind === 'voices' && extension === 'wav'
            ? sample(id)
            : kind === 'project'
              ? projectFile(name, path)
              : undefined;
      if (bytes === undefined) return htmlPage(404, 'Not Found');
      const type = TYPES[path.split('.').at(-1) ?? ''] ?? '';
      const part = ranged(bytes, type, call.headers.range);
      return { ...part, headers: { ...part.headers, 'cache-control': CACHED } };
    },
  };
}

const extensionOf = ({ order }: Project) => (order.screenStyle === 3 ? 'webm' : 'mp4');
const videoPath = (project: Project): string =>
  `/media/project/${project.id}/${project.fileName}-video.${extensionOf(project)}`;
const coverPath = ({ id, fileName }: Project): string =>
  `/media/project/${id}/${fileName}-cover.png`;
