/** The elements of a block that hold a value. */
export function inputsOf(block) {
  const elements = block.type === 'actions' ? block.elements : [block.element ?? block.accessory];
  return elements.filter(
    (each) => each?.action_id !== undefined && !/^(button|image)$/.test(each.type),
  );
}

/** The value in an element's state, in the form in which a person gives it. */
export function stateValue({ selected_options: many, selected_option: one, ...held }) {
  const options = many?.map(({ value }) => value) ?? held.files;
  return options ?? one?.value ?? held.selected_conversation ?? held.value ?? null;
}

/** The options in groups, from `options` or `option_groups`. */
export function groupsOf(answer) {
  const groups = answer.option_groups ?? [{ options: answer.options }];
  return groups.map(({ label, options }) => ({ label: label?.text ?? '', options: options ?? [] }));
}
