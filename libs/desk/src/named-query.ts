import { type Condition } from '@gare/dossiers';

/** Collects the parameters of a statement written in plain SQL. */
export class NamedQuery {
  readonly values: unknown[] = [];

  /** The place of a value in the statement. */
  value(value: unknown, type: string): string {
    this.values.push(value);
    return `cast($${this.values.length} as ${type})`;
  }

  /** A condition of the query builder, its names turned into places. */
  condition({ sql, values }: Condition): string {
    const places = new Map<string, string>();
    return sql.replace(/(?<!:):([A-Za-z]\w*)/g, (whole, name: string) => {
      if (!(name in values)) return whole;
      const known = places.get(name);
      if (known !== undefined) return known;
      this.values.push(values[name]);
      const place = `$${this.values.length}`;
      places.set(name, place);
      return place;
    });
  }
}
