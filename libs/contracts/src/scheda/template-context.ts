import { type LegalParameter } from '@gare/domain/law/parameters';
import { compareMoney } from '@gare/domain/money/money';
import { deriveFacts, type SchedaFacts } from '@gare/domain/scheda/derive';
import { type Ente } from '@gare/domain/scheda/ente-values';
import { type Lotto } from '@gare/domain/scheda/lotto-values';
import { type JsonObject, type JsonValue } from '@gare/domain/scheda/path';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { shapeInside } from './describe-fields.js';
import { schedaSchema } from './scheda.js';
import { isLabourIntensive, legalFigures } from './template-context/legal-parameters.js';
import { lotContext, optionContext, soaContext } from './template-context/lot-context.js';
import { functionsOfSua, peopleContext } from './template-context/people-context.js';
import { procedureContext } from './template-context/procedure-context.js';
import { labelsOf, rawGroup } from './template-context/raw-values.js';
import { awardContext, executionContext, participationContext } from './template-context/rules-context.js';
import { FUNZIONI_SVOLTE, TIPO_FINANZIAMENTO } from './pcp-labels.js';

export interface TemplateContextInput {
  readonly scheda: SchedaValues;
  /** What the dossier knows apart from the sheet. */
  readonly dossier: { readonly codiceAppalto?: string | null };
  /** The bodies as in the register of the enti; what the sheet says of them wins. */
  readonly comune?: Ente;
  readonly provincia?: Ente;
  /** Date or instant at which the documents are made. */
  readonly asOf: string;
  /** Answer of the checks; where absent the estimated value is compared with the threshold in force. */
  readonly sopraSoglia?: boolean | null;
  /** Legal parameters of the installation; the rows of this version where absent. */
  readonly parametri?: readonly LegalParameter[] | undefined;
  /** Day on which they are read (`YYYY-MM-DD`), of texts that were fixed; the reference date of the sheet where absent. */
  readonly lawDay?: string | undefined;
}

/** The plain JSON object that templates see: every field of the sheet, with friendly names laid over it. */
export type TemplateContext = JsonObject;

type Context = Record<string, unknown>;

/**
 * Builds the object that DOCX templates read. What is unknown is absent, never an empty text; lists are always there.
 * The same sheet, dossier and `asOf` give the same object.
 */
export function templateContext(input: TemplateContextInput): TemplateContext {
  const { scheda, dossier } = input;
  const facts = deriveFacts(scheda, { asOf: input.asOf });
  const raw = rawGroup(scheda as unknown as JsonObject, schedaSchema.shape);
  const law: Law = { day: input.lawDay ?? facts.riferimento.data, rows: input.parametri };
  const parametri = legalFigures(scheda, law.day, law.rows);
  const lots = scheda.lotti ?? [];
  const context: Context = {
    ...raw,
    ...peopleContext(scheda, { ...(input.comune && { comune: input.comune }), ...(input.provincia && { provincia: input.provincia }) }),
    ...awardContext(scheda, (raw['aggiudicazione'] ?? {}) as Context),
    ...participationContext(scheda),
    ...executionContext(scheda),
    ...amounts(scheda, facts, law),
    ...wholeTender(scheda, facts),
    ...procedureContext(scheda),
    lotti: lots.map((lotto, index) => lotWithRaw(lotto, facts, (raw['lotti'] as readonly JsonObject[] | undefined)?.[index])),
    codiceAppalto: dossier.codiceAppalto ?? scheda.codiceAppalto,
    sopraSoglia: input.sopraSoglia ?? aboveThreshold(scheda, facts, parametri['sogliaUe']),
    parametri,
    etichette: labels(scheda),
    dataRiferimento: facts.riferimento.data,
    // Fixed by an act of the dossier, which puts its own in their place.
    attiApprovati: { presenti: false, atti: [] },
  };
  return clean(context) as JsonObject;
}

function lotWithRaw(lotto: Lotto, facts: SchedaFacts, raw: JsonObject | undefined): Context {
  const shape = shapeInside(schedaSchema.shape.lotti) ?? {};
  return {
    ...raw,
    ...lotContext(
      lotto,
      facts.lotti.find((lot) => lot.id === lotto.id),
    ),
    etichette: labelsOf(lotto as unknown as JsonObject, shape),
  };
}

/** Rows and the day on which they are read. */
interface Law {
  readonly day: string;
  readonly rows: TemplateContextInput['parametri'];
}

function amounts(scheda: SchedaValues, facts: SchedaFacts, law: Law): Context {
  const lots = scheda.lotti ?? [];
  const valoreStimato = scheda.valoreStimatoTotale ?? facts.valoreStimatoTotale;
  return {
    importoBase: facts.importoBase,
    importoSoggettoARibasso: facts.importoSoggettoARibasso,
    oneriSicurezza: facts.oneriSicurezza,
    costiManodopera: facts.costiManodopera,
    percentualeManodopera: facts.percentualeManodopera,
    altaIntensitaManodopera: isLabourIntensive(facts.percentualeManodopera, law.day, law.rows),
    sommeOpzioni: facts.sommeOpzioni,
    valoreStimato,
    valoreStimatoTotale: valoreStimato,
    quadroEconomicoTotale: facts.quadroEconomicoTotale,
    opzioni: lots.flatMap((lotto) => (lotto.importi?.opzioni ?? []).map((opzione) => optionContext(lotto, opzione))),
    soa: lots.flatMap((lotto) => (lotto.partecipazione?.soa ?? []).map((soa) => soaContext(lotto, soa))),
    haOpzioni: lots.some((lotto) => (lotto.importi?.opzioni ?? []).length > 0),
  };
}

/** What holds for the tender as a whole; a name that differs from lot to lot is absent, so that a template cannot print it by mistake. */
function wholeTender(scheda: SchedaValues, facts: SchedaFacts): Context {
  const lots = scheda.lotti ?? [];
  const friendly = lots.map((lotto) => lotContext(lotto, undefined));
  const object = facts.oggettoPrevalente;
  const common = (name: string): unknown => sameInAll(friendly.map((lot) => lot[name]));
  const flags = {
    numeroLotti: lots.length,
    lottoUnico: lots.length === 1,
    lavori: object ? object === 'works' : undefined,
    servizi: object ? object === 'services' : undefined,
    forniture: object ? object === 'supplies' : undefined,
    natura: object ? ({ works: 'lavori', services: 'servizi', supplies: 'forniture' } as const)[object] : undefined,
    obbligoCostiManodopera: !lots.every((lotto) => lotto.servizioIntellettuale === true || lotto.fornituraSenzaPosa === true),
    riservato: lots.some((lotto) => Boolean(lotto.affidamentiRiservati) && lotto.affidamentiRiservati !== 'none'),
    bim: lots.some((lotto) => lotto.strumentiElettroniciSpecifici === true),
    finanziatoPnrr: lots.some((lotto) => lotto.afferenteInvestimentiPNRR === true),
    whiteList: (scheda.lavorazioniAltoRischio ?? []).length > 0,
    accordoQuadro: scheda.strumento ? scheda.strumento.startsWith('fa-') : undefined,
  };
  return {
    ...flags,
    ...Object.fromEntries(['durataTesto', 'luogo', 'fatturatoGlobale', 'serviziAnaloghi'].map((name) => [name, common(name)])),
    affidamentiRiservati: sameInAll(lots.map((lotto) => lotto.affidamentiRiservati)),
    condizioniRiserva: sameInAll(lots.map((lotto) => lotto.condizioniRiserva)),
    garanziaProvvisoria: {
      ...(common('garanziaProvvisoria') as Context | undefined),
      richiesta: friendly.some((lot) => (lot['garanziaProvvisoria'] as Context)['richiesta'] === true),
      pct: sameInAll(lots.map((lotto) => lotto.partecipazione?.garanziaProvvisoria?.pct)),
    },
    contributoAnac: { dovuto: lots.some((lotto) => Number(lotto.partecipazione?.contributoAnacOE ?? 0) > 0) },
    pnrr: flags.finanziatoPnrr ? scheda.pnrr : undefined,
  };
}

function sameInAll(values: readonly unknown[]): unknown {
  const [first] = values;
  return values.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : undefined;
}

function aboveThreshold(scheda: SchedaValues, facts: SchedaFacts, threshold: string | number | undefined): boolean | undefined {
  const value = scheda.valoreStimatoTotale ?? facts.valoreStimatoTotale;
  return value === null || threshold === undefined ? undefined : compareMoney(value, threshold) >= 0;
}

/** Texts for the values of the enums that documents print. */
function labels(scheda: SchedaValues): Context {
  const award = shapeInside(schedaSchema.shape.aggiudicazione) ?? {};
  const execution = shapeInside(schedaSchema.shape.esecuzione) ?? {};
  const group = (values: unknown): JsonObject => (values ?? {}) as JsonObject;
  const lots = scheda.lotti ?? [];
  const objects = { works: 'Lavori', services: 'Servizi', supplies: 'Forniture' } as const;
  const objectNames = [...new Set(lots.flatMap((lotto) => (lotto.oggettoContratto ? [objects[lotto.oggettoContratto]] : [])))];
  const funding = [
    ...new Set(lots.flatMap((lotto) => (lotto.finanziamenti ?? []).flatMap(({ tipo }) => (tipo ? [TIPO_FINANZIAMENTO[tipo]] : [])))),
  ];
  const functions = functionsOfSua(scheda).map((code) => FUNZIONI_SVOLTE[code as keyof typeof FUNZIONI_SVOLTE]);
  return {
    ...labelsOf(group(scheda), schedaSchema.shape),
    ...labelsOf(group(scheda.aggiudicazione), award),
    ...labelsOf(group(scheda.esecuzione), execution),
    periodicitaRevisione:
      executionContext(scheda)['revisionePrezzi'] && (executionContext(scheda)['revisionePrezzi'] as Context)['periodicita'],
    oggettoContratto: lowerJoin(objectNames),
    finanziamento: lowerJoin(funding),
    funzioniSvolte: lowerJoin(functions),
  };
}

function lowerJoin(texts: readonly string[]): string | undefined {
  return texts.length === 0 ? undefined : texts.map((text) => text.charAt(0).toLowerCase() + text.slice(1)).join('; ');
}

/** Drops what is null, undefined or blank, at every depth. */
function clean(value: unknown): JsonValue | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  if (Array.isArray(value)) return value.map(clean).filter((item) => item !== undefined);
  if (typeof value !== 'object') return value as JsonValue;
  const entries = Object.entries(value).flatMap(([name, child]): [string, JsonValue][] => {
    const cleaned = clean(child);
    return cleaned === undefined ? [] : [[name, cleaned]];
  });
  return Object.fromEntries(entries);
}
