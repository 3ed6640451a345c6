import { anacContribution } from './anac-contribution.js';
import { legalParameters, parameter, parameterNumber } from './parameters.js';

describe('legal parameters by date', () => {
  it.each([
    ['ue.lavori', '2025-12-31', '5538000'],
    ['ue.lavori', '2026-01-01', '5404000'],
    ['ue.servForn.subcentrale', '2025-12-31', '221000'],
    ['ue.servForn.subcentrale', '2026-01-01', '216000'],
    ['ue.concessioni', '2025-12-31', '5538000'],
    ['ue.concessioni', '2026-01-01', '5404000'],
    ['ue.speciali.servForn', '2025-12-31', '443000'],
    ['ue.speciali.servForn', '2026-01-01', '432000'],
    ['ue.speciali.lavori', '2026-01-01', '5404000'],
    ['ue.sociali', '2026-01-01', '750000'],
    ['standstill', '2024-12-30', '35'],
    ['standstill', '2024-12-31', '32'],
    ['penali.max', '2024-12-30', '1'],
    ['penali.max', '2024-12-31', '1.5'],
  ])('%s on %s is %s', (key, asOf, value) => {
    expect(parameterNumber(key, asOf)?.toString()).toBe(value);
  });

  it('is unknown after the last row and before the first', () => {
    expect(parameter('ue.lavori', '2028-01-01')).toMatchObject({ known: false, reason: expect.stringContaining('2028-01-01') as string });
    expect(parameterNumber('bim.obbligo', '2024-12-31')).toBeUndefined();
    expect(parameter('soglia.inventata', '2026-01-01').known).toBe(false);
  });

  it('takes a row that an installation adds', () => {
    const added = {
      key: 'ue.lavori',
      value: '5500000',
      unit: 'EUR',
      from: '2028-01-01',
      to: '2029-12-31',
      cite: 'Reg. futuro',
      confirmed: true,
    } as const;
    expect(parameterNumber('ue.lavori', '2028-06-01', [...legalParameters, added])?.toString()).toBe('5500000');
    expect(parameterNumber('ue.lavori', '2026-06-01', [...legalParameters, added])?.toString()).toBe('5404000');
  });

  it('marks what a lawyer has to confirm', () => {
    expect(parameter('term.competitivaNeg.offerte', '2026-01-01')).toMatchObject({ parameter: { confirmed: false } });
    expect(parameter('term.aperta.offerte', '2026-01-01')).toMatchObject({ parameter: { confirmed: true, cite: 'C. 71 c. 2' } });
  });

  it('has rows of one key that never overlap, well dated and cited', () => {
    for (const row of legalParameters) {
      expect(row.cite).not.toBe('');
      expect(row.to === null || row.from <= row.to).toBe(true);
      const others = legalParameters.filter((other) => other !== row && other.key === row.key);
      for (const other of others) expect(other.from > (row.to ?? '9999') || row.from > (other.to ?? '9999')).toBe(true);
    }
  });
});

describe('ANAC contribution', () => {
  it.each([
    ['39999.99', '0', '0'],
    ['40000', '35', '0'],
    ['149999.99', '35', '0'],
    ['150000', '250', '18'],
    ['300000', '250', '33'],
    ['500000', '410', '77'],
    ['800000', '410', '90'],
    ['1000000', '660', '165'],
    ['5000000', '880', '220'],
    ['20000000', '880', '560'],
  ])('of %s is %s for the authority and %s for the operator', (value, authority, operator) => {
    expect(anacContribution(value, '2025-06-01')).toMatchObject({ contractingAuthority: authority, operator });
  });

  it('is confirmed for 2025, to be confirmed for 2026, unknown before the first tariff', () => {
    expect(anacContribution('150000', '2025-12-31')?.confirmed).toBe(true);
    expect(anacContribution('150000', '2026-01-01')?.confirmed).toBe(false);
    expect(anacContribution('150000', '2023-12-31')).toBeUndefined();
  });
});
