import { z } from 'zod';

export const withType = <Type extends string, Fields extends z.core.$ZodLooseShape>(
  type: Type,
  fields: Fields,
) => z.strictObject({ type: z.literal(type), ...fields });
export const optional = <Fields extends z.core.$ZodLooseShape>(fields: Fields) =>
  z.object(fields).partial().shape;
export const text = (max?: number) =>
  max === undefined ? z.string().min(1) : z.string().min(1).max(max);

/** https://docs.slack.dev/reference/block-kit/composition-objects/text-object */
export const plainText = (max: number) =>
  withType('plain_text', { text: text(max), ...optional({ emoji: z.boolean() }) });
export const mrkdwn = (max: number) => withType('mrkdwn', { text: text(max) });
export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

/** A link: an absolute URL of at most 3000 characters. */
export const link = text(3000).refine((url) => URL.canParse(url), 'must be a valid url');

/** Slack's rule, except that http is allowed on loopback, where the sandbox's media are. */
export const imageUrl = link.refine((url) => {
  if (!URL.canParse(url)) return true;
  const { protocol, hostname, pathname } = new URL(url);
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && loopback)) return false;
  const extension = /\.([a-z0-9]+)$/i.exec(pathname)?.[1]?.toLowerCase();
  return extension === undefined || ['png', 'jpg', 'jpeg', 'gif'].includes(extension);
}, 'invalid image_url: downloading image failed');

export const style = z.enum(['primary', 'danger']);
/**
 * Fields that all interactive elements share, with the confirmation dialog.
 * https://docs.slack.dev/reference/block-kit/composition-objects/confirmation-dialog-object
 */
export const common = {
  ...optional({
    action_id: text(255),
    confirm: z.strictObject({
      title: plainText(100),
      text: anyText(300),
      confirm: plainText(30),
      deny: plainText(30),
      ...optional({ style }),
    }),
  }),
};

const value = text(150);
/** https://docs.slack.dev/reference/block-kit/composition-objects/option-object */
export const menuOption = z.strictObject({
  ...{ text: plainText(75), value },
  ...optional({ description: plainText(75) }),
});
/** An option of radio buttons and checkboxes, which allow mrkdwn. */
export const boxOption = z.strictObject({
  ...{ text: anyText(75), value },
  ...optional({ description: anyText(75) }),
});

const isUnique = (options: readonly { value: string }[]) =>
  new Set(options.map(({ value }) => value)).size === options.length;
type Item = z.ZodType<{ value: string }>;
/** A list of `min` to `max` options with unique values. */
export const optionList = <Kind extends Item>(item: Kind, max: number, min = 1) =>
  z.array(item).min(min).max(max).refine(isUnique, 'option values must be unique');
const group = z.strictObject({ label: plainText(75), options: optionList(menuOption, 100) });
export const optionGroups = (min = 1) => z.array(group).min(min).max(100);
