import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { feastsOf } from '../law/feast-rows.js';
import { bundledRows, entriesOf, rowsInForce, type ParameterProposal } from '../law/register.js';
import { loadKind, type LoadedKind } from '../kinds/kind.js';
import { scuolaMassaMartana } from '../scheda/samples/index.js';
import type { SchedaValues } from '../scheda/scheda-values.js';
import { lawEffect, type LawChange, type LawSide } from './law-effect.js';

function gara(): LoadedKind {
  const load = loadKind(readFileSync(join(__dirname, '../../../../templates/kinds/gara.json'), 'utf8'));
  if (!load.ok) throw new Error(JSON.stringify(load.findings));
  return load.kind;
}
const kind = gara();

const threshold: ParameterProposal = {
  action: 'AGGIUNTA',
  replaces: false,
  ...{ key: 'ue.lavori', value: '5600000', from: '2028-01-01', to: '2029-12-31', cite: 'Reg. UE di prova', confirmed: true },
  motivation: 'Nuove soglie europee',
};

const side = (proposal?: ParameterProposal): LawSide => {
  const rows = proposal === undefined ? bundledRows : rowsInForce(entriesOf(proposal));
  return { rows, seat: { feasts: feastsOf(rows) } };
};

function effect(
  proposal: ParameterProposal,
  scheda: SchedaValues,
  { asOf, state = 'CO_REDAZIONE' }: { asOf: string; state?: string },
): readonly LawChange[] {
  return lawEffect({
    kind,
    facts: {
      asOf,
      dossier: { kind: 'GARA', state, codiceAppalto: 'PROVA' },
      scheda,
      documents: [],
      archive: { cigs: [] },
      convenzione: null,
    },
    enteId: 'a',
    now: `${asOf}T09:00:00Z`,
    stateSince: `${asOf}T08:00:00Z`,
    before: side(),
    after: side(proposal),
  });
}

const works: SchedaValues = { ...scuolaMassaMartana, valoreStimatoTotale: '5500000.00', norma: '71', tipoProcedura: 'open' };
const on = (day: string): SchedaValues => ({ ...works, dataTrasmissioneBando: `${day}T09:00:00.000Z` });

describe('what a new row of the law does to a dossier', () => {
  it('a threshold of 2028 changes scheda, threshold and checks of a tender of 2028', () => {
    const changes = effect(threshold, on('2028-01-01'), { asOf: '2028-01-01' });
    expect(changes).toEqual(
      expect.arrayContaining([
        { what: 'SOGLIA', name: 'Soglia europea', from: 'non si può dire', to: expect.stringContaining('resta sotto') as string },
        { what: 'PROCEDURA', name: 'Scheda per l’ANAC', from: 'non si può dire', to: 'P2_16' },
      ]),
    );
    expect(changes.some(({ what }) => what === 'VERIFICA')).toBe(true);
  });

  it('and nothing of one of the last day of 2027', () => {
    expect(effect(threshold, on('2027-12-31'), { asOf: '2027-12-31' })).toEqual([]);
  });

  it('a longer term for offers moves the term, and the check that counts it', () => {
    const longer: ParameterProposal = {
      ...threshold,
      ...{ key: 'term.aperta.offerte', value: '45', from: '2026-06-01', to: null, cite: 'Legge di prova' },
    };
    const sheet = { ...on('2026-12-01'), scadenzaOfferte: '2027-01-08T11:00:00.000Z' };
    const changes = effect(longer, sheet, { asOf: '2026-12-01' });
    expect(changes.map(({ what }) => what)).toEqual(expect.arrayContaining(['TERMINE', 'VERIFICA']));
    expect(changes.every(({ from, to }) => from !== to)).toBe(true);
  });

  it('a figure that nothing of the dossier reads changes nothing', () => {
    const stamp: ParameterProposal = { ...threshold, key: 'bollo.contratto.oltre', value: '2000', from: '2026-06-01', to: null };
    expect(effect(stamp, on('2026-12-01'), { asOf: '2026-12-01' })).toEqual([]);
  });
});
