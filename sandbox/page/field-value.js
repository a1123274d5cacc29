/** @typedef {string | string[] | null} FieldValue */

/**
 * What an input holds when its form opens.
 * @param {Record<string, any>} element a Block Kit input element
 * @param {{ conversation: string | null }} context where the form was opened
 * @returns {FieldValue}
 */
export function initialValue(element, context) {
  switch (element.type) {
    case 'checkboxes':
      return (element.initial_options ?? []).map(optionValue);
    case 'multi_static_select':
    case 'multi_external_select':
      return (element.initial_options ?? []).map(optionValue);
    case 'conversations_select':
      return (
        element.initial_conversation ??
        (element.default_to_current_conversation ? context.conversation : null)
      );
    case 'file_input':
      return [];
    case 'channels_select':
      return element.initial_channel ?? null;
    case 'users_select':
      return element.initial_user ?? null;
    case 'datepicker':
      return element.initial_date ?? null;
    case 'timepicker':
      return element.initial_time ?? null;
    default:
      return element.initial_value ?? optionValue(element.initial_option) ?? null;
  }
}

/** The element of a block that holds a value, if any. @param {Record<string, any>} block */
export function inputsOf(block) {
  const elements =
    block.type === 'actions' ? block.elements : [block.element ?? block.accessory ?? null];
  return elements.filter(
    (/** @type {Record<string, any> | null} */ each) =>
      each !== null && each.action_id !== undefined && !/^(button|overflow|image)$/.test(each.type),
  );
}

/**
 * Why a field cannot be sent as it is, checked before the app is asked, as Slack does.
 * @param {Record<string, any>} block an input block
 * @param {FieldValue} value
 * @returns {string | null}
 */
export function complaint(block, value) {
  const empty = value === null || value.length === 0;
  if (empty) return block.optional ? null : 'Please complete this required field.';
  const { min_length: least, max_length: most } = block.element;
  if (typeof value !== 'string') return null;
  if (least !== undefined && value.length < least)
    return `Please enter at least ${least} characters.`;
  if (most !== undefined && value.length > most) return `Please enter at most ${most} characters.`;
  return null;
}

/** Options in groups, whichever way they came. @param {Record<string, any>} answer */
export function groupsOf(answer) {
  if (answer.option_groups !== undefined) {
    return answer.option_groups.map((/** @type {Record<string, any>} */ group) => ({
      label: group.label?.text ?? '',
      options: group.options ?? [],
    }));
  }
  return [{ label: '', options: answer.options ?? [] }];
}

const optionValue = (/** @type {Record<string, any> | undefined} */ option) =>
  option?.value ?? null;
