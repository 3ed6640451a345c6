import { type JsonObject } from '@gare/domain/scheda/path';
import { type FieldNode, type FormField } from './form-field';
import { valueInWords } from './field-text';

const lotsList = 'lotti';
const idLetters = 'abcdefghijklmnopqrstuvwxyz0123456789';
const idLength = 10;

/** Id of a new item: lots are numbered (LOT-0003), the others only have to differ, also from those of a colleague. */
export function newItemId(list: FormField, existing: readonly { readonly id: string }[]): string {
  if (list.path === lotsList) {
    const numbers = existing.map(({ id }) => Number(/^LOT-(\d{4})$/.exec(id)?.[1] ?? 0));
    return `LOT-${String(Math.max(0, ...numbers) + 1).padStart(4, '0')}`;
  }
  const random = crypto.getRandomValues(new Uint8Array(idLength));
  return [...random].map((byte) => idLetters[byte % idLetters.length] ?? 'a').join('');
}

const naming = ['oggetto', 'titolo', 'denominazione', 'nome'];

/** What an item is called on the page: by the field that names it, else by the first value it has. */
export function itemName(children: readonly FieldNode[], item: JsonObject): string | null {
  const named = children.find(({ name }) => naming.includes(name));
  const candidates = named ? [named] : children.filter(({ field }) => field.kind !== 'boolean');
  const filled = candidates.find(({ name }) => typeof item[name] === 'string' || typeof item[name] === 'number');
  return filled ? valueInWords(filled.field, item[filled.name]) : null;
}

const rowKinds = new Set(['text', 'money', 'integer', 'decimal', 'percent', 'date', 'code']);
const mostInRow = 4;

/** Items of a few short fields are shown as rows, not as boxes. */
export function fitsInRow(children: readonly FieldNode[]): boolean {
  return children.length <= mostInRow && children.every(({ field }) => rowKinds.has(field.kind));
}
