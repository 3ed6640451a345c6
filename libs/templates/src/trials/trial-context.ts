import { convenzioneTextContext } from '@gare/contracts/convenzione-text/context';
import { supportTextContext, type SupportFacts } from '@gare/contracts/expertise-text';
import { reportTextContext, surveyTextContext } from '@gare/contracts/kind-texts/context';
import { validateScheda } from '@gare/contracts/scheda/validate';
import { templateContext } from '@gare/contracts/scheda/template-context';
import { matrixDocuments } from '@gare/domain/convenzione/sample-convenzione';
import { type SubjectSchema } from '@gare/domain/kinds/kind-schema';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';

export interface TrialInput {
  readonly sheet: object;
  readonly asOf: string;
  /** The schema of a kind whose sheet has one: its words are read from it. */
  readonly subject?: SubjectSchema | undefined;
}

const names = {
  ente: { denominazione: 'Comune di Montone', codiceFiscale: '81000430546' },
  codice: 'SUA-PG-2026-000041',
  oggetto: 'Prova dei modelli',
};

const support: SupportFacts = {
  ...names,
  aperta: '2026-11-02',
  sua: { denominazione: 'Provincia di Perugia' },
  ore: 30,
  giornate: 3.75,
  experts: ['Ada Riva', 'Ugo Sala'],
  days: [
    { day: '2026-11-10', hours: '7.5', expert: 'Ada Riva', activity: 'ISTRUTTORIA', description: 'esame di tre pratiche' },
    { day: '2026-11-12', hours: '4', expert: 'Ugo Sala', activity: 'FORMAZIONE', description: 'incontro con l’ufficio' },
  ],
};

/** How each kind turns its sheet into what templates read; the same code as when a document is formed. */
const contexts: Readonly<Record<string, (input: TrialInput) => unknown>> = {
  GARA: ({ sheet, asOf }) => {
    const scheda = sheet as SchedaValues;
    const wrong = validateScheda(sheet);
    if (wrong.length > 0) throw new Error(wrong.map(({ path, message }) => `${path}: ${message}`).join('; '));
    return templateContext({ scheda, dossier: { codiceAppalto: scheda.codiceAppalto ?? null }, asOf });
  },
  CONVENZIONE_ADESIONE: ({ sheet }) =>
    convenzioneTextContext({ contenuto: (sheet as { contenuto?: unknown }).contenuto, documenti: matrixDocuments }),
  RENDICONTAZIONE: ({ sheet }) => reportTextContext(sheet, names),
  RILEVAZIONE: ({ sheet }) => surveyTextContext(sheet, names),
  RICHIESTA_AFFIANCAMENTO: ({ sheet, subject }) => supportTextContext(required(subject), sheet, support),
};

/** @throws Error for a kind whose templates cannot be tried yet */
export function trialContext(kind: string, input: TrialInput): object {
  const build = contexts[kind];
  if (build === undefined) throw new Error(`per il tipo ${kind} non si sa come comporre una prova`);
  return build(input) as object;
}

function required(subject: SubjectSchema | undefined): SubjectSchema {
  if (subject === undefined) throw new Error('del tipo di fascicolo non si conoscono i campi');
  return subject;
}
