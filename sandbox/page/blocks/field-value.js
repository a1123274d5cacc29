/** What an input holds when its form opens. */
export function initialValue(element, context) {
  if (/^(checkboxes|multi_.*|file_input)$/.test(element.type))
    return (element.initial_options ?? []).map((option) => option.value);
  if (element.default_to_current_conversation)
    return element.initial_conversation ?? context.conversation;
  const { initial_conversation, initial_value, initial_option } = element;
  return initial_conversation ?? initial_value ?? initial_option?.value ?? null;
}

/** The element of a block that holds a value, if any. */
export function inputsOf(block) {
  const elements = block.type === 'actions' ? block.elements : [block.element ?? block.accessory];
  return elements.filter(
    (each) => each?.action_id !== undefined && !/^(button|image)$/.test(each.type),
  );
}

/** Why a field cannot be sent as it is, checked before the app is asked, as Slack does. */
export function complaint(block, value) {
  const empty = value === null || value.length === 0;
  if (empty) return block.optional ? null : 'Please complete this required field.';
  const { min_length: least = 0, max_length: most = Number.POSITIVE_INFINITY } = block.element;
  if (typeof value !== 'string') return null;
  if (value.length < least) return `Please enter at least ${least} characters.`;
  return value.length > most ? `Please enter at most ${most} characters.` : null;
}

/** Options in groups, whichever way they came. */
export function groupsOf(answer) {
  const groups = answer.option_groups ?? [{ options: answer.options }];
  return groups.map(({ label, options }) => ({ label: label?.text ?? '', options: options ?? [] }));
}
