import type { Dict } from '../rules/block-kit.ts';
import { SALES_TEAM, type User } from '../seed.ts';
import type { World } from '../world.ts';
import { ApiError, type Arguments, botMethod } from './api-call.ts';
import { flag, text } from './arguments.ts';

/** People and the app: `auth.test`, `users.info`, `usergroups.list`, `bots.info`. */
export function teamMethods(deps: { world: World; botName: string }) {
  const { world } = deps;
  const { team, enterprise, app } = world;
  return {
    'auth.test': botMethod(null, true, () => {
      const org = world.installed()?.orgWide ? enterprise : null;
      return {
        url: `https://${team.domain}${org ? '.enterprise' : ''}.slack.com/`,
        ...{ team: (org ?? team).name, team_id: (org ?? team).id },
        ...{ user: deps.botName.toLowerCase(), user_id: app.botUser, bot_id: app.bot },
        ...(enterprise ? { enterprise_id: enterprise.id } : {}),
        is_enterprise_install: org !== null,
      };
    }),
    'users.info': botMethod('users:read', false, (args) => {
      const user = world.user(text(args, 'user') ?? '');
      if (user === undefined) throw new ApiError('user_not_found');
      return { user: describe(world, user, flag(args, 'include_locale')) };
    }),
    'usergroups.list': botMethod('usergroups:read', false, (args) => {
      requireTeam(world, args);
      return { usergroups: [{ id: SALES_TEAM, name: 'Sales team', handle: 'sales-team' }] };
    }),
    'bots.info': botMethod('users:read', false, (args) => {
      requireTeam(world, args);
      const bot = text(args, 'bot') ?? app.bot;
      if (bot !== app.bot) throw new ApiError('bot_not_found');
      const { id: app_id, botUser: user_id } = app;
      const facts = { id: bot, app_id, user_id, name: deps.botName, deleted: false };
      return { bot: { ...facts, updated: 1_700_000_000, icons: {} } };
    }),
  };
}

/**
 * Some methods need `team_id` with the token of a whole organization.
 * https://docs.slack.dev/reference/methods/usergroups.list, bots.info
 */
function requireTeam(world: World, args: Arguments): void {
  if (world.installed()?.orgWide && text(args, 'team_id') === undefined)
    throw new ApiError('missing_argument');
}

function describe({ team, enterprise, users }: World, user: User, locale: boolean): Dict {
  const { id, team_id, name, deleted, real_name, is_bot, enterprise_id } = user;
  const display_name = is_bot ? '' : (real_name.split(' ')[0] ?? '');
  return {
    ...{ id, team_id, name, deleted, real_name, is_bot, is_app_user: false },
    ...{ tz: 'Europe/London', tz_label: 'Greenwich Mean Time', tz_offset: 0 },
    profile: { real_name, display_name, team: team_id },
    ...{ is_admin: user === users[0], is_owner: false },
    ...{ is_restricted: false, is_ultra_restricted: false },
    is_stranger: team_id !== team.id && (!enterprise || enterprise_id !== enterprise.id),
    updated: 1_700_000_000,
    ...(enterprise_id ? { enterprise_user: { id, enterprise_id, teams: [team_id] } } : {}),
    ...(locale ? { locale: user.locale } : {}),
  };
}
