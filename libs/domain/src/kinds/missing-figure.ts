import { dayInWords } from '../calendar/dates-in-words.js';
import { parameterName } from '../law/parameter-names.js';

const start = 'il parametro di legge';

/** How a figure that no row gives (on a day, `YYYY-MM-DD`) is named among what is missing: it is no field of the sheet. */
export const missingFigure = (key: string, day?: string): string =>
  `${start} «${parameterName(key).name}»${day === undefined ? '' : ` al ${dayInWords(day)}`}`;

/** Tells a missing figure of the law from a missing field. */
export const isMissingFigure = (name: string): boolean => name.startsWith(start);
