import { type JsonValue } from '@gare/domain/scheda/path';
import { refezioneTuoro, scuolaMassaMartana, workedExample, workedExampleSmaller } from '@gare/domain/scheda/samples/index';
import { type SchedaValues } from '@gare/domain/scheda/scheda-values';
import { fieldAt } from './describe-fields.js';
import { type TemplateContext, templateContext } from './template-context.js';
import { templateFields } from './template-fields.js';

const asOf = '2026-11-22';
const contextOf = (scheda: SchedaValues): TemplateContext => templateContext({ scheda, dossier: {}, asOf });

function leaves(value: JsonValue | undefined, path: string): [string, JsonValue][] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value))
    return [
      [path, value],
      ...(value as readonly JsonValue[]).flatMap((item) => (typeof item === 'object' ? leaves(item, `${path}[]`) : [])),
    ];
  if (typeof value !== 'object') return [[path, value]];
  return Object.entries(value).flatMap(([name, child]) => leaves(child, path === '' ? name : `${path}.${name}`));
}

describe('templateContext', () => {
  it('puts the friendly names of the whole tender at the top', () => {
    expect(contextOf(refezioneTuoro)).toMatchObject({
      importoBase: '954000.00',
      valoreStimato: '1937320.00',
      oneriSicurezza: '2400.00',
      costiManodopera: '513864.00',
      altaIntensitaManodopera: true,
      sopraSoglia: true,
      servizi: true,
      lavori: false,
      oepv: true,
      lottoUnico: true,
      haOpzioni: true,
      durataTesto: '36 mesi',
      dataRiferimento: '2026-12-15',
      sua: { denominazione: 'Stazione Unica Appaltante della Provincia di Perugia' },
      comune: {
        denominazione: 'Comune di Tuoro sul Trasimeno',
        indirizzoCompleto: 'Piazza del Municipio, 1 – 06069 Tuoro sul Trasimeno (PG)',
      },
      rupComune: { nomeCompleto: 'dott.ssa Lucia Bianchi', attoNominaTesto: 'n. 88 del 5 ottobre 2026 (Sindaco)' },
      funzioni: { aggiudica: true, stipula: false },
      garanziaProvvisoria: { richiesta: true, pct: '2', importo: '38746.40' },
      subappalto: { ammesso: true, cascata: false },
      etichette: {
        tipoProcedura: 'Procedura aperta',
        finanziamento: 'fondi di bilancio della stazione appaltante; entrate vincolate: Regione',
      },
      parametri: { standstillGiorni: 32, subappaltoQuotaPmi: '20' },
    });
  });

  it('gives each lot its names and the categories of works', () => {
    const context = contextOf(scuolaMassaMartana);
    expect(context).toMatchObject({
      lavori: true,
      sopraSoglia: false,
      sopralluogo: { tipo: 'FACOLTATIVO', finestre: expect.stringContaining('dal 21 dicembre 2026, ore 09:00') as unknown },
    });
    expect(context['lotti']).toMatchObject([
      {
        lotIdentifier: 'LOT-0001',
        cig: 'B4D2E909BA',
        natura: 'lavori',
        importoBase: '1860000.00',
        durataTesto: '420 giorni naturali e consecutivi',
        contributoAnacOe: '165.00',
      },
    ]);
    expect(context['soa']).toMatchObject([
      { categoria: 'OG 1', natura: 'prevalente' },
      { categoria: 'OS 21', natura: 'scorporabile', subappaltoIntegrale: 'ammesso' },
      { categoria: 'OG 11' },
    ]);
  });

  it('reads thresholds on the reference date, and the answer of the checks wins', () => {
    expect(contextOf(workedExample)['sopraSoglia']).toBe(true);
    expect(contextOf(workedExampleSmaller)).toMatchObject({ sopraSoglia: false, parametri: { sogliaUe: '221000.00' } });
    expect(templateContext({ scheda: workedExample, dossier: {}, asOf, sopraSoglia: false })['sopraSoglia']).toBe(false);
    // Of a text that was fixed the law stays that of its day, whatever the sheet says of the notice since.
    const figures = (lawDay?: string): unknown => templateContext({ scheda: workedExample, dossier: {}, asOf, lawDay })['parametri'];
    expect([figures('1990-01-01'), figures()]).toEqual([{}, expect.objectContaining({ validitaOffertaGiorni: 180 })]);
  });

  it('leaves out what is unknown, never an empty text, and keeps lists', () => {
    const context = contextOf({ oggetto: null, lotti: [{ id: 'LOT-0001' }] });
    expect(context).not.toHaveProperty('oggetto');
    expect(context).not.toHaveProperty('importoBase');
    expect(context).not.toHaveProperty('sopraSoglia');
    expect(context).not.toHaveProperty('oepv');
    expect(context).toMatchObject({ cam: [], criteri: [], opzioni: [], lotti: [{ cup: [], opzioni: [], luoghiEsecuzione: [] }] });
    const blank = leaves(contextOf(refezioneTuoro), '').filter(([, value]) => value === '' || value === 'undefined');
    expect(blank).toEqual([]);
  });

  it('completes the bodies from the register, and the sheet wins', () => {
    const context = templateContext({
      scheda: { comune: { pec: 'gara@pec.comune.example' } },
      dossier: { codiceAppalto: 'SUA-PG-2026-000999' },
      comune: { denominazione: 'Comune di Montone', pec: 'protocollo@pec.comune.example' },
      asOf,
    });
    expect(context).toMatchObject({
      codiceAppalto: 'SUA-PG-2026-000999',
      comune: { denominazione: 'Comune di Montone', pec: 'gara@pec.comune.example' },
    });
  });

  it('does not print for the whole tender what differs from lot to lot', () => {
    const lot = (id: string, importo: string): NonNullable<SchedaValues['lotti']>[number] => ({
      id,
      partecipazione: { fatturatoGlobale: { importo }, garanziaProvvisoria: { pct: '2', importo } },
    });
    const context = contextOf({ lotti: [lot('LOT-0001', '10.00'), lot('LOT-0002', '20.00')] });
    expect(context).not.toHaveProperty('fatturatoGlobale');
    expect(context['garanziaProvvisoria']).toEqual({ richiesta: true, pct: '2' });
  });

  it('is the same object for the same sheet', () => {
    expect(JSON.stringify(contextOf(refezioneTuoro))).toBe(JSON.stringify(contextOf(structuredClone(refezioneTuoro))));
  });
});

describe('templateFields', () => {
  const kinds = new Map(templateFields.map((field) => [field.path, field.kind]));
  const INTERNAL =
    /(?:^|\.|\])id$|sub\[\]\.(?:sub|haSottocriteri)$|^sua\.(?:qualificazione|codIstatAnac)|^subappalto\.(?:prestazioniInProprio|motivazioneInProprio|limitePercentuale)$/;

  it.each([refezioneTuoro, scuolaMassaMartana, workedExample])('names everything that the context holds', (scheda) => {
    const unknown = leaves(contextOf(scheda), '').filter(([path]) => !kinds.has(path) && !INTERNAL.test(path));
    expect(unknown.map(([path]) => path)).toEqual([]);
  });

  it.each([refezioneTuoro, scuolaMassaMartana])('gives each name the kind of its value', (scheda) => {
    const wrong = leaves(contextOf(scheda), '').filter(([path, value]) => {
      const text = typeof value === 'string' ? value : '';
      const kind = kinds.get(path);
      if (kind === undefined) return false;
      if (kind === 'boolean') return typeof value !== 'boolean';
      if (kind === 'list') return !Array.isArray(value);
      if (kind === 'date') return !/^\d{4}-\d{2}-\d{2}$/.test(text);
      if (kind === 'datetime') return !/^\d{4}-\d{2}-\d{2}T/.test(text);
      return kind === 'money' || kind === 'percent' ? !/^\d+(?:\.\d+)?$/.test(text) : typeof value === 'object';
    });
    expect(wrong).toEqual([]);
  });

  it('leads every source to a field of the sheet', () => {
    const lost = templateFields.flatMap(({ source }) => (source !== undefined && fieldAt(source) === null ? [source] : []));
    expect([...new Set(lost)]).toEqual([]);
  });

  it('has each path once', () => {
    expect(kinds.size).toBe(templateFields.length);
    expect(templateFields.length).toBeGreaterThan(500);
  });
});
