import type { KindState } from '../kinds/kind-schema.js';
import { legalParameters } from '../law/parameters.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import type { DatedAct } from './dated-acts.js';
import { dossierTerms } from './dossier-terms.js';
import type { Term, TermFacts } from './term.js';

/** States as the tender kind has them, as far as terms look at them. */
const states: readonly KindState[] = [
  { code: 'CONTATTO', label: 'Contatto', kind: 'initial', sla: { value: 5, unit: 'wd', clock: 'SLA' } },
  { code: 'ISTANZA', label: 'Istanza', kind: 'normal', sla: { value: 2, unit: 'wd', clock: 'SLA' } },
  { code: 'ISTRUTTORIA', label: 'Istruttoria', kind: 'normal', sla: { value: 15, unit: 'gg', clock: 'SLA' } },
  { code: 'CIG', label: 'CIG', kind: 'normal', sla: { value: 2, unit: 'gg', clock: 'SLA' } },
  { code: 'PUBBLICATA', label: 'Pubblicata', kind: 'normal' },
  { code: 'OFFERTE_SCADUTE', label: 'Offerte scadute', kind: 'normal', sla: { value: 5, unit: 'gg', clock: 'SLA' } },
  { code: 'PROPOSTA', label: 'Proposta di aggiudicazione', kind: 'normal' },
  { code: 'AGGIUDICATA', label: 'Aggiudicata', kind: 'normal' },
  { code: 'STIPULATA', label: 'Contratto stipulato', kind: 'normal' },
  { code: 'SOSPESA', label: 'Sospesa', kind: 'side' },
  { code: 'ANNULLATA', label: 'Annullata', kind: 'final' },
];

/** Services above the EU threshold on every date of the tests. */
const services: SchedaValues = {
  norma: '71',
  tipoProcedura: 'open',
  aggiudicazione: { criterio: 'OEPV_QP' },
  valoreStimatoTotale: '900000.00',
  lotti: [{ id: 'LOT-0001', oggettoContratto: 'services', importi: { importoBase: '900000.00' } }],
};

/** Facts of a tender with what a test is about on top. */
export function termFacts(given: Partial<Omit<TermFacts, 'sheet'>> & { readonly sheet?: SchedaValues } = {}): TermFacts {
  return {
    now: '2026-11-10T09:00:00.000Z',
    kind: { code: 'GARA', states },
    state: given.visits?.at(-1)?.state ?? 'PUBBLICATA',
    visits: [],
    stops: [],
    acts: [],
    outages: [],
    agreed: [],
    items: [],
    rows: legalParameters,
    seat: {},
    ...given,
    sheet: { ...services, ...given.sheet },
  };
}

/** The term of a code, required to be there. */
export function termOf(facts: TermFacts, code: string): Term {
  const found = dossierTerms(facts).find((term) => term.code === code);
  if (found === undefined)
    throw new Error(
      `no term ${code} among ${dossierTerms(facts)
        .map((term) => term.code)
        .join(', ')}`,
    );
  return found;
}

/** An act as it would be recorded; its id is kind and day. */
export function sampleAct(kind: DatedAct['kind'], on: string, rest: Partial<DatedAct> = {}): DatedAct {
  return { id: `${kind}-${on}`, kind, on, amount: null, refersTo: null, reference: 'prot. 1', ...rest };
}
