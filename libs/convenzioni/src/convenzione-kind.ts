/** Code of the template the text of a convenzione is formed from. */
export const textTemplate = 'CONV';
