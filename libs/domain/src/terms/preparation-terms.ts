import { theDay } from '../calendar/dates-in-words.js';
import { mainObject } from '../checks/sheet-facts.js';
import { dayOf, term, unknownLaw } from './build.js';
import { countDays, countMonths } from './counting.js';
import { lawReading, lawRow, sheetDay, type LawReading } from './procedure.js';
import { lastVisit } from './visits.js';
import type { StateVisit, Term, TermFacts } from './term.js';

/** Terms before the publication: answer to the istanza, publication after the approval of the project, confirmation in the PCP. */
export function preparationTerms(facts: TermFacts): readonly Term[] {
  const reading = lawReading(facts.sheet, facts.now, facts.rows);
  return [...silence(facts, reading), ...projectPublication(facts, reading), ...pcpConfirmation(facts, reading)];
}

/** The latest time that an istanza came to the SUA: the inquiry begins with it. Going back to the inquiry from the drafting is no new istanza. */
const presented = (visits: readonly StateVisit[]): StateVisit | undefined =>
  visits.filter(({ state }, index) => state === 'ISTRUTTORIA' && [undefined, 'ISTANZA'].includes(visits[index - 1]?.state)).at(-1);

/** C. 62 c. 10: a request that is not refused in time is accepted; an answer is also to ask for integrations. */
function silence(facts: TermFacts, reading: LawReading): Term[] {
  const visit = presented(facts.visits);
  const row = lawRow(reading, 'istanza.accoglimento');
  if (visit === undefined) return [];
  const from = dayOf(visit.from);
  const counted = row && countDays(from, Number(row.value), { what: 'in cui la SUA ha ricevuto l’istanza', seat: facts.seat });
  const metOn = visit.to === null ? null : dayOf(visit.to);
  const today = dayOf(facts.now);
  const silent = counted !== undefined && metOn === null && today > counted.end;
  return [
    term({
      ...{ code: 'SILENZIO_ISTANZA', title: 'Risposta della SUA all’istanza', nature: 'ENTRO', from, metOn, today },
      due: counted?.end ?? null,
      cite: row?.cite ?? 'C. 62 c. 10',
      parameter: row ?? null,
      steps: [...(counted?.steps ?? [unknownLaw]), ...(silent ? ['La SUA non ha risposto: l’istanza è accolta per silenzio.'] : [])],
      consequence: 'Se la SUA non risponde, l’istanza si intende accolta.',
    }),
  ];
}

/** C. 17 c. 3-bis: the documents of works are published within three months from the approval of the project; the RUP may add one. */
function projectPublication({ sheet, now, seat }: TermFacts, reading: LawReading): Term[] {
  const approved = sheetDay(sheet.dataApprovazioneProgetto);
  const row = lawRow(reading, 'lavori.pubblicazioneDaApprovazione');
  if (approved === null || mainObject(sheet) !== 'works') return [];
  const extension = sheetDay(sheet.prorogaTermineProgetto?.data);
  const more = extension === null ? undefined : lawRow(reading, 'lavori.pubblicazioneDaApprovazione.proroga');
  const months = row && Number(row.value) + Number(more?.value ?? 0);
  const counted = months === undefined ? undefined : countMonths(approved, months, { what: 'dell’approvazione del progetto', seat });
  return [
    term({
      ...{ code: 'PUBBLICAZIONE_PROGETTO', title: 'Pubblicazione dopo l’approvazione del progetto', nature: 'ENTRO', from: approved },
      due: counted?.end ?? null,
      metOn: sheetDay(sheet.dataTrasmissioneBando ?? sheet.dataInvioInviti),
      cite: row?.cite ?? 'C. 17 c. 3-bis; All. I.3',
      parameter: row ?? null,
      today: dayOf(now),
      steps: [
        ...(counted?.steps ?? [unknownLaw]),
        ...(more && extension !== null
          ? [
              `È compresa la proroga di ${more.value} mese disposta dal RUP con atto del giorno ${theDay(extension).replace(/^il /, '')} (${more.cite}).`,
            ]
          : []),
      ],
      consequence:
        'Oltre il termine il RUP ne risponde; una sola proroga motivata di un mese è ammessa prima della scadenza (All. I.3 c. 5).',
    }),
  ];
}

/** Drafts that nobody confirms are deleted by the platform. */
function pcpConfirmation(facts: TermFacts, reading: LawReading): Term[] {
  const visit = lastVisit(facts.visits, 'CIG');
  const row = lawRow(reading, 'pcp.conferma');
  if (visit === undefined || row === undefined) return [];
  const from = dayOf(visit.from);
  const { end, steps } = countDays(from, Number(row.value), { what: 'in cui l’appalto è stato creato in PCP', seat: facts.seat });
  return [
    term({
      ...{ code: 'PCP_CONFERMA', title: 'Conferma dell’appalto in PCP', clock: 'PLATFORM', nature: 'ENTRO', from, due: end },
      metOn: visit.to === null ? null : dayOf(visit.to),
      cite: row.cite,
      parameter: row,
      today: dayOf(facts.now),
      steps: [...steps, 'Si conta dal passaggio del fascicolo ai CIG.'],
      consequence: 'La PCP cancella gli appalti non confermati: i CIG si chiedono di nuovo.',
    }),
  ];
}
