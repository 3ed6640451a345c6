import type { z } from 'zod';
import { readJson } from './json-places.js';
import { checkKind } from './kind-check.js';
import type { CompiledExpressions } from './kind-expressions.js';
import { dossierKindSchema, type DossierKind } from './kind-schema.js';

export type { DossierKind, KindDocument, KindEffect, KindGate, KindState, KindTransition } from './kind-schema.js';

/** A kind that passed every check, with its expressions compiled. */
export interface LoadedKind extends DossierKind {
  readonly expressions: CompiledExpressions;
}

/** Why a kind is refused: JSON path, line of the file where the source text was given, reason in Italian. */
export interface KindFinding {
  readonly path: string;
  readonly line: number | null;
  readonly message: string;
}

export type KindLoad = { readonly ok: true; readonly kind: LoadedKind } | { readonly ok: false; readonly findings: readonly KindFinding[] };

/**
 * Loads a dossier kind from the text of its file (findings then carry line numbers) or from a parsed value.
 * Never throws: a kind that is malformed, unreachable in part, or whose expressions do not type-check comes back as findings.
 */
export function loadKind(source: unknown): KindLoad {
  if (typeof source !== 'string') return loadValue(source, () => null);
  const reading = readJson(source);
  if (!reading.ok) return { ok: false, findings: [{ path: '$', line: reading.line, message: reading.message }] };
  const { lineOf, repeatedKeys } = reading.places;
  const repeated = repeatedKeys.map((path) => ({
    path,
    line: lineOf(path),
    message: 'Questa chiave è scritta due volte nello stesso punto.',
  }));
  const loaded = loadValue(reading.value, lineOf);
  if (repeated.length === 0) return loaded;
  return { ok: false, findings: [...repeated, ...(loaded.ok ? [] : loaded.findings)] };
}

/**
 * Reads a version that was published before: rules that the check has learnt since do not make it unreadable, only a text that has
 * lost its shape or an expression that no longer compiles do.
 */
export function reloadKind(text: string): LoadedKind | null {
  const reading = readJson(text);
  const parsed = reading.ok ? dossierKindSchema.safeParse(reading.value) : null;
  if (parsed?.success !== true) return null;
  const { issues, expressions } = checkKind(parsed.data);
  const broken = issues.some(({ path }) => /\.(?:predicate|expr|when|formula)$/.test(path));
  return broken ? null : Object.freeze({ ...parsed.data, expressions });
}

function loadValue(value: unknown, lineOf: (path: string) => number | null): KindLoad {
  const parsed = dossierKindSchema.safeParse(value);
  if (!parsed.success) {
    return { ok: false, findings: parsed.error.issues.map(describeShape).map((issue) => ({ ...issue, line: lineOf(issue.path) })) };
  }
  const { issues, expressions } = checkKind(parsed.data);
  if (issues.length > 0) return { ok: false, findings: issues.map((issue) => ({ ...issue, line: lineOf(issue.path) })) };
  return { ok: true, kind: Object.freeze({ ...parsed.data, expressions }) };
}

function describeShape(issue: z.core.$ZodIssue): { path: string; message: string } {
  const path = issue.path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`), '$');
  return { path, message: shapeMessage(issue) };
}

function shapeMessage(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `Voci non previste: ${issue.keys.join(', ')}.`;
    case 'invalid_type':
      return issue.input === undefined
        ? 'Voce obbligatoria mancante o di tipo sbagliato.'
        : `Qui ci vuole un valore di tipo ${issue.expected}.`;
    case 'invalid_value':
      return `Valore non previsto: sono ammessi ${issue.values.map(String).join(', ')}.`;
    case 'invalid_format':
      return issue.message.startsWith('Invalid') ? 'Il valore non ha la forma prevista.' : issue.message;
    case 'too_small':
      return 'Il valore è troppo piccolo o l’elenco è vuoto.';
    default:
      return 'Il valore non ha la forma prevista.';
  }
}
