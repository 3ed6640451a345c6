import type { ExpenseType } from './report.js';

/** A kind of file that an expense brings with it. */
export interface ExpenseFileType {
  readonly code: string;
  readonly title: string;
}

export const expenseFileTypes: readonly ExpenseFileType[] = [
  { code: 'FATTURA', title: 'Fattura elettronica' },
  { code: 'LIQUIDAZIONE', title: 'Atto di liquidazione' },
  { code: 'MANDATO', title: 'Mandato di pagamento' },
  { code: 'QUIETANZA', title: 'Quietanza' },
  { code: 'SAL', title: 'Stato di avanzamento dei lavori' },
  { code: 'CERTIFICATO_PAGAMENTO', title: 'Certificato di pagamento' },
  { code: 'REGOLARE_ESECUZIONE', title: 'Attestazione di regolare esecuzione' },
  { code: 'DURC', title: 'DURC' },
  { code: 'TIMESHEET', title: 'Foglio delle ore' },
  { code: 'BUSTA_PAGA', title: 'Buste paga' },
  { code: 'F24', title: 'Modello F24' },
  { code: 'ALTRO', title: 'Altro' },
];

const payment = ['LIQUIDAZIONE', 'MANDATO', 'QUIETANZA'] as const;

/** Files each type of expense needs (REN-20). */
export const filesFor: Readonly<Record<ExpenseType, readonly string[]>> = {
  LAVORI: ['FATTURA', 'SAL', 'CERTIFICATO_PAGAMENTO', ...payment],
  SERVIZI: ['FATTURA', 'REGOLARE_ESECUZIONE', ...payment],
  FORNITURE: ['FATTURA', 'REGOLARE_ESECUZIONE', ...payment],
  PERSONALE: ['TIMESHEET', 'BUSTA_PAGA', 'F24', 'MANDATO', 'QUIETANZA'],
};

export const fileTypeTitle = (code: string): string => expenseFileTypes.find((type) => type.code === code)?.title ?? code;
