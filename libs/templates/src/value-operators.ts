import { Decimal } from 'decimal.js';
import { type ValueKind } from './filters.js';

/** True for what would print as nothing. */
export function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/** True for what counts as filled in: a list with items, or a value that prints as something. */
export function filled(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : !isBlank(value);
}

/** Sign of left − right, both decimal: −1, 0 or 1. */
export function compareNumbers(left: unknown, right: unknown): number {
  return new Decimal(left as Decimal.Value).comparedTo(new Decimal(right as Decimal.Value));
}

/** Order of two values as they are written; dates and instants in ISO form sort by time. */
export function compareTexts(left: unknown, right: unknown): number {
  const [one, other] = [printed(left), printed(right)];
  return one === other ? 0 : one < other ? -1 : 1;
}

/** A value as text to compare or join. */
export function printed(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Whether a comparison holds, given the sign of left − right. */
export function outcome(operator: string, order: number): boolean {
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return (order === 0) === operator.startsWith('=');
  }
}

/** Arithmetic on whole numbers; a division drops the remainder. */
export function integer(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '%':
      return left % right;
    default:
      return Math.trunc(left / right);
  }
}

/** The kind of a value written in the template itself. */
export function literalKind(value: unknown): ValueKind {
  if (typeof value === 'number') return 'integer';
  if (typeof value === 'boolean') return 'boolean';
  return value === null || value === undefined ? 'null' : 'formatted';
}
