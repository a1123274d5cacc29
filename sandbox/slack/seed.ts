/** The initial content of a workspace; no two workspaces share an id. */
export interface Workspace {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  /** Its Enterprise Grid organization. */
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  /** The app's bot user, a different one in each workspace or organization. */
  readonly bot: { readonly user: string; readonly id: string };
  /** The first is an administrator and the default person. */
  readonly users: (botName: string) => User[];
  /** The bot joins the channels that list it as soon as the app is installed. */
  readonly channels: () => Channel[];
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly locale: string;
  readonly team_id: string;
  /** The Enterprise Grid organization of `team_id`, if any. */
  readonly enterprise_id?: string;
  readonly is_bot: boolean;
  deleted: boolean;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'public' | 'private' | 'im';
  readonly topic: string;
  readonly extShared: boolean;
  archived: boolean;
  /** The ids of its members, including the app's bot user. */
  readonly members: Set<string>;
}

export const TEAM = { id: 'T0SANDBOX1', name: 'Sandbox', domain: 'sandbox' } as const;
export const PARTNER_TEAM = 'T0PARTNER1';
/** With Enterprise Grid: the workspace's organization, and a sibling workspace. */
export const ORGANIZATION = 'E0OURORG01';
export const SIBLING_TEAM = 'T0SIBLING1';
export const APP = { id: 'A0JOGGAPP1', botUser: 'U0JOGGBOT1', bot: 'B0JOGGBOT1' } as const;

export const ADA = 'U0ADA00001';
export const GRACE = 'U0GRACE001';
export const LINUS = 'U0LINUS001';
export const VISITOR = 'U0VISITOR1';
export const GONE = 'U0GONE0001';
/** A member of `SIBLING_TEAM`; exists only with Enterprise Grid. */
export const SIBYL = 'U0SIBYL001';

export const SALES_TEAM = 'S0SALESTEAM';

export const GENERAL = 'C0GENERAL1';
export const MARKETING = 'C0MARKETNG';
export const SALES = 'C0SALES001';
export const LEADERSHIP = 'C0LEADERSH';
export const BOARD = 'C0BOARD001';
export const OLD_CAMPAIGNS = 'C0OLDCAMPN';
export const PARTNERS = 'C0PARTNERS';
export const ADA_AND_APP = 'D0ADAJOGG1';
export const ADA_AND_GRACE = 'D0ADAGRACE';

interface Plan extends Omit<Workspace, 'users' | 'channels'> {
  readonly people: readonly [id: string, real_name: string, more?: Partial<User>][];
  readonly rooms: readonly Room[];
}
type Room = [id: string, name: string, kind: Channel['kind'], topic: string, members: string[]];

function workspace({ people, rooms, ...facts }: Plan): Workspace {
  const { team, enterprise, bot } = facts;
  const person = (id: string, real_name: string, more: Partial<User> = {}): User => ({
    ...{ id, name: real_name.split(' ')[0]?.toLowerCase() ?? '', real_name, locale: 'en-US' },
    ...{ team_id: team.id, is_bot: false, deleted: false },
    ...(enterprise && more.team_id !== PARTNER_TEAM ? { enterprise_id: enterprise.id } : {}),
    ...more,
  });
  return {
    ...facts,
    users: (botName) => [
      ...people.map((row) => person(...row)),
      person(bot.user, botName, { is_bot: true }),
    ],
    channels: () =>
      rooms.map(([id, name, kind, topic, members]) => ({
        ...{ id, name, kind, topic, members: new Set(members) },
        ...{ extShared: id === PARTNERS, archived: id === OLD_CAMPAIGNS },
      })),
  };
}

const EVERYTHING = 'Everything and everyone';
const LAUNCHES = 'Launches and videos';

/** The workspace that always exists; with `grid`, it belongs to an organization. */
export const firstWorkspace = (grid = false): Workspace => {
  const bot = APP.botUser;
  const all = grid ? [ADA, GRACE, SIBYL] : [ADA, GRACE];
  const sibyl: Plan['people'] = [[SIBYL, 'Sibyl Sibling', { team_id: SIBLING_TEAM }]];
  return workspace({
    ...{ team: TEAM, bot: { user: bot, id: APP.bot } },
    enterprise: grid ? { id: ORGANIZATION, name: 'Our organization' } : null,
    people: [
      [ADA, 'Ada Lovelace'],
      [GRACE, 'Grace Hopper', { locale: 'de-DE' }],
      [LINUS, 'Linus Pauling', { locale: 'fr-FR' }],
      [VISITOR, 'Vera Visitor', { name: 'visitor', locale: 'en-GB', team_id: PARTNER_TEAM }],
      [GONE, 'Gustav Gone', { name: 'gone', deleted: true }],
      ...(grid ? sibyl : []),
    ],
    rooms: [
      [GENERAL, 'general', 'public', EVERYTHING, [ADA, GRACE, LINUS, bot]],
      [MARKETING, 'marketing', 'public', LAUNCHES, [...all, LINUS, bot]],
      [SALES, 'sales', 'public', 'The app is not in this channel', [ADA, GRACE]],
      [LEADERSHIP, 'leadership', 'private', '', [ADA, LINUS, bot]],
      [BOARD, 'board', 'private', 'The app is not in this channel', [ADA]],
      [OLD_CAMPAIGNS, 'old-campaigns', 'public', 'Last year', [ADA, GRACE, bot]],
      [PARTNERS, 'partners', 'public', 'With another organization', [...all, VISITOR, bot]],
      [ADA_AND_APP, '', 'im', '', [ADA, bot]],
      [ADA_AND_GRACE, '', 'im', '', [ADA, GRACE]],
    ],
  });
};

const LOCALES = ['en-US', 'de-DE', 'fr-FR'];

/** Another workspace, with its own ids, people and conversations. */
function other(key: string, name: string, names: string[], enterprise: Plan['enterprise'] = null) {
  // The app has one bot user in a whole organization.
  const own = enterprise?.id.slice(2) ?? key;
  const bot = { user: `U0${own}B`, id: `B0${own}B` };
  const ids = names.map((_, at) => `U0${key}${at}`);
  const all = [...ids, bot.user];
  return workspace({
    team: { id: `T0${key}`, name, domain: name.toLowerCase().replaceAll(' ', '-') },
    ...{ enterprise, bot },
    people: names.map((each, at) => [ids[at] ?? '', each, { locale: LOCALES[at] ?? 'en-US' }]),
    rooms: [
      [`C0${key}0`, 'general', 'public', EVERYTHING, all],
      [`C0${key}1`, 'marketing', 'public', LAUNCHES, all],
      [`C0${key}2`, 'leadership', 'private', '', all],
      [`D0${key}`, '', 'im', '', [...ids.slice(0, 1), bot.user]],
    ],
  });
}

const GLOBEX = { id: 'E0GLOBEX', name: 'Globex' };
export const NORTHWIND = other('NORTHWIN', 'Northwind', [
  ...['Nadia Noren', 'Noah Nilsen', 'Nora Nakamura'],
]);
/** Two workspaces of one organization. */
export const GLOBEX_EUROPE = other('GLOBEXEU', 'Globex Europe', ['Emil Ek', 'Eva Eder'], GLOBEX);
export const GLOBEX_ASIA = other('GLOBEXAS', 'Globex Asia', ['Aiko Abe', 'Arun Anand'], GLOBEX);
