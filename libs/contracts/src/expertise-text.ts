import { beforeAfter } from '@gare/domain/expertise/days';
import { formatNumber } from '@gare/domain/money/money';
import { type SubjectSchema } from '@gare/domain/kinds/kind-schema';
import { subjectSchemaAt } from '@gare/domain/kinds/subject-form';
import { type ContextField, fieldsFrom, type FieldRow } from './scheda/template-context/context-field.js';

const rows: readonly FieldRow[] = [
  ['codice', 'text', 'Codice del fascicolo', 'SUA-PG-2026-000041'],
  ['oggetto', 'text', 'Oggetto', 'Affiancamento sulle autorizzazioni ambientali'],
  ['aperta', 'date', 'Giorno della richiesta', '2026-11-02'],
  ['ente.denominazione', 'text', 'Ente richiedente', 'Comune di Montone'],
  ['ente.codiceFiscale', 'text', 'Codice fiscale dell’ente', '81000430546'],
  ['sua.denominazione', 'text', 'Segreteria tecnica', 'Provincia di Perugia'],
  ['procedura', 'text', 'Procedura complessa', 'Autorizzazione unica ambientale (AUA)', 'procedura'],
  ['gruppo', 'text', 'Gruppo di esperti', 'Ambiente', 'taskForce'],
  ['descrizione', 'text', 'Descrizione del bisogno', 'Smaltire le pratiche arretrate', 'descrizione'],
  ['haUrgenza', 'boolean', 'L’urgenza è indicata', true, 'urgenza'],
  ['urgenza', 'text', 'Urgenza', 'Ordinaria', 'urgenza'],
  ['haReferente', 'boolean', 'C’è un referente', true, 'referente'],
  ['referente', 'text', 'Referente dell’ente', 'Anna Neri', 'referente'],
  ['haArretrato', 'boolean', 'L’arretrato iniziale è indicato', true, 'arretrato'],
  ['arretrato', 'integer', 'Pratiche arretrate alla richiesta', 40, 'arretrato'],
  ['protocolloFirmato', 'date', 'Firma del protocollo di collaborazione', '2026-03-02', 'protocollo/firmatoIl'],
  ['haStima', 'boolean', 'La stima delle giornate è indicata', true, 'stimaGiornate'],
  ['stimaGiornate', 'integer', 'Giornate stimate', 12, 'stimaGiornate'],
  ['haRisultato', 'boolean', 'Si conoscono le pratiche prima e dopo', true, 'arretratoFinale'],
  ['arretratoFinale', 'integer', 'Pratiche arretrate alla chiusura', 5, 'arretratoFinale'],
  ['smaltite', 'text', 'Pratiche smaltite', '35', 'arretratoFinale'],
  ['haPercentuale', 'boolean', 'La riduzione si può dire in percentuale', true, 'arretratoFinale'],
  ['riduzione', 'text', 'Riduzione dell’arretrato, in percentuale', '87,5', 'arretratoFinale'],
  ['ore', 'text', 'Ore di esperto', '30'],
  ['giornate', 'text', 'Giornate di esperto', '3,75'],
  ['esperti', 'text', 'Esperti assegnati', 'Ada Riva, Ugo Sala'],
  ['giorni', 'list', 'Attività svolte'],
  ['giorni[].giorno', 'date', 'Giorno', '2026-11-10'],
  ['giorni[].esperto', 'text', 'Esperto', 'Ada Riva'],
  ['giorni[].ore', 'text', 'Ore', '7,5'],
  ['giorni[].attivita', 'text', 'Attività svolta', 'istruttoria: esame di tre pratiche'],
];

/** Fields that templates of a request for support may use. */
export const supportFields: readonly ContextField[] = fieldsFrom(rows);

const activityWords: Readonly<Record<string, string>> = {
  ...{ CONTATTO: 'contatto', ISTRUTTORIA: 'istruttoria', REDAZIONE: 'redazione', RIUNIONE: 'riunione' },
  ...{ FORMAZIONE: 'formazione', ALTRO: 'altro' },
};

/** What is known of the request besides its sheet. */
export interface SupportFacts {
  readonly codice: string;
  readonly oggetto: string;
  /** `YYYY-MM-DD`. */
  readonly aperta: string;
  readonly ente: { readonly denominazione: string; readonly codiceFiscale: string };
  readonly sua: { readonly denominazione: string };
  readonly ore: number;
  readonly giornate: number | null;
  readonly experts: readonly string[];
  readonly days: readonly {
    readonly day: string;
    readonly hours: string;
    readonly expert: string;
    readonly activity: string;
    readonly description: string;
  }[];
}

/** The context of the templates: values of the sheet in the words of its schema, what is missing left out. */
export function supportTextContext(schema: SubjectSchema, sheet: unknown, facts: SupportFacts): Record<string, unknown> {
  const values = sheet as Readonly<Record<string, unknown>>;
  const words = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === 'string' ? (subjectSchemaAt(schema, name)?.['x-etichette']?.[value] ?? value) : undefined;
  };
  const numberAt = (name: string): number | undefined => (typeof values[name] === 'number' ? values[name] : undefined);
  const counts = { arretrato: numberAt('arretrato') ?? null, arretratoFinale: numberAt('arretratoFinale') ?? null };
  const { solved, percent } = beforeAfter(counts, facts.giornate ?? 0);
  const { codice, oggetto, aperta, ente, sua } = facts;
  return {
    ...{ codice, oggetto, aperta, ente, sua },
    ...{ procedura: words('procedura'), gruppo: words('taskForce'), descrizione: words('descrizione') },
    ...{ haUrgenza: words('urgenza') !== undefined, urgenza: words('urgenza') },
    ...{ haReferente: words('referente') !== undefined, referente: words('referente') },
    ...{ haArretrato: counts.arretrato !== null, arretrato: counts.arretrato ?? undefined },
    protocolloFirmato: (values['protocollo'] as { firmatoIl?: string } | undefined)?.firmatoIl,
    ...{ haStima: numberAt('stimaGiornate') !== undefined, stimaGiornate: numberAt('stimaGiornate') },
    ...{ haRisultato: solved !== null, arretratoFinale: counts.arretratoFinale ?? undefined },
    smaltite: solved === null ? undefined : String(solved),
    ...{ haPercentuale: percent !== null, riduzione: percent === null ? undefined : formatNumber(percent) },
    ...{ ore: formatNumber(facts.ore), giornate: formatNumber(facts.giornate ?? 0), esperti: facts.experts.join(', ') },
    giorni: facts.days.map(({ day, hours, expert, activity, description }) => ({
      ...{ giorno: day, esperto: expert, ore: formatNumber(hours) },
      attivita: `${activityWords[activity] ?? activity}: ${description}`,
    })),
  };
}
