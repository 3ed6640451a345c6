const opening = '[da compilare: ';

/** What stands in a draft in the place of a value that the scheda does not have yet; `label` is the name of its field. */
export const missingText = (label: string): string => `${opening}${label}]`;

/** Whether a value of a draft still waits for its field. */
export const isMissingText = (text: string): boolean => text.startsWith(opening);
