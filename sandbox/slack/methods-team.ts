import { ApiError, type Arguments, flag, type Method, text } from './api-call.ts';
import type { Dict } from './block-kit.ts';
import { APP, SALES_TEAM, TEAM, type User } from './seed.ts';
import type { World } from './world.ts';

/** Who is who: `auth.test`, `users.info`, `team.info`, `bots.info`. */
export function teamMethods(deps: { world: World; botName: string }): Record<string, Method> {
  const { world } = deps;
  const method = (
    scope: string | null,
    formAndJson: boolean,
    run: (args: Arguments) => Dict,
  ): Method => ({ token: 'bot', scope, json: formAndJson, run });

  return {
    'auth.test': method(null, true, () => ({
      url: `https://${TEAM.domain}.slack.com/`,
      team: TEAM.name,
      user: deps.botName.toLowerCase(),
      team_id: TEAM.id,
      user_id: APP.botUser,
      bot_id: APP.bot,
      is_enterprise_install: false,
    })),
    'users.info': method('users:read', false, (args) => {
      const user = world.user(text(args, 'user') ?? '');
      if (user === undefined) throw new ApiError('user_not_found');
      return { user: describe(user, flag(args, 'include_locale')) };
    }),
    'team.info': method('team:read', false, () => ({
      team: { id: TEAM.id, name: TEAM.name, domain: TEAM.domain, email_domain: '', icon: {} },
    })),
    'usergroups.list': method('usergroups:read', false, () => ({
      usergroups: [{ id: SALES_TEAM, name: 'Sales team', handle: 'sales-team' }],
    })),
    'bots.info': method('users:read', false, (args) => {
      const bot = text(args, 'bot') ?? APP.bot;
      if (bot !== APP.bot) throw new ApiError('bot_not_found');
      return {
        bot: {
          id: APP.bot,
          app_id: APP.id,
          user_id: APP.botUser,
          name: deps.botName,
          deleted: false,
          updated: 1_700_000_000,
          icons: {},
        },
      };
    }),
  };
}

function describe(user: User, locale: boolean): Dict {
  return {
    id: user.id,
    team_id: user.team_id,
    name: user.name,
    deleted: user.deleted,
    real_name: user.real_name,
    tz: 'Europe/London',
    tz_label: 'Greenwich Mean Time',
    tz_offset: 0,
    profile: {
      real_name: user.real_name,
      display_name: user.is_bot ? '' : (user.real_name.split(' ')[0] ?? ''),
      team: user.team_id,
    },
    is_admin: false,
    is_owner: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_bot: user.is_bot,
    is_app_user: false,
    is_stranger: user.team_id !== TEAM.id,
    updated: 1_700_000_000,
    ...(locale ? { locale: user.locale } : {}),
  };
}
