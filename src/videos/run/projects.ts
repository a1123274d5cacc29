import type { ProjectStore } from '../../domain/ports.ts';
import { scopedId } from '../../domain/scope.ts';
import type { Project } from '../../domain/video/video.ts';

/** A project by what tells it from every other one. */
type ProjectRef = Pick<Project, 'id' | 'account'>;

/**
 * The projects that a tenant's videos wait for, each at the account that made it. Every method
 * throws when the store fails.
 */
export interface Projects {
  /** The first video that is linked to a project keeps it. */
  link(project: ProjectRef, videoId: string): Promise<void>;
  /** Links it, and answers whether this video has it then. */
  take(project: ProjectRef, videoId: string): Promise<boolean>;
  /** Whether no other video has it. */
  isFree(project: ProjectRef, videoId: string): Promise<boolean>;
  /** Whether a webhook has named it since this was asked last. */
  takeHint(project: ProjectRef): Promise<boolean>;
  /** Why it failed, as a webhook said. */
  readReason(project: ProjectRef): Promise<string | undefined>;
}

/** `scope`: the tenant's, for an account knows its videos by the ids of their tasks. */
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
