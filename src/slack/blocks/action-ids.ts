/**
 * The `action_id`s of all buttons. The form's fields use their block ids.
 * Messages keep these ids for years: a changed id breaks the buttons of old messages.
 */
export const ACTION_IDS = {
  watch: 'watch_video',
  retry: 'retry',
  retryThere: 'retry_there',
  makeHere: 'make_here',
  cancel: 'cancel',
  share: 'share',
  transcript: 'transcript',
  remixMenu: 'remix',
  /** Earlier cards had one button per part. `again` asks for confirmation before it pays. */
  remix: {
    script: 'remix_script',
    avatar: 'remix_avatar',
    voice: 'remix_voice',
    shape: 'remix_shape',
    again: 'remix_again',
  },
  unconfirmed: {
    take_likely: 'take_likely',
    look_again: 'look_again',
    ask_again: 'ask_again',
    give_up: 'give_up',
  },
  list: { newer: 'list_newer', older: 'list_older' },
  home: {
    make: 'home_make',
    example: 'home_example',
    refresh: 'home_refresh',
    search: 'home_search',
    clear: 'home_clear',
    newer: 'home_newer',
    older: 'home_older',
    showFailed: 'home_show_failed',
    hideFailed: 'home_hide_failed',
    continueDraft: 'home_continue_draft',
    discardDraft: 'home_discard_draft',
    setJoggKey: 'set_jogg_key',
    removeJoggKey: 'remove_jogg_key',
    looks: ['home_look_1', 'home_look_2', 'home_look_3'],
  },
  form: {
    moreRoom: 'more_room',
    lessRoom: 'less_room',
    moreOptions: 'advanced',
    fewerOptions: 'fewer_options',
    cleanScript: 'clean_script',
    undoClean: 'undo_clean',
    continueDraft: 'draft_continue',
    discardDraft: 'draft_discard',
    joinChannel: 'join_channel',
    looks: ['look_1', 'look_2', 'look_3'],
  },
  makeInThread: 'make_in_thread',
  takeAsScript: 'take_as_script',
} as const;
