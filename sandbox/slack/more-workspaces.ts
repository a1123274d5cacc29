import type { Channel, User, Workspace } from './seed.ts';

const LOCALES = ['en-US', 'de-DE', 'fr-FR'];
const ROOMS = [
  ['general', 'public', 'Everything and everyone'],
  ['marketing', 'public', 'Launches and videos'],
  ['leadership', 'private', ''],
] as const;

/** Workspaces beside the first one: ids, people and conversations are their own. */
function workspace(
  key: string,
  name: string,
  people: readonly string[],
  enterprise: Workspace['enterprise'] = null,
): Workspace {
  const team = { id: `T0${key}`, name, domain: name.toLowerCase().replaceAll(' ', '-') };
  // The app is one person to all of an organization.
  const own = enterprise?.id.slice(2) ?? key;
  const bot = { user: `U0${own}B`, id: `B0${own}B` };
  const idOf = (at: number) => `U0${key}${at}`;
  const person = (id: string, real_name: string, locale = 'en-US'): User => ({
    ...{ id, name: real_name.split(' ')[0]?.toLowerCase() ?? '', real_name, locale },
    ...{ team_id: team.id, is_bot: false, deleted: false },
    ...(enterprise ? { enterprise_id: enterprise.id } : {}),
  });
  const all = [...people.map((_, at) => idOf(at)), bot.user];
  const channel = (id: string, facts: Pick<Channel, 'name' | 'kind' | 'topic'>, of = all) => ({
    ...{ id, ...facts, extShared: false, archived: false, members: new Set(of) },
  });
  return {
    ...{ team, enterprise, bot },
    users: (botName) => [
      ...people.map((each, at) => person(idOf(at), each, LOCALES[at])),
      { ...person(bot.user, botName), is_bot: true },
    ],
    channels: () => [
      ...ROOMS.map(([room, kind, topic], at) =>
        channel(`C0${key}${at}`, { name: room, kind, topic }),
      ),
      channel(`D0${key}`, { name: '', kind: 'im', topic: '' }, [idOf(0), bot.user]),
    ],
  };
}

const GLOBEX = { id: 'E0GLOBEX', name: 'Globex' };
const NORTHERNERS = ['Nadia Noren', 'Noah Nilsen', 'Nora Nakamura'];

export const NORTHWIND = workspace('NORTHWIN', 'Northwind', NORTHERNERS);
/** Two workspaces of one organization. */
export const GLOBEX_EUROPE = workspace(
  'GLOBEXEU',
  'Globex Europe',
  ['Emil Ek', 'Eva Eder'],
  GLOBEX,
);
export const GLOBEX_ASIA = workspace('GLOBEXAS', 'Globex Asia', ['Aiko Abe', 'Arun Anand'], GLOBEX);
