import { defaultMatrix } from '../access/default-matrix.js';
import type { MatrixDocument } from '../access/responsibility-matrix.js';
import { levelLimit, type Qualification } from '../enti/qualification.js';
import { type LegalParameter, legalParameters, parameterNumber } from '../law/parameters.js';
import { scopeBeyondQualification, type ScopeItem } from './scope.js';

/** A party as the register of bodies knows it; what it does not know is null and waits for people. */
export interface KnownParty {
  readonly enteId: string;
  readonly denominazione: string;
  readonly codiceFiscale: string;
  readonly codiceIpa: string | null;
  readonly codiceAusa: string | null;
  readonly codiceCentroCosto: string | null;
  readonly codiceIstat: string | null;
  readonly popolazione: number | null;
  readonly pec: string | null;
}

export interface FirstContentInput {
  readonly sua: KnownParty;
  readonly comune: KnownParty;
  readonly qualificazioni: readonly Qualification[];
  /** Documents of the tenders the matrix provides for. */
  readonly documentiDiGara: readonly MatrixDocument[];
  readonly asOf: string;
  /** Legal parameters of the installation; the rows of this version where absent. */
  readonly parametri?: readonly LegalParameter[] | undefined;
}

/** Where a comune needs the SUA (C. 62 c. 1), up to what the SUA is qualified for: a line for each type it may award for others. */
export function scopeWithinQualification(
  qualifications: readonly Qualification[],
  asOf: string,
  rows: readonly LegalParameter[] = legalParameters,
): readonly ScopeItem[] {
  const types = [
    { tipo: 'works', settore: 'LAVORI', soglia: 'qual.necessaria.lavori' },
    { tipo: 'services', settore: 'SERV_FORN', soglia: 'qual.necessaria.servForn' },
    { tipo: 'supplies', settore: 'SERV_FORN', soglia: 'qual.necessaria.servForn' },
  ] as const;
  return types.flatMap(({ tipo, settore, soglia }): ScopeItem[] => {
    const held = qualifications.filter(
      (row) =>
        row.settore === settore && row.ambito === 'PROGETTAZIONE_AFFIDAMENTO' && row.dal <= asOf && (row.al === null || asOf <= row.al),
    );
    const from = parameterNumber(soglia, asOf, rows);
    const lines = held.flatMap(({ livello }): ScopeItem[] => {
      const limit = levelLimit(livello, asOf, rows);
      if (limit === undefined || from === undefined || (limit !== null && limit.lte(from))) return [];
      const line = {
        id: `AMB-${tipo}`,
        tipo,
        oggettoConcessione: null,
        min: from.toFixed(2),
        max: limit?.toFixed(2) ?? null,
        esclusioni: [],
      };
      return scopeBeyondQualification([line], qualifications, asOf, rows).length === 0 ? [line] : [];
    });
    const [widest] = lines.sort((a, b) => (a.max === null ? -1 : b.max === null ? 1 : Number(b.max) - Number(a.max)));
    return widest === undefined ? [] : [widest];
  });
}

/**
 * The content a convenzione starts with (brief §1.4): parties with the codes that are known, the widest scope the SUA is qualified
 * for, the typical matrix, and for each article the usual clause. Start, end, legal representatives, the privacy act and the price
 * lists are left to people.
 */
export function firstContent({ sua, comune, qualificazioni, documentiDiGara, asOf, parametri }: FirstContentInput): object {
  const party = (id: string, ruolo: string, known: KnownParty): object => ({
    id,
    ruolo,
    ...Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null)),
  });
  return {
    parti: [party('SUA', 'SUA', sua), party('COMUNE', 'ADERENTE', comune)],
    oggetto: { funzioniSvolte: ['1'], attivita: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'n'], serviziFacoltativi: [] },
    ambito: scopeWithinQualification(qualificazioni, asOf, parametri),
    durata: { rinnovo: 'ESPRESSO' },
    compiti: { matrice: defaultMatrix(documentiDiGara, ['1']) },
    tempi: [
      { id: 'ISTRUTTORIA', fase: 'ISTRUTTORIA', giorni: 10, unita: 'gg', sospendibile: true },
      { id: 'INTEGRAZIONI', fase: 'INTEGRAZIONI', giorni: 10, unita: 'gg', sospendibile: false },
      { id: 'INDIZIONE', fase: 'INDIZIONE', giorni: 30, unita: 'gg', sospendibile: true },
      { id: 'AGGIUDICAZIONE', fase: 'AGGIUDICAZIONE', giorni: 90, unita: 'gg', sospendibile: true },
    ],
    personale: [],
    rapporti: {
      tariffe: [],
      rimborsi: { contributoAnac: 'COMUNE', pubblicita: 'COMUNE', commissione: 'COMUNE', piattaforma: 'SUA' },
      quotaIncentivoPct: '0',
      pagamentoGiorni: 30,
    },
    consultazione: [
      {
        id: 'ORG-1',
        nome: 'Conferenza dei sindaci',
        composizione: 'Il Presidente della Provincia e i sindaci degli enti aderenti, o i loro delegati',
        riunioniAnno: 1,
        relazioneAnnuale: true,
      },
    ],
    contenzioso: { difesa: 'SUA', oneri: 'RIPARTO', quotaSuaPct: '50' },
    privacy: { forma: 'RESPONSABILE_ART_28' },
    anticorruzione: { pattoIntegrita: true, protocolloLegalita: true },
    recesso: { preavvisoGiorni: 90 },
    nuoveAdesioni: { ammesse: true, conDelibera: true },
    ultrattivita: false,
  };
}
