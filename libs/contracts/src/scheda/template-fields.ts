import { type FieldDescription, schedaFields } from './describe-fields.js';
import { type FieldKind } from './field.js';
import { approvedActsFields } from './template-context/approved-acts-fields.js';
import { type ContextField, type ContextFieldKind, type FieldRow, fieldsFrom } from './template-context/context-field.js';
import { legalFigureFields } from './template-context/legal-parameters.js';
import { lotOnlyRows, sharedLotRows } from './template-context/lot-context.js';
import { peopleRows } from './template-context/people-context.js';
import { procedureRows } from './template-context/procedure-context.js';
import { requestFields } from './template-context/request-fields.js';
import { rulesRows } from './template-context/rules-context.js';

const KINDS: Readonly<Record<Exclude<FieldKind, 'group'>, ContextFieldKind>> = {
  text: 'text',
  longtext: 'text',
  code: 'text',
  money: 'money',
  integer: 'integer',
  decimal: 'integer',
  percent: 'percent',
  date: 'date',
  datetime: 'datetime',
  boolean: 'boolean',
  enum: 'enum',
  enums: 'list',
  codes: 'list',
  list: 'list',
};

/** Groups whose shape in templates is not that of the sheet: their rows are written by hand. */
const RESHAPED = /^(?:aggiudicazione\.(?:criteri(?=\[|$)|premiali))/;

function rawField(field: FieldDescription): ContextField[] {
  const path = field.path.replaceAll('/*', '[]').replaceAll('/', '.');
  if (field.kind === 'group' || RESHAPED.test(path)) return [];
  // What has a meaning only for works, or only for services and supplies, is missing in every other tender.
  const optional = field.appliesWhen === undefined ? {} : { optional: true as const };
  const values = field.kind === 'enum' && field.options !== undefined ? { values: field.options.map(({ value }) => value) } : {};
  return [{ path, kind: KINDS[field.kind], label: field.label, sample: field.sample, source: field.path, ...optional, ...values }];
}

function labelFields(): ContextField[] {
  return schedaFields.flatMap((field): ContextField[] => {
    const match = /^(?:(?:aggiudicazione|esecuzione)\/|(lotti)\/\*\/)?([^/*]+)$/.exec(field.path);
    if (match === null || (field.kind !== 'enum' && field.kind !== 'enums')) return [];
    const [, inLot, name = ''] = match;
    return [
      {
        path: `${inLot === undefined ? '' : 'lotti[].'}etichette.${name}`,
        kind: 'text',
        label: `${field.label}, in parole`,
        sample: field.options?.[0]?.label,
        source: field.path,
      },
    ];
  });
}

const WHOLE_TENDER: readonly FieldRow[] = [
  ['codiceAppalto', 'text', 'Codice dell’appalto', 'SUA-PG-2026-000123', 'codiceAppalto'],
  ['valoreStimato', 'money', 'Valore stimato dell’appalto', '283667.00', 'valoreStimatoTotale'],
  ['valoreStimatoTotale', 'money', 'Valore stimato dell’appalto', '283667.00', 'valoreStimatoTotale'],
  ['quadroEconomicoTotale', 'money', 'Totale del quadro economico', '310000.00', 'lotti/*/quadroEconomico'],
  ['altaIntensitaManodopera', 'boolean', 'Alta intensità di manodopera', true, 'lotti/*/importi/costiManodopera'],
  ['sopraSoglia', 'boolean', 'Sopra la soglia europea', true, 'valoreStimatoTotale'],
  ['numeroLotti', 'integer', 'Numero dei lotti', 1, 'lotti'],
  ['lottoUnico', 'boolean', 'Un solo lotto', true, 'lotti'],
  ['obbligoCostiManodopera', 'boolean', 'L’offerta indica i costi della manodopera', true, 'lotti/*/servizioIntellettuale'],
  ['riservato', 'boolean', 'Affidamento riservato', false, 'lotti/*/affidamentiRiservati'],
  ['affidamentiRiservati', 'enum', 'Tipo di riserva, se uguale in tutti i lotti', 'res-ws', 'lotti/*/affidamentiRiservati'],
  ['condizioniRiserva', 'text', 'Condizioni della riserva', undefined, 'lotti/*/condizioniRiserva'],
  ['finanziatoPnrr', 'boolean', 'Finanziato dal PNRR', false, 'lotti/*/afferenteInvestimentiPNRR'],
  ['bim', 'boolean', 'Gestione informativa digitale (BIM)', false, 'lotti/*/strumentiElettroniciSpecifici'],
  ['whiteList', 'boolean', 'Attività a rischio mafioso', true, 'lavorazioniAltoRischio'],
  ['accordoQuadro', 'boolean', 'È un accordo quadro', false, 'strumento'],
  ['contributoAnac.dovuto', 'boolean', 'Il concorrente paga il contributo ANAC', true, 'lotti/*/partecipazione/contributoAnacOE'],
  ['dataRiferimento', 'date', 'Data su cui si leggono soglie e termini', '2026-12-15', 'dataTrasmissioneBando'],
  ['etichette.periodicitaRevisione', 'text', 'Periodicità della revisione, in parole', 'annuale', 'esecuzione/revisionePrezzi/periodicita'],
  ['etichette.oggettoContratto', 'text', 'Oggetto del contratto, in parole', 'servizi', 'lotti/*/oggettoContratto'],
  ['etichette.finanziamento', 'text', 'Finanziamento, in parole', 'fondi di bilancio', 'lotti/*/finanziamenti'],
  ['etichette.funzioniSvolte', 'text', 'Funzioni della SUA, in parole', 'solo aggiudicazione', 'stazioniAppaltanti/*/funzioniSvolte'],
];

/** Every field that a template may use, friendly names first over those of the sheet; each path once. */
export const templateFields: readonly ContextField[] = [
  ...new Map(
    [
      ...schedaFields.flatMap(rawField),
      ...labelFields(),
      ...legalFigureFields,
      ...requestFields,
      ...approvedActsFields,
      ...fieldsFrom(peopleRows),
      ...fieldsFrom(rulesRows),
      ...fieldsFrom(procedureRows),
      ...fieldsFrom(sharedLotRows),
      ...fieldsFrom([...sharedLotRows, ...lotOnlyRows], 'lotti[].'),
      ...fieldsFrom(WHOLE_TENDER),
    ].map((field) => [field.path, field]),
  ).values(),
];
