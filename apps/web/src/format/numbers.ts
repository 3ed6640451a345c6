/**
 * What a person typed as a number, in the form of the contracts: "1.234,5" → "1234.5", "€ 1234,50" → "1234.50".
 * A point followed by exactly three digits groups thousands, else it is the decimal mark. Null when it is no number.
 */
export function parseItalianNumber(typed: string): string | null {
  const bare = typed.replace(/[\s€%']/g, '');
  if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (/^\d+(,\d+)?$/.test(bare)) return bare.replace(',', '.');
  if (/^\d+\.\d+$/.test(bare)) return bare;
  return null;
}

const units = ['byte', 'kB', 'MB', 'GB'] as const;

/** 1234567 → "1,2 MB" (thousands, as disks are sold). */
export function fileSize(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toLocaleString('it-IT', { maximumFractionDigits: unit === 0 || value >= 100 ? 0 : 1 })} ${units[unit] ?? ''}`;
}
