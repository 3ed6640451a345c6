import { compareDates, toRome, toRomeDate } from '../calendar/rome-time.js';
import type { CheckDefinition, CheckFacts, CheckOutcome } from './check.js';
import { conclude, ko, ok, unknown, type Finding } from './outcome.js';
import { isFilled, lotPath, lotsOf, mainObject } from './sheet-facts.js';

/** Checks on dates, deadlines and duration. */

/** A date or an instant as people write it: `22/11/2026` or `22/11/2026 ore 12:00`. */
export function italianDate(moment: string): string {
  const [year = '', month = '', day = ''] = toRomeDate(moment).split('-');
  return `${day}/${month}/${year}${moment.includes('T') ? ` ore ${toRome(moment).time}` : ''}`;
}

interface Milestone {
  readonly name: string;
  readonly path: string;
  readonly at: string | null | undefined;
  /** The next one must come strictly after. */
  readonly strict: boolean;
  readonly required: boolean;
}

function milestones(facts: CheckFacts): readonly Milestone[] {
  const { scheda } = facts;
  const invited = scheda.dataInvioInviti != null && scheda.dataTrasmissioneBando == null;
  const works = mainObject(scheda) === 'works';
  const deadline = isFilled(scheda.scadenzaOfferte) ? 'scadenzaOfferte' : 'scadenzaInvito';
  return [
    {
      name: 'approvazione del progetto',
      path: 'dataApprovazioneProgetto',
      at: scheda.dataApprovazioneProgetto,
      strict: false,
      required: works,
    },
    { name: 'decisione a contrarre', path: 'decisioneContrarre/data', at: scheda.decisioneContrarre?.data, strict: false, required: true },
    invited
      ? { name: 'invio degli inviti', path: 'dataInvioInviti', at: scheda.dataInvioInviti, strict: false, required: true }
      : { name: 'trasmissione del bando', path: 'dataTrasmissioneBando', at: scheda.dataTrasmissioneBando, strict: false, required: true },
    { name: 'termine per i quesiti', path: 'terminiQuesiti', at: scheda.terminiQuesiti, strict: true, required: true },
    { name: 'scadenza', path: deadline, at: scheda[deadline], strict: true, required: true },
    { name: 'prima seduta', path: 'dataPrimaSeduta', at: scheda.dataPrimaSeduta, strict: false, required: true },
  ];
}

function dateOrder(facts: CheckFacts): CheckOutcome {
  const all = milestones(facts);
  const present = all.filter((milestone): milestone is Milestone & { at: string } => isFilled(milestone.at));
  const wrong: Finding[] = [];
  for (const [index, next] of present.entries()) {
    const before = present[index - 1];
    if (before === undefined) continue;
    const order = compareDates(before.at, next.at);
    if (order < 0 || (order === 0 && !before.strict)) continue;
    const relation = before.strict ? 'dopo' : 'non prima di';
    const message = `${capital(next.name)} (${italianDate(next.at)}) deve venire ${relation} ${before.name} (${italianDate(before.at)}).`;
    wrong.push({ message, evidence: { path: next.path, excerpt: next.at } });
  }
  const missing = all
    .filter((milestone) => milestone.required && !isFilled(milestone.at))
    .map((milestone) => ({ message: `Manca la data: ${milestone.name}.`, evidence: { path: milestone.path } }));
  return conclude(wrong, missing, 'Le date della procedura sono in ordine.');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function deadlineKind(facts: CheckFacts): CheckOutcome {
  const { tipoProcedura, scadenzaOfferte, scadenzaInvito } = facts.scheda;
  const evidence = [{ path: 'scadenzaOfferte' }, { path: 'scadenzaInvito' }];
  if (isFilled(scadenzaOfferte) && isFilled(scadenzaInvito)) {
    return ko('Sono indicate sia la scadenza delle offerte sia quella delle domande: ne va indicata una sola (REG96, REG97).', evidence);
  }
  const deadline = isFilled(scadenzaOfferte) ? scadenzaOfferte : scadenzaInvito;
  if (!isFilled(deadline)) return unknown('Manca la scadenza.', 'scadenzaOfferte');
  if (tipoProcedura == null) return unknown('Manca il tipo di procedura.', 'tipoProcedura');
  if (tipoProcedura === 'open' && !isFilled(scadenzaOfferte)) {
    return ko('Nella procedura aperta si indica la scadenza delle offerte, non delle domande (REG95).', evidence);
  }
  if (compareDates(deadline, facts.asOf) <= 0) {
    return ko(`La scadenza (${italianDate(deadline)}) non è successiva al ${italianDate(facts.asOf)} (REG105, REG106).`, evidence);
  }
  return ok(`La scadenza è una sola: ${italianDate(deadline)}.`);
}

function duration(facts: CheckFacts): CheckOutcome {
  const lots = lotsOf(facts);
  if (lots.length === 0) return unknown('Non c’è ancora nessun lotto.', 'lotti');
  const wrong: Finding[] = [];
  const missing: Finding[] = [];
  for (const lot of lots) {
    const ways = [
      lot.durata?.valore == null ? null : `durata di ${lot.durata.valore} ${lot.durata.unita === 'gg' ? 'giorni' : 'mesi'}`,
      isFilled(lot.dataFine) ? `fine il ${italianDate(lot.dataFine)}` : null,
      lot.altraDurata == null ? null : 'altra durata',
    ].filter((way) => way !== null);
    const evidence = { path: lotPath(lot, 'durata'), excerpt: ways.join('; ') };
    if (ways.length === 0) missing.push({ message: `Lotto ${lot.id}: manca la durata.`, evidence });
    if (ways.length > 1)
      wrong.push({
        message: `Lotto ${lot.id}: la durata è detta in più modi (${ways.join(' e ')}): se ne usa uno solo (REG108, REG109).`,
        evidence,
      });
  }
  return conclude(wrong, missing, 'La durata è indicata in un modo solo.');
}

const data = { version: 1, group: 'DATA', severity: 'BLOCK' } as const;

export const dataDateChecks: readonly CheckDefinition[] = [
  {
    ...data,
    id: 'DATA-19',
    title: 'Ordine delle date',
    cite: 'C. 17, 71, 88; All. I.3',
    inputs: [
      'dataApprovazioneProgetto',
      'decisioneContrarre/data',
      'dataTrasmissioneBando',
      'dataInvioInviti',
      'terminiQuesiti',
      'scadenzaOfferte',
      'scadenzaInvito',
      'dataPrimaSeduta',
      'lotti/*/oggettoContratto',
      'lotti/*/importi/importoBase',
    ],
    run: dateOrder,
  },
  {
    ...data,
    id: 'DATA-21',
    title: 'Tipo di scadenza',
    cite: 'PCP, REG95-97, REG105-106',
    inputs: ['@asOf', 'tipoProcedura', 'scadenzaOfferte', 'scadenzaInvito'],
    run: deadlineKind,
  },
  {
    ...data,
    id: 'DATA-22',
    title: 'Durata',
    cite: 'PCP, REG108 e REG109',
    inputs: ['lotti/*/durata', 'lotti/*/dataFine', 'lotti/*/altraDurata'],
    run: duration,
  },
];
