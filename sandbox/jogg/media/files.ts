import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SHAPES } from '../api/order.ts';
import type { Links } from '../api/project-view.ts';
import type { Avatar } from '../catalogue/avatars.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Project } from '../projects/projects.ts';
import { type Call, htmlPage, type Reply } from '../server/call.ts';
import { lookOf } from './look.ts';
import { encodePng } from './png.ts';
import { AT_REST, drawPortrait } from './portrait.ts';
import { ranged } from './ranged.ts';
import { encodeHum } from './wav.ts';

/** Covers, samples, clips and results, made when first asked for and kept. */
export interface MediaFiles {
  /** Answers GET and HEAD under `/media/`. */
  serve(call: Call): Reply;
  /** Full addresses of the files of a project. */
  readonly links: Links;
}

const SIZES = [
  [270, 480],
  [480, 270],
  [320, 320],
] as const;
const SAMPLE_SECONDS = 1;

export function createMediaFiles(deps: {
  catalogue: Catalogue;
  project: (id: string) => Project | undefined;
  origin: () => string;
  now: () => number;
}): MediaFiles {
  const { catalogue } = deps;
  const kept = new Map<string, Buffer>();
  const keep = (name: string, make: () => Buffer) => {
    const bytes = kept.get(name) ?? make();
    kept.set(name, bytes);
    return bytes;
  };
  const cover = (avatar: Avatar, shape: Avatar['shape']) =>
    keep(`${avatar.id}:${shape}`, () =>
      encodePng(drawPortrait(lookOf(avatar), SIZES[shape], AT_REST)),
    );
  const clip = (shape: Avatar['shape'], extension: string) => {
    const name = `${SHAPES[shape]}.${extension}`;
    return keep(name, () => readFileSync(join(import.meta.dirname, name)));
  };

  const avatarFile = (id: string, extension: string): Buffer | undefined => {
    const avatar = catalogue.avatar(Number(id));
    if (avatar === undefined) return undefined;
    return extension === 'png' ? cover(avatar, avatar.shape) : clip(avatar.shape, 'mp4');
  };
  const sample = (id: string): Buffer | undefined => {
    const voice = catalogue.voice(id);
    if (voice === undefined) return undefined;
    const { gender, age, tone } = voice;
    return keep(id, () => encodeHum({ seed: tone, gender, age, seconds: SAMPLE_SECONDS }));
  };
  const projectFile = (id: string, path: string): Buffer | undefined => {
    const project = deps.project(id);
    if (project === undefined) return undefined;
    const { order, outcome } = project;
    if (path === coverPath(project)) return cover(order.avatar, order.shape);
    const ready = project.state === 'succeeded' && outcome.status !== 99;
    const at = project.endsAt + (outcome.fileAfterMs ?? 0);
    if (!ready || path !== videoPath(project) || deps.now() < at) return undefined;
    return clip(order.shape, order.screenStyle === 3 ? 'webm' : 'mp4');
  };

  return {
    links: {
      video: (project) => deps.origin() + videoPath(project),
      cover: (project) => deps.origin() + coverPath(project),
    },
    serve(call) {
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
      return ranged(bytes, typeOf(path), call.headers.range);
    },
  };
}

function videoPath({ id, fileName, order }: Project): string {
  return `/media/project/${id}/${fileName}-video.${order.screenStyle === 3 ? 'webm' : 'mp4'}`;
}

function coverPath({ id, fileName }: Project): string {
  return `/media/project/${id}/${fileName}-cover.png`;
}

function typeOf(path: string): string {
  if (path.endsWith('.png')) return 'image/png';
  if (path.endsWith('.wav')) return 'audio/wav';
  return path.endsWith('.webm') ? 'video/webm' : 'video/mp4';
}
