import type { ProjectStore } from '../../domain/ports.ts';
import { scopedId } from '../../domain/scope.ts';
import type { Project } from '../../domain/video/video.ts';

/** Identifies a project. */
type ProjectRef = Pick<Project, 'id' | 'account'>;

/**
 * The projects that a tenant's videos wait for, each in the account that made it. Every method
 * throws if the store fails.
 */
export interface Projects {
  /** Links a project to a video. The first link wins. */
  link(project: ProjectRef, videoId: string): Promise<void>;
  /** Links a project to a video. Returns whether the project belongs to this video now. */
  take(project: ProjectRef, videoId: string): Promise<boolean>;
  /** Whether the project belongs to no other video. */
  isFree(project: ProjectRef, videoId: string): Promise<boolean>;
  /** Whether a webhook has named the project since the last call. */
  takeHint(project: ProjectRef): Promise<boolean>;
  /** Why the project failed, according to a webhook. */
  readReason(project: ProjectRef): Promise<string | undefined>;
}

/** `scope`: the tenant's. An account knows its videos by their scoped task ids. */
export function createProjects(deps: {
  readonly scope: string;
  readonly storeOf: (account: string | undefined) => ProjectStore;
}): Projects {
  const { scope, storeOf } = deps;
  const link: Projects['link'] = ({ id, account }, videoId) =>
    storeOf(account).linkProject(id, scopedId(scope, videoId));
  return {
    link,
    async take(project, videoId) {
      await link(project, videoId);
      const { id, account } = project;
      return (await storeOf(account).findByProject(id)) === scopedId(scope, videoId);
    },
    async isFree({ id, account }, videoId) {
      const taskId = await storeOf(account).findByProject(id);
      return taskId === undefined || taskId === scopedId(scope, videoId);
    },
    takeHint: ({ id, account }) => storeOf(account).takeHint(id),
    readReason: ({ id, account }) => storeOf(account).readReason(id),
  };
}
