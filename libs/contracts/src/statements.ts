import { z } from 'zod';
import { expenseItems } from '@gare/domain/tariff/expenses';
import { isMoney } from '@gare/domain/money/money';
import { dossierParams } from './dossiers.js';
import { enteParams } from './enti.js';
import { jobSchema } from './jobs.js';
import { defineRoute } from './route.js';

/** Activity of the SUA and amounts due, by comune and year; expenses, invoices and payments they are made of. */

const day = z.iso.date('La data si scrive AAAA-MM-GG.');
const amount = z.string().refine((text) => isMoney(text) && Number(text) > 0, 'L’importo si scrive con il punto, e supera zero: 1234.56.');
const motivation = z.string().trim().min(10, 'Scrivi perché, in almeno 10 caratteri.').max(2000);

const enteredSchema = {
  /** In euro; below zero where it takes back an earlier entry. */
  importo: z.string(),
  data: day,
  /** The entry it takes back. */
  storna: z.uuid().nullable(),
  /** It has been taken back by a later entry. */
  stornata: z.boolean(),
  registrataDa: z.string(),
  registrataIl: z.iso.datetime(),
};

export const expenseSchema = z
  .object({
    id: z.uuid(),
    voce: z.enum(expenseItems),
    descrizione: z.string(),
    /** Who bears it. Paid by the SUA; what the comune bears goes into its statement. */
    aCaricoDi: z.enum(['SUA', 'COMUNE']),
    ...enteredSchema,
  })
  .meta({ id: 'DossierExpense' });
export type ExpenseView = z.infer<typeof expenseSchema>;

const expensesSchema = z
  .object({ items: z.array(expenseSchema), totale: z.string(), whyNot: z.string().nullable() })
  .meta({ id: 'DossierExpenses' });
export type ExpensesView = z.infer<typeof expensesSchema>;

export const listExpenses = defineRoute({
  id: 'listExpenses',
  method: 'GET',
  path: '/api/dossiers/{dossierId}/expenses',
  tag: 'Rendiconti',
  summary: 'Expenses the SUA has paid for a dossier',
  access: 'dossier.read',
  params: dossierParams,
  response: expensesSchema,
});
export const recordExpense = defineRoute({
  id: 'recordExpense',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/expenses',
  tag: 'Rendiconti',
  summary: 'Record an expense paid for a dossier',
  access: 'statement.write',
  params: dossierParams,
  status: 201,
  body: z.object({
    voce: z.enum(expenseItems),
    descrizione: z.string().trim().max(300).default(''),
    aCaricoDi: z.enum(['SUA', 'COMUNE']),
    importo: amount,
    data: day,
  }),
  response: expensesSchema,
});
export const reverseExpense = defineRoute({
  id: 'reverseExpense',
  method: 'POST',
  path: '/api/dossiers/{dossierId}/expenses/{entryId}/reversals',
  tag: 'Rendiconti',
  summary: 'Take back an expense with an entry of the opposite amount; nothing is deleted',
  access: 'statement.write',
  params: dossierParams.extend({ entryId: z.uuid() }),
  status: 201,
  body: z.object({ data: day, motivazione: motivation }),
  response: expensesSchema,
});

export const paymentSchema = z
  .object({
    id: z.uuid(),
    tipo: z.enum(['FATTURATO', 'PAGATO']),
    /** Number of the invoice or of the payment order. */
    riferimento: z.string(),
    /** The dossier and the fee it is for; null where it is for the year as a whole. */
    dossierId: z.uuid().nullable(),
    momento: z.enum(['PUBBLICAZIONE', 'AGGIUDICAZIONE', 'ANNUALE']).nullable(),
    ...enteredSchema,
  })
  .meta({ id: 'MemberPayment' });
export type PaymentView = z.infer<typeof paymentSchema>;

const paymentsSchema = z.object({ items: z.array(paymentSchema), whyNot: z.string().nullable() }).meta({ id: 'MemberPayments' });
export type PaymentsView = z.infer<typeof paymentsSchema>;

export const listPayments = defineRoute({
  id: 'listPayments',
  method: 'GET',
  path: '/api/enti/{enteId}/payments',
  tag: 'Rendiconti',
  summary: 'Invoices and payments of a comune, the latest first',
  access: 'statement.read',
  params: enteParams,
  response: paymentsSchema,
});
export const recordPayment = defineRoute({
  id: 'recordPayment',
  method: 'POST',
  path: '/api/enti/{enteId}/payments',
  tag: 'Rendiconti',
  summary: 'Record an invoice to a comune or a payment by it',
  access: 'statement.write',
  params: enteParams,
  status: 201,
  body: z
    .object({
      tipo: z.enum(['FATTURATO', 'PAGATO']),
      riferimento: z.string().trim().min(1, 'Indica il numero della fattura o del mandato.').max(100),
      importo: amount,
      data: day,
      dossierId: z.uuid().optional(),
      momento: z.enum(['PUBBLICAZIONE', 'AGGIUDICAZIONE', 'ANNUALE']).optional(),
    })
    .refine(({ dossierId, momento }) => dossierId === undefined || (momento !== undefined && momento !== 'ANNUALE'), {
      path: ['momento'],
      message: 'Per un fascicolo indica se è il compenso di pubblicazione o di aggiudicazione.',
    }),
  response: paymentsSchema,
});
export const reversePayment = defineRoute({
  id: 'reversePayment',
  method: 'POST',
  path: '/api/enti/{enteId}/payments/{entryId}/reversals',
  tag: 'Rendiconti',
  summary: 'Take back an invoice or a payment with an entry of the opposite amount; nothing is deleted',
  access: 'statement.write',
  params: enteParams.extend({ entryId: z.uuid() }),
  status: 201,
  body: z.object({ data: day, motivazione: motivation }),
  response: paymentsSchema,
});

const year = z.coerce.number().int().min(2000, 'L’anno va dal 2000 al 2100.').max(2100, 'L’anno va dal 2000 al 2100.');

const memberStatementSchema = z
  .object({
    enteId: z.uuid(),
    denominazione: z.string(),
    anno: z.number().int(),
    attivita: z.object({
      aperti: z.number().int(),
      pubblicati: z.number().int(),
      aggiudicati: z.number().int(),
      importoPubblicato: z.string(),
    }),
    righe: z.array(
      z.object({
        tipo: z.enum(['PUBBLICAZIONE', 'AGGIUDICAZIONE', 'ANNUALE', 'RIMBORSO']),
        data: day,
        codice: z.string().nullable(),
        descrizione: z.string(),
        /** Null where it cannot be worked out yet: `manca` says why. */
        importo: z.string().nullable(),
        manca: z.string().nullable(),
        passi: z.array(z.object({ testo: z.string(), importo: z.string() })),
      }),
    ),
    dovuto: z.string(),
    fatturato: z.string(),
    pagato: z.string(),
    /** Due less paid: below zero where more has been paid. */
    saldo: z.string(),
    quotaIncentivo: z.string(),
    /** How the amounts stand to VAT, as the register of legal parameters says at the end of the year; null where it does not. */
    iva: z.string().nullable(),
  })
  .meta({ id: 'MemberStatement' });

export const statementSchema = z
  .object({
    anno: z.number().int(),
    ente: z.object({ id: z.uuid(), denominazione: z.string() }),
    /** One for a comune; for the Province one for each of its members, by name. */
    enti: z.array(memberStatementSchema),
    totali: z.object({ dovuto: z.string(), fatturato: z.string(), pagato: z.string(), saldo: z.string() }),
  })
  .meta({ id: 'Statement' });
export type StatementView = z.infer<typeof statementSchema>;

const statementParams = enteParams.extend({ year });

export const getStatement = defineRoute({
  id: 'getStatement',
  method: 'GET',
  path: '/api/enti/{enteId}/statements/{year}',
  tag: 'Rendiconti',
  summary: 'Activity of a year and amounts due, of a comune; of all members where the body is the Province',
  access: 'statement.read',
  params: statementParams,
  response: statementSchema,
});
export const getStatements = defineRoute({
  id: 'getStatements',
  method: 'GET',
  path: '/api/statements/{year}',
  tag: 'Rendiconti',
  summary: 'Activity of a year and amounts due, of every member of the Province',
  access: 'statement.read',
  params: z.object({ year }),
  response: statementSchema,
});
export const downloadStatementCsv = defineRoute({
  id: 'downloadStatementCsv',
  method: 'GET',
  path: '/api/enti/{enteId}/statements/{year}/csv',
  tag: 'Rendiconti',
  summary: 'The lines of the statement as CSV, for a spreadsheet in Italian or for a machine (RFC 4180)',
  access: 'statement.read',
  params: statementParams,
  query: z.object({ formato: z.enum(['italiano', 'macchina']).default('italiano') }),
  produces: 'text/csv',
});

export const statementFileSchema = z
  .object({
    id: z.uuid(),
    anno: z.number().int(),
    status: z.enum(['FORMING', 'READY', 'FAILED']),
    fileName: z.string(),
    sha256: z.string().nullable(),
    bytes: z.number().int().nullable(),
    createdAt: z.iso.datetime(),
    reason: z.string().nullable(),
    /** The statement has changed since: ask for a new one. */
    outdated: z.boolean(),
    job: jobSchema.nullable(),
  })
  .meta({ id: 'StatementFile' });
export type StatementFileView = z.infer<typeof statementFileSchema>;

export const listStatementFiles = defineRoute({
  id: 'listStatementFiles',
  method: 'GET',
  path: '/api/enti/{enteId}/statements/{year}/pdf',
  tag: 'Rendiconti',
  summary: 'PDFs formed of a statement, the latest first, with the job that forms them',
  access: 'statement.read',
  params: statementParams,
  response: z.object({ items: z.array(statementFileSchema) }),
});
export const formStatementFile = defineRoute({
  id: 'formStatementFile',
  method: 'POST',
  path: '/api/enti/{enteId}/statements/{year}/pdf',
  tag: 'Rendiconti',
  summary: 'Ask for the PDF of a statement; the same content gives the same file',
  access: 'statement.read',
  params: statementParams,
  status: 202,
  response: statementFileSchema,
});
export const downloadStatementFile = defineRoute({
  id: 'downloadStatementFile',
  method: 'GET',
  path: '/api/enti/{enteId}/statements/{year}/pdf/{fileId}',
  tag: 'Rendiconti',
  summary: 'The PDF/A of a statement',
  access: 'statement.read',
  params: statementParams.extend({ fileId: z.uuid() }),
  produces: 'application/pdf',
});
