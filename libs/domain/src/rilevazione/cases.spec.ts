import { readCases, recompute } from './cases.js';

const header = 'procedura;pratica;avvio;conclusione;giorni_sospesi';

describe('cases of a procedure from a CSV', () => {
  it('reads what is right and tells line and reason of what is wrong', () => {
    const reading = readCases(
      [
        header,
        'SCIA;1;2026-01-10;2026-01-30;5',
        'SCIA;2;31/01/2026;;',
        'SCIA;3;31/02/2026;;',
        ';4;2026-01-10;;',
        'SCIA;;2026-01-10;;',
        'SCIA;5;2026-01-10;2026-01-09;',
        'SCIA;6;2026-01-10;2026-01-20;11',
        'scia;1;2026-01-10;;',
        'SCIA;7;2026-01-10',
        'SCIA;8;2026-01-10;2026-01-20;molti',
      ].join('\n'),
    );
    if (!reading.ok) throw new Error(reading.message);
    expect(reading.cases).toEqual([
      { line: 2, procedura: 'SCIA', pratica: '1', avvio: '2026-01-10', conclusione: '2026-01-30', giorniSospesi: 5 },
      { line: 3, procedura: 'SCIA', pratica: '2', avvio: '2026-01-31', conclusione: null, giorniSospesi: 0 },
    ]);
    expect(reading.wrong.map(({ line }) => line)).toEqual([4, 5, 6, 7, 8, 9, 10, 11]);
    const reasons = reading.wrong.map(({ reason }) => reason);
    expect(reasons[0]).toContain('31/02/2026');
    expect(reasons[3]).toContain('prima dell’avvio');
    expect(reasons[4]).toContain('più di quelli della pratica (10)');
    expect(reasons[5]).toContain('già alla riga 2');
    expect(reasons[6]).toContain('3 valori');
  });

  it.each([
    ['2026-01-12/2026-01-15 2026-01-20/2026-01-22', 5],
    ['2026-01-20/2026-01-22,2026-01-12/2026-01-15', 5],
  ])('adds up spans of suspension: %s', (spans, days) => {
    const reading = readCases(`procedura,pratica,avvio,conclusione,sospensioni\nSCIA,1,2026-01-10,2026-01-30,"${spans}"`);
    expect(reading).toMatchObject({ ok: true, cases: [{ giorniSospesi: days }], wrong: [] });
  });

  it.each([
    ['2026-01-12/2026-01-15 2026-01-14/2026-01-16', 'sovrappone'],
    ['2026-01-05/2026-01-12', 'prima dell’avvio'],
    ['2026-01-25/2026-02-01', 'dopo la conclusione'],
    ['2026-01-15/2026-01-12', 'prima di cominciare'],
    ['2026-01-15', 'si scrive'],
  ])('refuses the suspension %s', (spans, reason) => {
    const reading = readCases(`procedura;pratica;avvio;conclusione;sospensioni\nSCIA;1;2026-01-10;2026-01-30;${spans}`);
    if (!reading.ok) throw new Error(reading.message);
    expect(reading.cases).toEqual([]);
    expect(reading.wrong[0]?.reason).toContain(reason);
  });

  it('says which column is missing', () => {
    expect(readCases('pratica;avvio\n1;2026-01-01')).toEqual({ ok: false, message: 'Nell’intestazione manca la colonna «procedura».' });
    expect(readCases('')).toMatchObject({ ok: false });
  });

  it('averages what was concluded within the period, gross and net apart', () => {
    const one = (pratica: string, conclusione: string | null, giorniSospesi = 0, procedura = 'SCIA') => ({
      ...{ procedura, pratica, avvio: '2025-12-01', conclusione, giorniSospesi },
    });
    const rows = recompute(
      [
        one('1', '2026-01-10', 10),
        one('2', '2026-01-11'),
        one('3', null),
        one('4', '2025-12-31'),
        one('5', '2026-07-01'),
        one('6', null, 0, 'CILA'),
      ],
      { dal: '2026-01-01', al: '2026-06-30' },
    );
    expect(rows).toEqual([
      { procedura: 'SCIA', casi: 5, concluse: 2, conSospensioni: 1, lorda: '40.50', netta: '35.50' },
      { procedura: 'CILA', casi: 1, concluse: 0, conSospensioni: 0, lorda: null, netta: null },
    ]);
  });
});
