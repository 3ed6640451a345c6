import type { SchedaValues } from '../scheda/scheda-values.js';
import { asksTechnician } from './sheet-facts.js';

type Lots = NonNullable<SchedaValues['lotti']>;
const lot = (
  id: number,
  oggettoContratto: Lots[number]['oggettoContratto'],
  cpvPrevalente: string,
  importoBase = '1000.00',
): Lots[number] => ({ id: `LOT-000${id}`, oggettoContratto, cpvPrevalente, importi: { importoBase } });

describe('whether the RUP has to be a technician', () => {
  it.each<[string, Lots, boolean]>([
    ['works', [lot(1, 'works', '45210000-2')], true],
    ['services of architecture and engineering', [lot(1, 'services', '71300000-1')], true],
    ['other services', [lot(1, 'services', '55524000-9')], false],
    ['supplies, whatever their code begins with', [lot(1, 'supplies', '71300000-1')], false],
    ['services of which one lot is technical', [lot(1, 'services', '90910000-9', '900000.00'), lot(2, 'services', '71200000-0')], true],
    ['mostly services, some works', [lot(1, 'services', '90910000-9', '900000.00'), lot(2, 'works', '45210000-2')], false],
    ['mostly works, some services', [lot(1, 'services', '90910000-9'), lot(2, 'works', '45210000-2', '900000.00')], true],
    ['nothing yet', [], false],
  ])('%s: %j → %s', (_, lotti, expected) => {
    expect(asksTechnician({ lotti })).toBe(expected);
  });
});
