/** The list a paragraph counts in. */
export interface ListPlace {
  readonly numId: string;
  readonly level: number;
}

/** How a level of a list counts: `decimal`, `lowerLetter`…, its text (`%1.%2.`) and the first number. */
export interface ListLevel {
  readonly format: string;
  readonly text: string;
  readonly start: number;
}

/** Counts the numbered paragraphs of a text as Word does. */
export class NumberLabels {
  private readonly counters = new Map<string, number[]>();

  constructor(private readonly levels: ReadonlyMap<string, ListLevel>) {}

  /** The number of the next paragraph in that place as it is printed; null for a list that does not count. */
  next({ numId, level }: ListPlace): string | null {
    const own = this.levels.get(`${numId} ${level}`);
    if (own === undefined) return null;
    const counter = this.counters.get(numId) ?? [];
    this.counters.set(numId, counter);
    for (let above = 0; above < level; above += 1) counter[above] ??= this.levels.get(`${numId} ${above}`)?.start ?? 1;
    const last = counter[level];
    counter[level] = last === undefined ? own.start : last + 1;
    counter.length = level + 1;
    if (own.format === 'bullet' || own.format === 'none') return null;
    const text = own.text.replace(/%(\d)/g, (_, at: string) => {
      const format = this.levels.get(`${numId} ${Number(at) - 1}`)?.format ?? 'decimal';
      return formatted(counter[Number(at) - 1] ?? 1, format);
    });
    return text;
  }
}

/** A number as a reference prints it: without the point or bracket behind it. */
export function bareNumber(label: string): string {
  return label.replace(/[.)\s]+$/, '');
}

function formatted(count: number, format: string): string {
  if (/letter/i.test(format)) {
    const letter = String.fromCharCode(97 + ((count - 1) % 26)).repeat(1 + Math.floor((count - 1) / 26));
    return format.startsWith('upper') ? letter.toUpperCase() : letter;
  }
  if (/roman/i.test(format)) return format.startsWith('upper') ? roman(count) : roman(count).toLowerCase();
  return String(count);
}

const romans = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

function roman(count: number): string {
  let rest = count;
  let text = '';
  for (const [worth, sign] of romans) {
    while (rest >= worth) {
      text += sign;
      rest -= worth;
    }
  }
  return text;
}
