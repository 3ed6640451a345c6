import { isDirectAward, mainObject, tenderValue } from '../checks/sheet-facts.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { CoverageRequest } from './coverage.js';

/** What is to be tendered, as the scope of a convenzione asks it. */
export type TenderContract = Pick<CoverageRequest, 'tipo' | 'oggettoConcessione' | 'importo' | 'modalita'>;

/** Type and amount as the sheet names them; a partnership counts with the concessions (C. 174). */
export function tenderContract(sheet: SchedaValues): TenderContract {
  const object = mainObject(sheet) ?? null;
  const isConcession = sheet.tipoContratto === 'concessione' || sheet.tipoContratto === 'ppp';
  return {
    tipo: isConcession ? 'concession' : object,
    oggettoConcessione: !isConcession || object === null ? null : object === 'works' ? 'works' : 'services',
    importo: tenderValue(sheet)?.toFixed(2) ?? null,
    modalita: isDirectAward(sheet) ? 'AFFIDAMENTO_DIRETTO' : null,
  };
}
