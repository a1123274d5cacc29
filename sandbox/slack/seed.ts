/** A workspace as it is before anybody does anything; ids are of one workspace alone. */
export interface Workspace {
  readonly team: { readonly id: string; readonly name: string; readonly domain: string };
  /** The organization of Enterprise Grid that it is of. */
  readonly enterprise: { readonly id: string; readonly name: string } | null;
  /** The app has another bot user in each workspace or organization. */
  readonly bot: { readonly user: string; readonly id: string };
  /** The first is an administrator, and who acts where nobody is named. */
  readonly users: (botName: string) => User[];
  /** Where the bot is a member, somebody invites it as soon as it is installed. */
  readonly channels: () => Channel[];
}

export interface User {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly locale: string;
  readonly team_id: string;
  /** The organization of Enterprise Grid that `team_id` is of, where it is of one. */
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
  /** Ids of those in it, the app's bot user included. */
  readonly members: Set<string>;
}

export const TEAM = { id: 'T0SANDBOX1', name: 'Sandbox', domain: 'sandbox' } as const;
export const PARTNER_TEAM = 'T0PARTNER1';
/** Where the workspace is one of Enterprise Grid: its organization, and a workspace beside it. */
export const ORGANIZATION = 'E0OURORG01';
export const SIBLING_TEAM = 'T0SIBLING1';
export const APP = { id: 'A0JOGGAPP1', botUser: 'U0JOGGBOT1', bot: 'B0JOGGBOT1' } as const;

export const ADA = 'U0ADA00001';
export const GRACE = 'U0GRACE001';
export const LINUS = 'U0LINUS001';
export const VISITOR = 'U0VISITOR1';
export const GONE = 'U0GONE0001';
/** Of `SIBLING_TEAM`; only there with Enterprise Grid. */
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

/** The workspace that is always there; with `grid`, it is one of an organization. */
export const firstWorkspace = (grid = false): Workspace => ({
  team: TEAM,
  enterprise: grid ? { id: ORGANIZATION, name: 'Our organization' } : null,
  bot: { user: APP.botUser, id: APP.bot },
  users: (botName) => seedUsers(botName, grid),
  channels: () => seedChannels(grid),
});

function seedUsers(botName: string, grid: boolean): User[] {
  const person = (id: string, name: string, real_name: string, locale = 'en-US'): User => ({
    ...{ id, name, real_name, locale, team_id: TEAM.id, is_bot: false, deleted: false },
    ...(grid && id !== VISITOR ? { enterprise_id: ORGANIZATION } : {}),
  });
  return [
    person(ADA, 'ada', 'Ada Lovelace'),
    person(GRACE, 'grace', 'Grace Hopper', 'de-DE'),
    person(LINUS, 'linus', 'Linus Pauling', 'fr-FR'),
    { ...person(VISITOR, 'visitor', 'Vera Visitor', 'en-GB'), team_id: PARTNER_TEAM },
    { ...person(GONE, 'gone', 'Gustav Gone'), deleted: true },
    { ...person(APP.botUser, botName.toLowerCase(), botName), is_bot: true },
    ...(grid ? [{ ...person(SIBYL, 'sibyl', 'Sibyl Sibling'), team_id: SIBLING_TEAM }] : []),
  ];
}

/** With `grid`, people of the organization are in some. */
function seedChannels(grid: boolean): Channel[] {
  const all = grid ? [GRACE, SIBYL] : [GRACE];
  const bot = APP.botUser;
  type Row = [id: string, name: string, kind: Channel['kind'], topic: string, members: string[]];
  const rows: Row[] = [
    [GENERAL, 'general', 'public', 'Everything and everyone', [GRACE, LINUS, bot]],
    [MARKETING, 'marketing', 'public', 'Launches and videos', [...all, LINUS, bot]],
    [SALES, 'sales', 'public', 'The app is not in here', [GRACE]],
    [LEADERSHIP, 'leadership', 'private', '', [LINUS, bot]],
    [BOARD, 'board', 'private', 'The app is not in here', []],
    [OLD_CAMPAIGNS, 'old-campaigns', 'public', 'Last year', [GRACE, bot]],
    [PARTNERS, 'partners', 'public', 'With another organization', [...all, VISITOR, bot]],
    [ADA_AND_APP, '', 'im', '', [bot]],
    [ADA_AND_GRACE, '', 'im', '', [GRACE]],
  ];
  return rows.map(([id, name, kind, topic, others]) => ({
    ...{ id, name, kind, topic, members: new Set([ADA, ...others]) },
    ...{ extShared: id === PARTNERS, archived: id === OLD_CAMPAIGNS },
  }));
}
