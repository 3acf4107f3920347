/** What SurveyJS does beside asking, and Steward does not. */
const NOT_DONE: readonly (readonly [readonly string[], string])[] = [
  [['defaultValue', 'defaultValueExpression'], 'its default is not taken: the person is asked'],
  [['requiredIf'], 'it can always be left out, because it is required only under a condition'],
  [['enableIf'], 'it can always be answered'],
  [['validators'], 'its own checks are not made'],
  [['setValueIf', 'setValueExpression', 'resetValueIf'], 'nothing is answered for the person'],
  [['choicesVisibleIf', 'choicesEnableIf'], 'all of its choices are always offered'],
  [['minSelectedChoices', 'maxSelectedChoices'], 'how many are chosen is not checked'],
];

/** What is different from SurveyJS about an element that was taken, in the middle of a sentence. */
export function elementRemarks(element: Readonly<Record<string, unknown>>): readonly string[] {
  const remarks = NOT_DONE.filter(([properties]) => properties.some((property) => isSet(element[property]))).map(
    ([, remark]) => remark,
  );
  const choices: readonly unknown[] = Array.isArray(element.choices) ? element.choices : [];
  const conditional = choices.some(
    (choice) => typeof choice === 'object' && choice !== null && ('visibleIf' in choice || 'enableIf' in choice),
  );
  return conditional ? [...remarks, 'all of its choices are always offered'] : remarks;
}

function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 0;
}
