import fc from 'fast-check';
import { readCsv } from './csv-reading.js';
import { readImport } from './import-rows.js';

const header =
  'codice_istat,denominazione,denominazione_straniera,sigla,provincia_uts,regione,codice_regione,codice_catastale,codice_fiscale_ente,nuts3_2024,codice_anac_pcp,codice_ipa_convenzionale';
const good = '999001,Prova Alta,,PG,Perugia,Umbria,10,Z901,80001130527,ITI21,010999001,c_z901';
const other = '999002,Prova Bassa,,PG,Perugia,Umbria,10,Z902,12345678903,ITI21,010999002,c_z902';

describe('list of comuni', () => {
  it('reads a good row, with the line it stands on', () => {
    const outcome = readImport('comuni', `\uFEFF${header}\r\n${good}\r\n\r\n${other}\r\n`);
    expect(outcome).toMatchObject({
      ok: true,
      good: [
        {
          line: 2,
          value: { tipo: 'COMUNE', denominazione: 'Prova Alta', codiceIpa: 'c_z901', codiceIstatAnac: '010999001', nuts: 'ITI21' },
        },
        { line: 4, value: { denominazione: 'Prova Bassa' } },
      ],
      refused: [],
    });
  });

  it.each([
    ['lost zeros', good.replace('80001130527', '3322340138'), 'codiceFiscale', '03322340138'],
    ['no tax code', good.replace('80001130527', ''), 'codiceFiscale', 'da compilare'],
    ['another ISTAT code', good.replace('010999001', '010999009'), 'codiceIstatAnac', 'non finisce'],
    ['another IPA code', good.replace('c_z901', 'c_z909'), 'codiceIpa', 'c_z901'],
    ['a missing value', good.replace(',ITI21', ''), null, '11 valori'],
    ['an open quote', good.replace('Prova Alta', '"Prova Alta'), null, 'virgolette'],
  ])('%s: the row is told, the next goes in', (name, row, field, words) => {
    const outcome = readImport('comuni', name === 'an open quote' ? `${header}\n${other}\n${row}` : `${header}\n${row}\n${other}`);
    expect(outcome).toMatchObject({ ok: true, good: [{ value: { denominazione: 'Prova Bassa' } }] });
    expect(outcome.ok ? outcome.refused : []).toEqual([
      { line: name === 'an open quote' ? 3 : 2, field, reason: expect.stringContaining(words) as string },
    ]);
  });

  it('tells a body that stands twice, and a file without a column', () => {
    expect(readImport('comuni', `${header}\n${good}\n${good}`)).toMatchObject({
      refused: [{ line: 3, reason: 'Questo ente è già alla riga 2 del file.' }],
    });
    expect(readImport('comuni', 'denominazione;codice_istat\nProva;999001')).toEqual({
      ok: false,
      message: 'Nel file manca la colonna «codice_fiscale_ente».',
    });
    expect(readImport('comuni', ' \n')).toMatchObject({ ok: false });
  });

  it('reads a population with or without thousands points', () => {
    const text = `denominazione;codice_istat;codice_fiscale;popolazione\nProva;999001;80001130527;3.638\nProva;999002;12345678903;tanti`;
    expect(readImport('comuni', text)).toMatchObject({
      good: [{ value: { popolazione: 3638 } }],
      refused: [{ line: 3, field: 'popolazione' }],
    });
  });
});

describe('IPA and AUSA', () => {
  it('takes the first certified address, under the new or the old column names', () => {
    const now =
      'Codice_IPA,Denominazione_ente,Codice_fiscale_ente,Mail1,Tipo_Mail1,Mail2,Tipo_Mail2\nc_z901,Prova,80001130527,a@prova.example,altro,b@pec.prova.example,pec';
    const before = 'cod_amm\tdes_amm\tCf\tmail1\ttipo_mail1\nc_z901\tProva\t80001130527\tb@pec.prova.example\tpec';
    const expected = { codiceFiscale: '80001130527', codiceIpa: 'c_z901', denominazione: 'Prova', pec: 'b@pec.prova.example' };
    for (const text of [now, before]) expect(readImport('ipa', text)).toMatchObject({ good: [{ line: 2, value: expected }] });
  });

  it('keeps one row for each cost centre and refuses a wrong code', () => {
    const text =
      'codice_ausa;codice_fiscale;id_centro_costo\n0000161234;80001130527;280\n0000161234;80001130527;281\n161234;80001130527;282\n0000161234;;280';
    expect(readImport('ausa', text)).toMatchObject({
      good: [{ value: { codiceCentroCosto: '280' } }, { value: { codiceCentroCosto: '281' } }],
      refused: [
        { line: 4, field: 'codiceAusa' },
        { line: 5, field: 'codiceFiscale' },
      ],
    });
  });
});

describe('CSV', () => {
  it('reads back any values written with quotes, whatever the separator', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'è', '"', ';', ',', '\n', '\t', ' ') });
    fc.assert(
      fc.property(fc.constantFrom(';', ',', '\t'), fc.array(fc.tuple(value, value), { maxLength: 6 }), (separator, rows) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const text = [['uno', 'due'].join(separator), ...rows.map((row) => row.map(quote).join(separator))].join('\n');
        const reading = readCsv(text);
        expect(reading.ok && reading.rows.map((row) => [row.values['uno'], row.values['due']])).toEqual(
          rows.map((row) => row.map((cell) => cell.trim())),
        );
      }),
    );
  });

  it('refuses two columns of one name', () => {
    expect(readCsv('a;A\n1;2')).toMatchObject({ ok: false });
  });
});
