import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mediaTypeOf, rangeResponse } from '../../byte-range.ts';
import { SHAPES } from '../api/order.ts';
import type { Links } from '../api/project-view.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Project } from '../projects/projects.ts';
import { type Call, htmlPage, type Reply } from '../server/call.ts';
import { filmOf } from './film.ts';

const PREVIEW_SECONDS = 4;
const CACHE_CONTROL = 'public, max-age=31536000';
type Content = Buffer | Promise<Buffer> | undefined;

/** Serves covers, samples, clips and films, made from committed files. */
export function createMediaFiles(deps: {
  catalogue: Catalogue;
  project: (id: string) => Project | undefined;
  origin: () => string;
}) {
  const { catalogue } = deps;
  const file = (name: string): Buffer => readFileSync(join(import.meta.dirname, '..', name));
  let last: { key: string; content: Content } = { key: '', content: undefined };
  const film = (look: string, voice: string, extension: 'mp4' | 'webm', seconds: number) => {
    const key = [look, voice, extension, seconds].join();
    const sound = file(`samples/${voice}.${extension === 'mp4' ? 'm4a' : 'webm'}`);
    if (key !== last.key)
      last = { key, content: filmOf(file(`looks/${look}.${extension}`), sound, seconds) };
    return last.content;
  };
  const avatarFile = (id: string, extension: string): Content => {
    const avatar = catalogue.avatar(Number(id));
    if (avatar === undefined) return undefined;
    const look = `${avatar.look}/${SHAPES[avatar.shape]}`;
    if (extension === 'png') return file(`looks/${look}.png`);
    return film(look, `${avatar.gender}-young`, 'mp4', PREVIEW_SECONDS);
  };
  const sample = (id: string): Content => {
    const voice = catalogue.voice(id);
    return voice && file(`samples/${voice.gender}-${voice.age}.wav`);
  };
  const projectFile = (id: string, path: string): Content => {
    const project = deps.project(id);
    if (project === undefined) return undefined;
    const { order, outcome, state, seconds } = project;
    const look = `${order.avatar.look}/${SHAPES[order.shape]}`;
    if (path === coverPath(project)) return file(`looks/${look}.png`);
    const ready = state === 'succeeded' && outcome.status !== 99;
    if (!ready || path !== videoPath(project)) return undefined;
    const { gender, age } = order.voice;
    return film(look, `${gender}-${age}`, extensionOf(project), seconds);
  };
  const fileAt = (path: string): Content => {
    const [, , kind, name = ''] = path.split('/');
    const [, id = '', extension = ''] = /^(.+)\.(png|mp4|wav)$/.exec(name) ?? [];
    if (kind === 'project') return projectFile(name, path);
    if (kind === 'avatars' && extension !== 'wav') return avatarFile(id, extension);
    return kind === 'voices' && extension === 'wav' ? sample(id) : undefined;
  };

  return {
    links: {
      video: (project: Project) => deps.origin() + videoPath(project),
      cover: (project: Project) => deps.origin() + coverPath(project),
    } satisfies Links,
    async serve(call: Call): Promise<Reply> {
      const path = decodeURIComponent(call.path);
      const bytes = await fileAt(path);
      if (bytes === undefined) return htmlPage(404, 'Not Found');
      const part = rangeResponse(bytes, mediaTypeOf(path), call.headers.range);
      return { ...part, headers: { ...part.headers, 'cache-control': CACHE_CONTROL } };
    },
  };
}

const extensionOf = ({ order }: Project) => (order.screenStyle === 3 ? 'webm' : 'mp4');
const videoPath = (project: Project): string =>
  `/media/project/${project.id}/${project.fileName}-video.${extensionOf(project)}`;
const coverPath = ({ id, fileName }: Project): string =>
  `/media/project/${id}/${fileName}-cover.png`;
