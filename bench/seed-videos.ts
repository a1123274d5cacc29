import { TEAM } from '../sandbox/slack/seed.ts';
import type { Video } from '../src/domain/video/video.ts';
import { FRESH_POLL, newVideo } from '../src/domain/video/video.ts';
import { openState } from '../src/store/open-state.ts';
import { createVideoStore } from '../src/store/records/video-store.ts';
import { sampleNewVideo } from '../test/domain/sample-new-video.ts';
import { writingLease } from '../test/support/writing-lease.ts';

/** Writes a state file with a video for each project; each video waits for Jogg. */
export async function seedVideos(file: string, projects: readonly string[]): Promise<void> {
  const state = openState(`sqlite://${file}`, () => undefined);
  const store = createVideoStore({ ...state, logEvent: () => undefined });
  const now = Date.now();
  const task = state.db.prepare(
    "INSERT INTO task (id, payload, lane, due, touched) VALUES (?, '', 'poll', ?, ?)",
  );
  state.db.exec('BEGIN');
  for (const [n, id] of projects.entries()) {
    const video: Video = {
      ...newVideo({ ...sampleNewVideo, id: `v_${n}`, workspace: TEAM.id }, now),
      state: 'rendering',
      submittedAt: now,
      project: { id, version: 'v1' },
      poll: { ...FRESH_POLL, count: 1, nextAt: now },
    };
    await store.save(video, writingLease(state));
    task.run(video.id, now, now);
  }
  state.db.exec('COMMIT');
  state.close();
}
