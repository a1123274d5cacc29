/** A person or a bot. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly locale: string;
  readonly team_id: string;
  /** The organisation of Enterprise Grid that `team_id` is of, where it is of one. */
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

export const TEAM = {
  id: 'T0SANDBOX1',
  name: 'Sandbox',
  domain: 'sandbox',
} as const;
export const PARTNER_TEAM = 'T0PARTNER1';
/** Where the workspace is one of Enterprise Grid: its organisation, and a workspace beside it. */
export const ORGANISATION = 'E0OURORG01';
export const SIBLING_TEAM = 'T0SIBLING1';
export const APP = { id: 'A0JOGGAPP1', botUser: 'U0JOGGBOT1', bot: 'B0JOGGBOT1' } as const;

export const ADA = 'U0ADA00001';
export const GRACE = 'U0GRACE001';
export const LINUS = 'U0LINUS001';
export const VISITOR = 'U0VISITOR1';
export const GONE = 'U0GONE0001';
/** Of `SIBLING_TEAM`; only there with Enterprise Grid. */
export const SIBYL = 'U0SIBYL001';

/** A user group. */
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

/** The people of the workspace; with `grid`, it is one of an organisation. */
export function seedUsers(botName: string, grid = false): User[] {
  const organised = grid ? { enterprise_id: ORGANISATION } : {};
  const person = (id: string, name: string, real_name: string, locale: string): User => ({
    id,
    name,
    real_name,
    locale,
    team_id: TEAM.id,
    ...organised,
    is_bot: false,
    deleted: false,
  });
  const { enterprise_id: _, ...visitor } = person(VISITOR, 'visitor', 'Vera Visitor', 'en-GB');
  return [
    person(ADA, 'ada', 'Ada Lovelace', 'en-US'),
    person(GRACE, 'grace', 'Grace Hopper', 'de-DE'),
    person(LINUS, 'linus', 'Linus Pauling', 'fr-FR'),
    { ...visitor, team_id: PARTNER_TEAM },
    { ...person(GONE, 'gone', 'Gustav Gone', 'en-US'), deleted: true },
    { ...person(APP.botUser, botName.toLowerCase(), botName, 'en-US'), is_bot: true },
    ...(grid
      ? [{ ...person(SIBYL, 'sibyl', 'Sibyl Sibling', 'en-US'), team_id: SIBLING_TEAM }]
      : []),
  ];
}

/** The conversations of the workspace; with `grid`, people of the organisation are in some. */
export function seedChannels(grid = false): Channel[] {
  const siblings = grid ? [SIBYL] : [];
  const bot = APP.botUser;
  const channel = (
    id: string,
    name: string,
    kind: Channel['kind'],
    members: string[],
    topic = '',
  ): Channel => ({
    id,
    name,
    kind,
    topic,
    extShared: false,
    archived: false,
    members: new Set(members),
  });
  return [
    channel(GENERAL, 'general', 'public', [ADA, GRACE, LINUS, bot], 'Everything and everyone'),
    channel(
      MARKETING,
      'marketing',
      'public',
      [ADA, GRACE, LINUS, ...siblings, bot],
      'Launches and videos',
    ),
    channel(SALES, 'sales', 'public', [ADA, GRACE], 'The app is not in here'),
    channel(LEADERSHIP, 'leadership', 'private', [ADA, LINUS, bot]),
    channel(BOARD, 'board', 'private', [ADA], 'The app is not in here'),
    {
      ...channel(OLD_CAMPAIGNS, 'old-campaigns', 'public', [ADA, GRACE, bot], 'Last year'),
      archived: true,
    },
    {
      ...channel(
        PARTNERS,
        'partners',
        'public',
        [ADA, GRACE, VISITOR, ...siblings, bot],
        'With another organisation',
      ),
      extShared: true,
    },
    channel(ADA_AND_APP, '', 'im', [ADA, bot]),
    channel(ADA_AND_GRACE, '', 'im', [ADA, GRACE]),
  ];
}
