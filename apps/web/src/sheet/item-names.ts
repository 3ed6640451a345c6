import { type FieldDescription } from '@gare/contracts/scheda/describe-fields';
import { type JsonObject, type JsonValue } from '@gare/domain/scheda/path';
import { type FieldNode } from './field-tree';
import { valueInWords } from './field-text';

const lotsList = 'lotti';
const idLetters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const idLength = 10;

/** Id of a new item: lots are numbered (LOT-0003), the others only have to differ, also from those of a colleague. */
export function newItemId(list: FieldDescription, existing: readonly { readonly id: string }[]): string {
  if (list.path === lotsList) {
    const numbers = existing.map(({ id }) => Number(/^LOT-(\d{4})$/.exec(id)?.[1] ?? 0));
    return `LOT-${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}`;
  }
  const random = crypto.getRandomValues(new Uint8Array(idLength));
  return [...random].map((byte) => idLetters[byte % idLetters.length] ?? 'a').join('');
}

/** What an item is called on the page: the first field of text or choice that has a value. */
export function itemName(children: readonly FieldNode[], item: JsonObject): string | null {
  const naming = ['oggetto', 'titolo', 'denominazione', 'nome'];
  const ordered = [...children].sort((a, b) => Number(naming.includes(b.name)) - Number(naming.includes(a.name)));
  for (const { name, field } of ordered) {
    const value: JsonValue | undefined = item[name];
    if ((field.kind === 'text' || field.kind === 'enum' || field.kind === 'code') && typeof value === 'string')
      return valueInWords(field, value);
  }
  const first = ordered.find(
    ({ name, field }) => field.kind !== 'boolean' && (typeof item[name] === 'string' || typeof item[name] === 'number'),
  );
  return first ? valueInWords(first.field, item[first.name]) : null;
}

const rowKinds = new Set(['text', 'money', 'integer', 'decimal', 'percent', 'date', 'code']);
const mostInRow = 4;

/** Items of a few short fields are shown as rows, not as boxes. */
export function fitsInRow(children: readonly FieldNode[]): boolean {
  return children.length <= mostInRow && children.every(({ field }) => rowKinds.has(field.kind));
}
