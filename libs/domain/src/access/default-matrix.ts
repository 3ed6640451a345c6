import { roleCodes, type RoleCode } from './permissions.js';
import type { MatrixDocument, ResponsibilityMatrix } from './responsibility-matrix.js';

/** PCP codes: 1 award only, 2 award and contract, 3 award, contract and execution, 4 proposal of award (brief §0.2 point 2). */
export type DelegatedFunction = '1' | '2' | '3' | '4';

type Row = Partial<Record<RoleCode, string>>;

const notice: Row = { RUP_COMUNE: 'c', RUP_SUA: 'a', FUNZ_SUA: 'd', DIR_SUA: 'Sp', LEGAL: 'r' };
const project = (author: Row): Row => ({ DIR_COMUNE: 'aS', RUP_SUA: 'r', FUNZ_SUA: 'r', LEGAL: 'c', ...author });
const forms: Row = { RUP_SUA: 'a', FUNZ_SUA: 'd', DIR_SUA: 'p' };

/** Rows of the typical division of work (brief §1.2) that do not depend on how far the delegation goes. */
const rows: Readonly<Record<string, Row>> = {
  D03: { RUP_COMUNE: 'd', DIR_COMUNE: 'S', RUP_SUA: 'r', FUNZ_SUA: 'r' },
  D04: { RUP_COMUNE: 'c', RUP_SUA: 'aS', FUNZ_SUA: 'd', LEGAL: 'c' },
  D06: { RUP_COMUNE: 'd', DIR_COMUNE: 'S', RUP_SUA: 'c' },
  D06S: { RUP_SUA: 'c', FUNZ_SUA: 'd', DIR_SUA: 'S' },
  D10: project({ RUP_COMUNE: 'dS' }),
  D11: project({ RUP_COMUNE: 'dS', PROGETTISTA: 'c' }),
  D13: project({ RUP_COMUNE: 'dS' }),
  D14: project({ RUP_COMUNE: 'dS' }),
  // The designer draws and signs; what comes from outside the RUP of the comune brings in.
  D17: project({ PROGETTISTA: 'dS', RUP_COMUNE: 'd' }),
  D18: project({ PROGETTISTA: 'dS', RUP_COMUNE: 'd', VERIFICATORE: 'r' }),
  D19: project({ CSP: 'dS', RUP_COMUNE: 'd' }),
  D20: { VERIFICATORE: 'dS', RUP_COMUNE: 'dS', RUP_SUA: 'r' },
  D21: { RUP_COMUNE: 'd', DIR_COMUNE: 'S', RUP_SUA: 'r', FUNZ_SUA: 'c', LEGAL: 'r', RAG: 'r' },
  D22: { RAG: 'dS', RUP_COMUNE: 'c' },
  D23: { RUP_SUA: 'd', FUNZ_SUA: 'd', DIR_SUA: 'Sp', LEGAL: 'r' },
  D30: notice,
  D32: notice,
  D33: notice,
  D31: notice,
  D34: notice,
  D34B: notice,
  D36: forms,
  D37: forms,
  D38: forms,
  D39: forms,
  D40: { RUP_COMUNE: 'd', DIR_COMUNE: 'a', RUP_SUA: 'r', FUNZ_SUA: 'c', LEGAL: 'r', SEG_COM: 'r' },
  D53: notice,
  D54: notice,
  D60: { RUP_COMUNE: 'c', DIR_COMUNE: 'c', RUP_SUA: 'd', FUNZ_SUA: 'd', DIR_SUA: 'Sp' },
  // The commission never enters the dossier: its minutes are brought in by whoever assists it.
  D61: { RUP_SUA: 'c', FUNZ_SUA: 'd' },
  D62: { RUP_SUA: 'c', FUNZ_SUA: 'd', COMM_SEGR: 'd', COMM_PRES: 'S', COMM_MEMBRO: 'S', SEGGIO: 'dS' },
  D65: { RUP_SUA: 'c', FUNZ_SUA: 'd', COMM_SEGR: 'd', COMM_PRES: 'S', COMM_MEMBRO: 'S' },
  D66: { RUP_SUA: 'S', FUNZ_SUA: 'd' },
  D68: { RUP_SUA: 'S', FUNZ_SUA: 'd' },
  D69: { RUP_COMUNE: 'r', RUP_SUA: 'S', FUNZ_SUA: 'd', LEGAL: 'c' },
  D71: { RUP_SUA: 'S', FUNZ_SUA: 'd' },
};

function awardRow(functions: readonly DelegatedFunction[]): Row {
  const proposal = functions.includes('4');
  const award = functions.some((code) => code !== '4');
  return {
    RUP_SUA: 'd',
    FUNZ_SUA: 'd',
    LEGAL: 'r',
    RAG: 'r',
    ...(proposal ? { RUP_COMUNE: 'S', DIR_COMUNE: 'S' } : {}),
    ...(award ? { DIR_SUA: 'S' } : {}),
  };
}

function contractRow(functions: readonly DelegatedFunction[]): Row {
  const signsHere = functions.includes('2') || functions.includes('3');
  return { RUP_COMUNE: 'd', DIR_COMUNE: 'S', LEGAL: 'r', SEG_COM: 'c', ...(signsHere ? { RUP_SUA: 'c', DIR_SUA: 'S' } : {}) };
}

/** What the contractor hands over comes in through whoever concludes the contract. */
function contractFiles(functions: readonly DelegatedFunction[]): Row {
  const signsHere = functions.includes('2') || functions.includes('3');
  return { RUP_COMUNE: 'd', RUP_SUA: 'c', ...(signsHere ? { FUNZ_SUA: 'd' } : {}) };
}

function executionRow(functions: readonly DelegatedFunction[]): Row {
  return { RUP_COMUNE: 'dS', DIR_COMUNE: 'S', DL: 'd', DEC: 'd', ...(functions.includes('3') ? { RUP_SUA: 'dS' } : {}) };
}

/** A matrix as it was agreed, with the usual rows for documents it does not know: a kind may gain documents after it was signed. */
export const completedMatrix = (agreed: ResponsibilityMatrix, usual: ResponsibilityMatrix): ResponsibilityMatrix => ({
  ...usual,
  ...agreed,
});

const roleOf = (code: string | undefined): RoleCode | undefined => roleCodes.find((role) => role === code);

/**
 * The matrix a convenzione starts from: the typical rows, and for the other documents of the kind whoever the kind says
 * drafts and signs. Award and contract depend on the delegated functions. Only documents of the kind appear.
 */
export function defaultMatrix(documents: readonly MatrixDocument[], functions: readonly DelegatedFunction[]): ResponsibilityMatrix {
  const files = contractFiles(functions);
  const known: Readonly<Record<string, Row>> = {
    ...rows,
    ...{ D70: awardRow(functions), D79: contractRow(functions), D80: executionRow(functions) },
    ...{ D75: files, D76: files, D77: files, D78: files },
  };
  return Object.fromEntries(documents.map((document) => [document.code, known[document.code] ?? rowOf(document)]));
}

function rowOf(document: MatrixDocument): Row {
  const drafter = roleOf(document.drafter) ?? 'FUNZ_SUA';
  const signer = roleOf(document.signer);
  if (signer === undefined) return { [drafter]: 'd' };
  return drafter === signer ? { [drafter]: 'dS' } : { [drafter]: 'd', [signer]: 'S' };
}
