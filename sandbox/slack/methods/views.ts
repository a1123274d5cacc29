import type { Triggers } from '../one-time-ids.ts';
import { type View, type Views, viewPayload } from '../views.ts';
import type { World } from '../world.ts';
import { ApiError, type Arguments, botMethod, invalidArguments, type Method } from './api-call.ts';
import { json, required, text } from './arguments.ts';

/** The `views.*` methods need no scope. https://docs.slack.dev/reference/methods/views.open */
export function viewMethods(deps: {
  world: World;
  views: Views;
  triggers: Triggers;
  homeTab: boolean;
}): Record<string, Method> {
  const { views, triggers } = deps;
  const method = (run: (args: Arguments) => View): Method =>
    botMethod(null, true, (args) => ({ view: viewPayload(deps.world, run(args)) }));
  const payload = (args: Arguments) => {
    const view = json(args, 'view', 'invalid_arguments');
    if (view === undefined) throw invalidArguments('missing required field: view');
    return view;
  };
  const trigger = (args: Arguments) => () => triggers.use(required(args, 'trigger_id'));

  return {
    'views.open': method((args) => views.open(payload(args), trigger(args))),
    'views.update': method((args) => {
      const view = views.find({ view_id: required(args, 'view_id') });
      if (view === undefined) throw new ApiError('not_found');
      views.update(view, payload(args), text(args, 'hash'));
      return view;
    }),
    'views.publish': method((args) => {
      const user = deps.world.user(required(args, 'user_id'));
      if (user === undefined || user.is_bot)
        throw invalidArguments('invalid `user_id` [json-pointer:/user_id]');
      if (!deps.homeTab) throw new ApiError('not_enabled');
      return views.publish(user.id, payload(args), text(args, 'hash'));
    }),
  };
}
