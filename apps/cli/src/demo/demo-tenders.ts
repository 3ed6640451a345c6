import { cigPcpCheckPart } from '@gare/domain/codes/cig';
import { formatEuro } from '@gare/domain/money/money';
import { postpone, refezioneTuoro, scuolaMassaMartana } from '@gare/domain/scheda/samples/index';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { type Attachment } from './attachments.js';

export interface DemoTender {
  name: string;
  comuneAccount: string;
  sheet: SchedaValues;
  attachments: readonly Attachment[];
}

/** Until this day the calendar of the samples lies in the future. */
const lastUsableDay = new Date('2026-11-30T00:00:00Z');
const weekMs = 7 * 86_400_000;

/** A CIG of the PCP form that no other demo dossier has: `seed` is any number, the check part is computed. */
export function demoCig(seed: number): string {
  const body = (seed % 0xffffff).toString(16).toUpperCase().padStart(6, '0');
  return `B${body}${cigPcpCheckPart('B', body)}`;
}

function amountsOf(sheet: SchedaValues): string[] {
  return (sheet.lotti ?? []).flatMap((lotto) => {
    const { importi } = lotto;
    const rows: [string, string | null | undefined][] = [
      ['Importo dei lavori', importi?.importoLavori],
      ['Importo dei servizi', importi?.importoServizi],
      ['Oneri della sicurezza non soggetti a ribasso', importi?.oneriSicurezzaInterferenza],
      ['Costi della manodopera', importi?.costiManodopera],
    ];
    return rows.flatMap(([label, amount]) =>
      amount == null || Number(amount) === 0 ? [] : [`${lotto.id} - ${label}: ${formatEuro(amount)}`],
    );
  });
}

function servicesAttachments(sheet: SchedaValues): Attachment[] {
  const object = sheet.oggetto ?? '';
  return [
    {
      code: 'D10',
      title: 'Relazione tecnico-illustrativa',
      text: [
        object,
        'La relazione descrive il contesto, gli utenti, il fabbisogno e le modalità di svolgimento del servizio (C. 41 c. 12).',
      ],
    },
    {
      code: 'D12',
      title: 'Documento unico di valutazione dei rischi da interferenze',
      text: [object, 'Rischi da interferenza nei luoghi del comune e misure per ridurli (D.Lgs. 81/2008 art. 26).'],
    },
    { code: 'D13', title: 'Calcolo degli importi', text: [object, ...amountsOf(sheet)] },
    { code: 'D14', title: 'Quadro economico', text: [object, ...amountsOf(sheet)] },
  ];
}

function worksAttachments(sheet: SchedaValues): Attachment[] {
  const object = sheet.oggetto ?? '';
  return [
    { code: 'D13', title: 'Calcolo degli importi', text: [object, ...amountsOf(sheet)] },
    { code: 'D14', title: 'Quadro economico', text: [object, ...amountsOf(sheet)] },
    {
      code: 'D18',
      title: 'Progetto esecutivo',
      text: [object, 'Relazioni, elaborati, computo metrico estimativo, elenco prezzi e cronoprogramma.'],
    },
    {
      code: 'D20',
      title: 'Rapporto di verifica e atto di validazione',
      text: [object, 'Il progetto è stato verificato e validato (C. 42).'],
    },
  ];
}

/**
 * The two tenders of the demo, ready to be filled in.
 * @param today dates in the past are moved forward, so that the demo works on any day.
 * @param seed makes the CIG codes of this run unique in its archive.
 */
export function demoTenders(today: Date, seed: number): DemoTender[] {
  const weeks = Math.max(0, Math.ceil((today.getTime() - lastUsableDay.getTime()) / weekMs));
  const withCig = (sheet: SchedaValues, offset: number): SchedaValues => ({
    ...sheet,
    lotti: (sheet.lotti ?? []).map((lotto, index) => ({ ...lotto, cig: demoCig(seed + offset + index) })),
  });
  const services = withCig(postpone(refezioneTuoro, weeks), 1);
  const works = withCig(postpone(scuolaMassaMartana, weeks), 101);
  return [
    { name: 'servizi', comuneAccount: 'rup@tuoro.example', sheet: services, attachments: servicesAttachments(services) },
    { name: 'lavori', comuneAccount: 'rup@massamartana.example', sheet: works, attachments: worksAttachments(works) },
  ];
}
