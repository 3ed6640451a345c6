import { type ResponsibilityMatrix } from '@gare/domain/access/responsibility-matrix';
import { roleNames } from '@gare/domain/access/role-names';
import { dayInWords } from '@gare/domain/calendar/dates-in-words';
import { type ConvenzioneContent } from '@gare/domain/convenzione/content';
import { scopeItemSchema, typeNames, type ScopeItem } from '@gare/domain/convenzione/scope';
import { formatEuro, formatNumber, isMoney } from '@gare/domain/money/money';
import { tariffSchema, type Tariff } from '@gare/domain/tariff/tariff';
import { FUNZIONI_SVOLTE } from '../scheda/pcp-labels.js';

/** A content that is being written: whatever is there may be missing or malformed. */
type Draft = { readonly [K in keyof ConvenzioneContent]?: unknown };
type Group = Readonly<Record<string, unknown>>;

export interface ConvenzioneTextInput {
  readonly contenuto: unknown;
  /** Documents of a tender in the order of the kind, with their titles. */
  readonly documenti: readonly { readonly code: string; readonly title: string }[];
}

/** Activities of DPCM 30/6/2011 art. 3 by their letter. */
const activityNames: Readonly<Record<string, string>> = {
  a: 'collaborazione alla corretta individuazione dei contenuti dello schema del contratto',
  b: 'accordo con l’ente sulla procedura di gara per la scelta del contraente',
  c: 'collaborazione alla redazione dei capitolati',
  d: 'collaborazione alla definizione del criterio di aggiudicazione',
  e: 'definizione, con il criterio dell’offerta economicamente più vantaggiosa, dei criteri di valutazione e dei punteggi',
  f: 'redazione degli atti di gara, compresi il bando, il disciplinare e la lettera di invito',
  g: 'svolgimento della procedura in tutte le sue fasi, con la pubblicità, le comunicazioni e la verifica dei requisiti',
  h: 'nomina della commissione giudicatrice',
  i: 'collaborazione nella gestione del contenzioso sugli atti di gara',
  l: 'collaborazione alla stipula del contratto',
  m: 'ogni altra attività utile al perseguimento degli obiettivi della convenzione',
  n: 'trasmissione all’ente delle informazioni sull’esecuzione del contratto che pervengono alla SUA',
};

const exclusionNames: Readonly<Record<string, string>> = {
  AFFIDAMENTO_DIRETTO: 'affidamenti diretti',
  SOMMA_URGENZA: 'interventi di somma urgenza',
  ORDINE_MEPA: 'ordini sul MePA',
};

const phaseNames: Readonly<Record<string, string>> = {
  ISTRUTTORIA: 'Istruttoria dell’istanza',
  INTEGRAZIONI: 'Risposta alle richieste di integrazione',
  INDIZIONE: 'Indizione della procedura dopo l’istanza completa',
  AGGIUDICAZIONE: 'Proposta di aggiudicazione dopo la scadenza delle offerte',
};

const none = '–';
const group = (value: unknown): Group => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Group) : {});
const items = (value: unknown): readonly Group[] => (Array.isArray(value) ? value.map(group) : []);
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string' && one !== '') : [];
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function partyContext(parties: readonly Group[], ruolo: string): Group {
  const party = parties.find((one) => one['ruolo'] === ruolo) ?? {};
  const { nome, cognome, carica } = group(party['rappresentante']);
  const known = typeof nome === 'string' && typeof cognome === 'string' ? `${nome} ${cognome}` : undefined;
  const { denominazione, codiceFiscale, codiceIpa, codiceAusa, codiceCentroCosto, pec } = party;
  return { denominazione, codiceFiscale, codiceIpa, codiceAusa, codiceCentroCosto, pec, rappresentante: known, carica };
}

function spanOf({ min, max }: Pick<ScopeItem, 'min' | 'max'>, quantity: (value: string) => string): string {
  return max === null ? `da ${quantity(min)} in su` : `da ${quantity(min)} a meno di ${quantity(max)}`;
}

function scopeContext(item: Group): Group {
  const parsed = scopeItemSchema.safeParse(item);
  if (!parsed.success) return {};
  const { tipo, oggettoConcessione, esclusioni } = parsed.data;
  const of = oggettoConcessione === null ? '' : ` di ${typeNames[oggettoConcessione]}`;
  return {
    tipo: upper(`${typeNames[tipo]}${of}`),
    fascia: parsed.data.max === null && Number(parsed.data.min) === 0 ? 'Qualsiasi importo' : spanOf(parsed.data, formatEuro),
    esclusioni: esclusioni.length === 0 ? none : esclusioni.map((one) => exclusionNames[one]).join(', '),
  };
}

function matrixContext(matrix: unknown, documents: ConvenzioneTextInput['documenti']): readonly Group[] {
  const rows = group(matrix) as ResponsibilityMatrix;
  return documents.flatMap(({ code, title }): Group[] => {
    const row = Object.entries(rows[code] ?? {}) as [keyof typeof roleNames, string][];
    if (row.length === 0) return [];
    const who = (...letters: string[]): string => {
      const named = row.filter(([, does]) => letters.some((letter) => does.includes(letter))).map(([role]) => roleNames[role]);
      return named.length === 0 ? none : named.join(', ');
    };
    return [{ documento: title, redige: who('d'), rivede: who('c', 'r'), approva: who('a'), firma: who('S', 'p') }];
  });
}

const moments: Readonly<Record<Tariff['momento'], string>> = {
  PUBBLICAZIONE: 'Alla pubblicazione',
  AGGIUDICAZIONE: 'All’aggiudicazione',
  ANNUALE: 'Quota annuale',
};
const bases: Readonly<Record<Tariff['base'], string>> = {
  BASE_GARA: 'sulla base di gara',
  VALORE_STIMATO: 'sul valore stimato',
  ABITANTI: 'per abitanti',
};

function priceRows(value: unknown): readonly Group[] {
  return items(value).flatMap((item): readonly Group[] => {
    const parsed = tariffSchema.safeParse(item);
    if (!parsed.success) return [{}];
    const { momento, base, scaglioni, minimo, massimo, soloOnline, dal, al } = parsed.data;
    const quantity = (amount: string): string => (base === 'ABITANTI' ? `${formatNumber(amount)} abitanti` : formatEuro(amount));
    const limits = [
      ...(minimo === null ? [] : [`minimo ${formatEuro(minimo)}`]),
      ...(massimo === null ? [] : [`massimo ${formatEuro(massimo)}`]),
      ...(soloOnline ? ['solo per le procedure telematiche'] : []),
    ];
    const period = `dal ${dayInWords(dal)}${al === null ? '' : ` al ${dayInWords(al)}`}`;
    const voce = `${moments[momento]}, ${bases[base]}, ${period}${limits.length === 0 ? '' : ` (${limits.join(', ')})`}`;
    return scaglioni.map((band) => ({
      voce,
      fascia: spanOf(band, quantity),
      corrispettivo:
        band.tipo === 'percentuale' ? `${formatNumber(band.valore)}%` : isMoney(band.valore) ? formatEuro(band.valore) : band.valore,
    }));
  });
}

function termContext({ fase, giorni, unita, sospendibile }: Group): Group {
  const unit = unita === 'wd' ? 'lavorativi' : 'naturali e consecutivi';
  return {
    fase: typeof fase === 'string' ? phaseNames[fase] : undefined,
    termine:
      typeof giorni === 'number' ? `${giorni === 1 ? '1 giorno' : `${giorni} giorni`} ${giorni === 1 ? '' : unit}`.trim() : undefined,
    sospensione: sospendibile === true ? 'Sospendibile per integrazioni' : 'Non sospendibile',
  };
}

function organContext({ nome, composizione, riunioniAnno, relazioneAnnuale }: Group): Group {
  const times = riunioniAnno === 1 ? 'Almeno una riunione l’anno' : `Almeno ${String(riunioniAnno)} riunioni l’anno`;
  return {
    nome,
    composizione,
    riunioni: typeof riunioniAnno === 'number' ? `${times}${relazioneAnnuale === true ? '; relazione annuale della SUA' : ''}` : undefined,
  };
}

const bearer = (payer: unknown): string | undefined =>
  payer === 'SUA' ? 'della SUA' : payer === 'COMUNE' ? 'dell’ente aderente' : undefined;

function litigationContext({ difesa, oneri, quotaSuaPct }: Group): Group {
  const share =
    typeof quotaSuaPct === 'string' ? `sono ripartiti: alla SUA il ${formatNumber(quotaSuaPct)}%, all’ente aderente il resto` : undefined;
  const borne = bearer(oneri);
  return {
    difesa: difesa === 'SUA' ? 'dalla SUA' : difesa === 'COMUNE' ? 'dall’ente aderente' : undefined,
    oneri: oneri === 'RIPARTO' ? share : borne === undefined ? undefined : `sono a carico ${borne}`,
  };
}

/**
 * The plain JSON object that the template of a convenzione reads, from its content whether complete or not: what is unknown is
 * absent. The same content gives the same object.
 */
export function convenzioneTextContext({ contenuto, documenti }: ConvenzioneTextInput): object {
  const draft = group(contenuto) as Draft;
  const parties = items(draft.parti);
  const [oggetto, durata, rapporti] = [group(draft.oggetto), group(draft.durata), group(draft.rapporti)];
  const [privacy, legality, joining] = [group(draft.privacy), group(draft.anticorruzione), group(draft.nuoveAdesioni)];
  const rimborsi = group(rapporti['rimborsi']);
  const prezzi = priceRows(rapporti['tariffe']);
  const { quotaIncentivoPct } = rapporti;
  const context = {
    ...{ sua: partyContext(parties, 'SUA'), comune: partyContext(parties, 'ADERENTE') },
    funzioni: texts(oggetto['funzioniSvolte']).map((codice) => ({ codice, testo: functionName(codice) })),
    attivita: texts(oggetto['attivita']).map((lettera) => ({ lettera, testo: activityNames[lettera] })),
    ...listOf('serviziFacoltativi', 'haServizi', texts(oggetto['serviziFacoltativi'])),
    ambito: items(draft.ambito).map(scopeContext),
    ...{ inizio: durata['inizio'], fine: durata['fine'], rinnovoEspresso: sameAs(durata['rinnovo'], 'ESPRESSO') },
    ultrattivita: draft.ultrattivita,
    matrice: matrixContext(group(draft.compiti)['matrice'], documenti),
    ...listOf('tempi', 'haTempi', items(draft.tempi).map(termContext)),
    ...listOf('personale', 'haPersonale', texts(draft.personale)),
    ...listOf('prezzi', 'haTariffe', prezzi),
    rimborsi: Object.fromEntries(Object.entries(rimborsi).map(([name, payer]) => [name, bearer(payer)])),
    haIncentivo: typeof quotaIncentivoPct === 'string' ? Number(quotaIncentivoPct) > 0 : undefined,
    quotaIncentivo: quotaIncentivoPct,
    pagamentoGiorni: rapporti['pagamentoGiorni'],
    consultazione: items(draft.consultazione).map(organContext),
    contenzioso: litigationContext(group(draft.contenzioso)),
    ...{ responsabileArt28: sameAs(privacy['forma'], 'RESPONSABILE_ART_28'), privacyAtto: privacy['atto'] },
    ...{ pattoIntegrita: legality['pattoIntegrita'], protocolloLegalita: legality['protocolloLegalita'] },
    preavvisoGiorni: group(draft.recesso)['preavvisoGiorni'],
    ...{ nuoveAdesioni: joining['ammesse'], adesioniConDelibera: joining['conDelibera'] },
  };
  return withoutHoles(context) as object;
}

const sameAs = (value: unknown, wanted: string): boolean | undefined => (typeof value === 'string' ? value === wanted : undefined);
const listOf = (name: string, flag: string, list: readonly unknown[]): Group => ({ [name]: list, [flag]: list.length > 0 });

function functionName(codice: string): string | undefined {
  const label = (FUNZIONI_SVOLTE as Readonly<Record<string, string>>)[codice];
  return label === undefined ? undefined : label.charAt(0).toLowerCase() + label.slice(1);
}

/** What is undefined, null or blank is absent, at every depth. */
function withoutHoles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutHoles);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, child]) => child !== undefined && child !== null && child !== '')
      .map(([name, child]) => [name, withoutHoles(child)]),
  );
}
