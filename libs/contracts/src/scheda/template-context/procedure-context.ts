import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { type FieldRow } from './context-field.js';

const DIRECT: readonly string[] = ['50a', '50b'];
const BELOW_THRESHOLD: readonly string[] = ['50c', '50d', '50e'];
const TWO_STAGES: readonly string[] = ['restricted', 'neg-w-call', 'comp-dial', 'innovation'];

/** What kind of procedure the texts speak of; unknown as long as the sheet does not name its article. */
export function procedureContext({ norma, tipoProcedura }: SchedaValues): Record<string, boolean | undefined> {
  const among = (articles: readonly string[]): boolean | undefined => (norma ? articles.includes(norma) : undefined);
  const stages = tipoProcedura ? TWO_STAGES.includes(tipoProcedura) : undefined;
  return {
    affidamentoDiretto: among(DIRECT),
    negoziataSottoSoglia: among(BELOW_THRESHOLD),
    negoziataSenzaBando: among(['76']),
    secondaFase: stages,
  };
}

export const procedureRows: readonly FieldRow[] = [
  ['affidamentoDiretto', 'boolean', 'È un affidamento diretto', false, 'norma'],
  ['negoziataSottoSoglia', 'boolean', 'È una negoziata dell’articolo 50', true, 'norma'],
  ['negoziataSenzaBando', 'boolean', 'È una negoziata dell’articolo 76', false, 'norma'],
  ['secondaFase', 'boolean', 'È una procedura in due fasi, con invito dopo la selezione', false, 'tipoProcedura'],
];
