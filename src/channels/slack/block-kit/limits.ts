/**
 * What Slack accepts; it refuses the whole message or view for a single fault.
 * https://docs.slack.dev/reference/block-kit/blocks and …/block-elements, …/composition-objects, /reference/views
 */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /**
   * All blocks of a message as JSON. The true limit is nowhere documented: 13,297 characters of plain text still
   * passed, and every block costs about 100 more. https://github.com/slackapi/bolt-js/issues/2509
   */
  messageCharacters: 12_000,
  /** One input of a message: a longer list would leave no room for what is asked. */
  messageInputCharacters: 6_000,
  /** `view_too_large` comes above 250 KB. https://docs.slack.dev/reference/methods/views.open */
  viewBytes: 220_000,
  /** The choices of one input of a view. */
  menuBytes: 150_000,
  /** Of a card as a view; 250 KB even where every character takes three bytes. */
  viewCharacters: 75_000,
  /**
   * The `text` beside the blocks, as UTF-8: chat.update refuses more than 4,000 bytes with `msg_too_long`.
   * https://docs.slack.dev/reference/methods/chat.update
   */
  fallbackBytes: 3_000,
  textCharacters: 3_000,
  headerCharacters: 150,
  buttonCharacters: 75,
  buttonValueCharacters: 2_000,
  optionCharacters: 75,
  optionValueCharacters: 150,
  optionsPerGroup: 100,
  optionGroups: 100,
  /** More checkboxes or radio buttons become a menu. */
  boxes: 10,
  placeholderCharacters: 150,
  labelCharacters: 2_000,
  plainTextInputCharacters: 3_000,
  idCharacters: 255,
  viewTitleCharacters: 24,
  privateMetadataCharacters: 3_000,
  /** An actions block takes 25; more than five in a row are hard to read. */
  buttonsPerRow: 5,
  progressCells: 14,
  /** Slack publishes no limit for an error under an input; more than this does not fit under one. */
  errorCharacters: 300,
} as const;
