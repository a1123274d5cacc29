import type { Dict } from '../rules/block-kit.ts';
import { APP, ORGANISATION, SALES_TEAM, TEAM, type User } from '../seed.ts';
import type { World } from '../world.ts';
import { ApiError, botMethod } from './api-call.ts';
import { flag, text } from './arguments.ts';

/** Who is who: `auth.test`, `users.info`, `usergroups.list`, `bots.info`. */
export function teamMethods(deps: { world: World; botName: string; grid: boolean }) {
  const { world } = deps;
  return {
    'auth.test': botMethod(null, true, () => ({
      url: `https://${TEAM.domain}.slack.com/`,
      team: TEAM.name,
      user: deps.botName.toLowerCase(),
      team_id: TEAM.id,
      user_id: APP.botUser,
      bot_id: APP.bot,
      ...(deps.grid ? { enterprise_id: ORGANISATION } : {}),
      is_enterprise_install: false,
    })),
    'users.info': botMethod('users:read', false, (args) => {
      const user = world.user(text(args, 'user') ?? '');
      if (user === undefined) throw new ApiError('user_not_found');
      return { user: describe(user, flag(args, 'include_locale')) };
    }),
    'usergroups.list': botMethod('usergroups:read', false, () => ({
      usergroups: [{ id: SALES_TEAM, name: 'Sales team', handle: 'sales-team' }],
    })),
    'bots.info': botMethod('users:read', false, (args) => {
      const bot = text(args, 'bot') ?? APP.bot;
      if (bot !== APP.bot) throw new ApiError('bot_not_found');
      const { id: app_id, botUser: user_id } = APP;
      const facts = { id: bot, app_id, user_id, name: deps.botName, deleted: false };
      return { bot: { ...facts, updated: 1_700_000_000, icons: {} } };
    }),
  };
}

function describe(user: User, locale: boolean): Dict {
  const { id, team_id, name, deleted, real_name, is_bot, enterprise_id } = user;
  const display_name = is_bot ? '' : (real_name.split(' ')[0] ?? '');
  return {
    ...{ id, team_id, name, deleted, real_name, is_bot, is_app_user: false },
    ...{ tz: 'Europe/London', tz_label: 'Greenwich Mean Time', tz_offset: 0 },
    profile: { real_name, display_name, team: team_id },
    ...{ is_admin: false, is_owner: false, is_restricted: false, is_ultra_restricted: false },
    is_stranger: team_id !== TEAM.id && enterprise_id !== ORGANISATION,
    updated: 1_700_000_000,
    ...(enterprise_id ? { enterprise_user: { id, enterprise_id, teams: [team_id] } } : {}),
    ...(locale ? { locale: user.locale } : {}),
  };
}
