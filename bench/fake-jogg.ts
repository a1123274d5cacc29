import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { listen } from './listen.ts';

export interface FakeJogg {
  readonly url: string;
  /** The projects created so far, oldest first. */
  readonly projects: readonly string[];
  /** Marks a project as done. */
  finish(projectId: string): void;
  readonly calls: () => number;
  close(): void;
}

/** The part of Jogg's API v1 that a measurement needs, with this many public avatars. */
export async function startFakeJogg(avatars: number): Promise<FakeJogg> {
  const projects: string[] = [];
  const finished = new Set<string>();
  let calls = 0;
  const library = publicAvatars(avatars);
  const voices = publicVoices(113);

  const answerTo = (method: string, url: URL): unknown => {
    switch (`${method} ${url.pathname}`) {
      case 'GET /v1/avatars':
        return { avatars: library };
      case 'GET /v1/avatars/custom':
      case 'GET /v1/avatars/photo_avatars':
        return { avatars: [] };
      case 'GET /v1/voices':
        return url.searchParams.get('page') === '1'
          ? { total: voices.length, voices }
          : { total: voices.length, voices: [] };
      case 'GET /v1/voices/custom':
        return { total: 0, voices: [] };
      case 'POST /v1/create_video_from_talking_avatar': {
        const id = `p${process.pid}-${projects.length}`;
        projects.push(id);
        return { project_id: id };
      }
      case 'GET /v1/project': {
        const id = url.searchParams.get('project_id') ?? '';
        const done = finished.has(id);
        return {
          project_id: id,
          title: 'Bench',
          video_duration: done ? 12 : 0,
          video_url: done ? 'https://example.com/video.mp4' : '',
          cover_url: done ? 'https://example.com/cover.png' : '',
          status_code: done ? 4 : 2,
        };
      }
      default:
        return {};
    }
  };

  const server = createServer((request, response) => {
    calls += 1;
    void text(request).then(() => {
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const data = answerTo(request.method ?? 'GET', url);
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code: 0, msg: 'Success', rid: `r${calls}`, data }));
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    projects,
    finish: (id) => void finished.add(id),
    calls: () => calls,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

const NAMES = ['Amara', 'Bruno', 'Chloé', 'Dmitri', 'Élise', 'Farah', 'Goran', 'Hana', 'Iván'];
const LANGUAGES = ['english', 'german', 'french', 'spanish', 'japanese', 'chinese', 'hindi'];

/** Avatars as Jogg lists them: each person once per shape, in two styles. */
export function publicAvatars(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    avatar_id: index + 1,
    name: `${NAMES[index % NAMES.length]} ${Math.floor(index / NAMES.length)}`,
    cover_url: `https://example.com/${index}.png`,
    aspect_ratio: index % 3,
    style: index % 2 === 0 ? 'professional' : 'social',
    gender: index % 4 < 2 ? 'female' : 'male',
    age: index % 5 === 0 ? 'senior' : 'adult',
  }));
}

function publicVoices(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    voice_id: `voice-${index}`,
    name: `${NAMES[index % NAMES.length]} ${index}`,
    audio_url: `https://example.com/${index}.mp3`,
    language: LANGUAGES[index % LANGUAGES.length],
    gender: index % 2 === 0 ? 'female' : 'male',
    age: 'young',
  }));
}
