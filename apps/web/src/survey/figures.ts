/** A decimal of the server as people write it; a dash where there is none. */
export const decimal = (value: string | number | null): string => (value === null ? '–' : String(value).replace('.', ','));
export const percent = (value: string | null): string => (value === null ? '–' : `${decimal(value)}%`);
