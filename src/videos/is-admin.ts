import { type Directory, isAdminOf } from '../domain/membership.ts';

/** Whether a person may decide for the installation; null if Slack does not tell. Never throws. */
export function createIsAdmin(directory: Directory) {
  return async (user: string): Promise<boolean | null> => {
    const [own, person] = await Promise.all([directory.installation(), directory.person(user)]);
    return own === null || person === null ? null : isAdminOf(own, person);
  };
}
