import { Injectable } from '@nestjs/common';
import { type CheckResultView } from '@gare/contracts/checks';
import { checkCatalogue } from '@gare/domain/checks/catalogue';
import { type Reader } from '@gare/platform/database';
import { CheckResultEntity } from './check-result.entity.js';
import { worstFirst } from './checks.view.js';

/** A result that keeps the package from being built, and where to mend it. */
export interface CheckBlock {
  readonly checkId: string;
  readonly status: CheckResultView['status'];
  readonly stale: boolean;
  readonly message: string;
  /** Scheda path, where the evidence names one. */
  readonly path: string | null;
  readonly documentCode: string | null;
}

/** What a gate asks of a result. */
export interface CheckOutcome extends Pick<CheckResultEntity, 'checkId' | 'groupCode' | 'severity' | 'status' | 'stale'> {
  /** What failed and where; null of a result that did not fail: nobody is told of it. */
  readonly message: string | null;
  readonly evidence: CheckResultEntity['evidence'] | null;
}

/** The results of the checks for the other features. */
@Injectable()
export class ChecksReader {
  /**
   * What stands in the way: blocking checks that failed or could not be told (those on what
   * follows the award apart), and every result whose inputs changed since.
   * A dossier never checked is blocked too.
   */
  async blocks(reader: Reader, dossierId: string): Promise<CheckBlock[]> {
    const results = await this.results(reader, dossierId);
    if (results.length === 0) return [neverRun];
    return results.filter(standsInTheWay).map(toBlock);
  }

  /** The same results as far as gates depend on them, worst first: asked at every look at a dossier, so without the rest. */
  async outcomes(reader: Reader, dossierId: string): Promise<CheckOutcome[]> {
    // As one value: taking one apart costs a third of taking hundreds of rows apart.
    const [told] = await reader.query<{ outcomes: CheckOutcome[] | null }[]>(
      `select json_agg(json_build_object('checkId', check_id, 'groupCode', group_code, 'severity', severity, 'status', status,
         'stale', stale, 'message', case when status = 'KO' then message end, 'evidence', case when status = 'KO' then evidence end))
         as outcomes from check_results where dossier_id = $1`,
      [dossierId],
    );
    return (told?.outcomes ?? []).sort(worstFirst);
  }

  /** Worst first. */
  async results(reader: Reader, dossierId: string): Promise<CheckResultEntity[]> {
    return (await reader.findBy(CheckResultEntity, { dossierId })).sort(worstFirst);
  }
}

const neverRun: CheckBlock = {
  checkId: '',
  status: 'UNKNOWN',
  stale: true,
  message: 'Le verifiche non sono ancora state eseguite: attendi qualche secondo o avviale dalla pagina Verifiche.',
  path: null,
  documentCode: null,
};

/** Checks of what comes after the award: before it they cannot be told, and publication does not wait for them. */
const afterAward = new Set(checkCatalogue.filter((check) => check.inputs.includes('@award')).map((check) => check.id));

function standsInTheWay({ checkId, severity, status, stale }: CheckResultEntity): boolean {
  if (stale) return true;
  if (severity !== 'BLOCK') return false;
  return status === 'KO' || (status === 'UNKNOWN' && !afterAward.has(checkId));
}

function toBlock(row: CheckResultEntity): CheckBlock {
  const place = placeOf(row);
  const message = row.stale ? `${row.title}: i dati sono cambiati e la verifica sta ripartendo.` : row.message;
  return { checkId: row.checkId, status: row.status, stale: row.stale, message, ...place };
}

/** First place of the evidence that can be opened. */
export function placeOf({ evidence }: Pick<CheckResultEntity, 'evidence'>): { path: string | null; documentCode: string | null } {
  const place = evidence.find(({ path }) => path !== null) ?? evidence.find(({ documentCode }) => documentCode !== null);
  return { path: place?.path ?? null, documentCode: place?.documentCode ?? null };
}
