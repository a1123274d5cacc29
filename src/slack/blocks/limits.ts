/** Slack's limits, in characters unless a comment says otherwise. */
export const LIMITS = {
  /** https://docs.slack.dev/reference/block-kit/blocks/ */
  messageBlocks: 50,
  viewBlocks: 100,
  blockId: 255,
  /** `chat.update` rejects a longer text. https://docs.slack.dev/reference/methods/chat.update/ */
  text: 4_000,
  /**
   * Undocumented; Slack rejected messages of about 13,200 characters.
   * https://github.com/slackapi/bolt-js/issues/2509
   */
  messageTotal: 12_000,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/text-object/ */
  textObject: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/section-block/ */
  field: 2_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/context-block/ */
  contextElements: 10,
  /** https://docs.slack.dev/reference/block-kit/blocks/actions-block/ */
  actionElements: 25,
  /** https://docs.slack.dev/reference/block-kit/block-elements/button-element/ */
  buttonText: 75,
  buttonValue: 2_000,
  url: 3_000,
  actionId: 255,
  /** https://docs.slack.dev/reference/block-kit/blocks/image-block/ */
  altText: 2_000,
  /** https://docs.slack.dev/reference/methods/files.getUploadURLExternal/ */
  fileAltText: 1_000,
  /** https://docs.slack.dev/reference/views/modal-views/ */
  viewTitle: 24,
  callbackId: 255,
  privateMetadata: 3_000,
  /** https://docs.slack.dev/reference/block-kit/blocks/input-block/ */
  label: 2_000,
  hint: 2_000,
  /** https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element/ */
  input: 3_000,
  placeholder: 150,
  /** https://docs.slack.dev/reference/block-kit/composition-objects/option-object/ */
  optionText: 75,
  optionValue: 75,
  /** https://docs.slack.dev/reference/block-kit/block-elements/multi-select-menu-element/ */
  menuOptions: 100,
} as const;
