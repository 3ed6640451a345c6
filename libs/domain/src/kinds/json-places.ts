/** Where each value of a JSON text stands, so that a finding about a kind can name the line. */

export interface JsonPlaces {
  /** Line (from 1) of the value at a path such as `$.gates[2].predicate`; of its nearest known ancestor otherwise. */
  readonly lineOf: (path: string) => number;
  /** Paths of keys written twice in the same object: JSON keeps the last one silently. */
  readonly repeatedKeys: readonly string[];
}

export type JsonReading =
  | { readonly ok: true; readonly value: unknown; readonly places: JsonPlaces }
  | { readonly ok: false; readonly line: number; readonly message: string };

const tokenPattern = /\s*(?:(?<string>"(?:[^"\\]|\\.)*")|(?<scalar>-?\d[\d.eE+-]*|true|false|null)|(?<mark>[{}[\],:]))/uy;

class Scanner {
  readonly offsets = new Map<string, number>();
  readonly repeated: string[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  get offset(): number {
    return this.at;
  }

  private next(): { readonly text: string; readonly start: number } | undefined {
    tokenPattern.lastIndex = this.at;
    const match = tokenPattern.exec(this.text);
    if (match === null) return undefined;
    this.at = tokenPattern.lastIndex;
    const text = match[0].trimStart();
    return { text, start: this.at - text.length };
  }

  private peek(): string | undefined {
    const saved = this.at;
    const token = this.next();
    this.at = saved;
    return token?.text;
  }

  /** Walks one value; returns false at the first thing that is not JSON, `offset` then standing just before it. */
  value(path: string): boolean {
    const saved = this.at;
    const token = this.next();
    if (token === undefined) return false;
    this.offsets.set(path, token.start);
    if (token.text === '{') return this.members(path);
    if (token.text === '[') return this.elements(path);
    if (!/^[\]},:]$/.test(token.text)) return true;
    this.at = saved;
    return false;
  }

  private members(path: string): boolean {
    const seen = new Set<string>();
    if (this.peek() === '}') return this.next() !== undefined;
    for (;;) {
      const key = this.peek();
      if (key?.startsWith('"') !== true) return false;
      this.next();
      const child = `${path}.${key.slice(1, -1)}`;
      if (seen.has(key)) this.repeated.push(child);
      seen.add(key);
      if (this.peek() !== ':') return false;
      this.next();
      if (!this.value(child)) return false;
      const mark = this.peek();
      if (mark !== ',' && mark !== '}') return false;
      this.next();
      if (mark === '}') return true;
    }
  }

  private elements(path: string): boolean {
    if (this.peek() === ']') return this.next() !== undefined;
    for (let index = 0; ; index += 1) {
      if (!this.value(`${path}[${index}]`)) return false;
      const mark = this.peek();
      if (mark !== ',' && mark !== ']') return false;
      this.next();
      if (mark === ']') return true;
    }
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

/** Parses JSON text and remembers the places; on bad JSON tells the line where reading stopped. */
export function readJson(text: string): JsonReading {
  const scanner = new Scanner(text);
  const good = scanner.value('$') && text.slice(scanner.offset).trim() === '';
  try {
    const value: unknown = JSON.parse(text);
    const lineOf = (path: string): number => {
      let known = path;
      while (known !== '$' && !scanner.offsets.has(known)) known = known.replace(/(\.[^.[\]]+|\[\d+\])$/, '') || '$';
      return lineAt(text, scanner.offsets.get(known) ?? 0);
    };
    return { ok: true, value, places: { lineOf, repeatedKeys: scanner.repeated } };
  } catch {
    const rest = text.slice(scanner.offset);
    const stop = good ? text.length : text.length - rest.trimStart().length;
    return { ok: false, line: lineAt(text, stop), message: 'Il file non è JSON valido: la lettura si ferma a questa riga.' };
  }
}
