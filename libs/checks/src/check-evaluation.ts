import { checkCatalogue } from '@gare/domain/checks/catalogue';
import { type CheckDefinition, type CheckFacts, type CheckResult } from '@gare/domain/checks/check';
import { inputKey, runCheck } from '@gare/domain/checks/engine';
import { evaluateCondition } from '@gare/domain/kinds/expression';
import { contextOf } from '@gare/domain/kinds/kind-facts';
import { type LoadedKind } from '@gare/domain/kinds/kind';
import { sha256Hex } from '@gare/platform/audit';
import { type CheckResultEntity } from './check-result.entity.js';

type Content = Omit<CheckResultEntity, 'dossierId' | 'suaId' | 'enteId' | 'asOf' | 'checkedAt' | 'stale'>;

/** Outcome for one check: its new result, or null where the one on record still holds. */
export interface CheckVerdict {
  readonly checkId: string;
  readonly result: Content | null;
}

interface Asked {
  readonly check: CheckDefinition;
  /** False where the kind leaves the check out for this dossier. */
  readonly wanted: boolean;
  readonly severity: CheckResult['severity'] | undefined;
}

/**
 * Evaluates the checks the kind asks for.
 * @param hashes input hash of each result on record: a check whose inputs have the same hash is not run.
 */
export function evaluateChecks(
  kind: LoadedKind,
  state: string,
  input: { facts: CheckFacts; hashes: ReadonlyMap<string, string> },
): CheckVerdict[] {
  const { facts, hashes } = input;
  return askedChecks(kind, state, facts).map((asked) => {
    const { check, wanted, severity } = asked;
    const inputHash = sha256Hex(`${inputKey(check, facts)} ${String(wanted)} ${severity ?? ''}`);
    if (hashes.get(check.id) === inputHash) return { checkId: check.id, result: null };
    return { checkId: check.id, result: contentOf(wanted ? runCheck(check, facts) : leftOut(check), { inputHash, severity }) };
  });
}

function askedChecks(kind: LoadedKind, state: string, facts: CheckFacts): Asked[] {
  const context = contextOf(kind, state, { asOf: facts.asOf, subject: facts.scheda, documents: [], parameters: facts.parameters });
  return kind.checks.flatMap((entry, index) => {
    const check = checkCatalogue.find(({ id }) => id === entry.id);
    if (check === undefined) return [];
    const when = kind.expressions.get(`$.checks[${index}].when`);
    const wanted = when === undefined || evaluateCondition(when.tree, context).truth !== false;
    return [{ check, wanted, severity: entry.severity }];
  });
}

function leftOut(check: CheckDefinition): CheckResult {
  const { id, version, group, severity, title, cite } = check;
  return {
    id,
    version,
    group,
    severity,
    title,
    cite,
    status: 'NA',
    message: 'Per questo tipo di fascicolo la verifica non si applica.',
    evidence: [],
    suggestion: null,
    inputKey: '',
  };
}

function contentOf(result: CheckResult, extra: { inputHash: string; severity: CheckResult['severity'] | undefined }): Content {
  return {
    checkId: result.id,
    checkVersion: String(result.version),
    status: result.status,
    severity: extra.severity ?? result.severity,
    groupCode: result.group,
    title: result.title,
    message: result.message,
    suggestion: result.suggestion,
    cite: result.cite,
    evidence: result.evidence.map(({ path, document, excerpt, line }) => ({
      path: path ?? null,
      documentCode: document ?? null,
      excerpt: excerpt ?? null,
      line: line ?? null,
    })),
    inputHash: extra.inputHash,
  };
}
