import { actLines } from './acts.data.js';
import { codeOfContracts, nameOfAct } from './acts.js';
import { checkCitations } from './citations.js';

const today = '2026-11-28';
const kinds = (text: string, asOf = today): string[] =>
  checkCitations(text, asOf).map(({ kind, certain, from, to }) => `${kind}${certain ? '' : '?'}: ${text.slice(from, to)}`);

describe('citations of the law', () => {
  it.each([
    'ai sensi degli articoli 15 e 62, comma 13, del Codice.',
    'articolo 17 del decreto legislativo 31 marzo 2023, n. 36, recante il codice dei contratti pubblici',
    'l’articolo 94, comma 5, lettere a) e b), del D.Lgs. n. 36/2023',
    'art. 82-bis del D.Lgs. 36/2023 e allegato II.14, allegato I.01',
    'articolo 17-bis della legge 7 agosto 1990, n. 241',
    'articolo 1, comma 67, della legge 23 dicembre 2005, n. 266',
    'articolo 1957, secondo comma, del codice civile',
    'articolo 28 del regolamento (UE) 2016/679',
    'articolo 30 del decreto legislativo 18 agosto 2000, n. 267, e dell’articolo 62, comma 9, del Codice',
    'nel testo anteriore all’abrogato D.Lgs. 50/2016',
    'articolo 500 del regolamento comunale sui contratti',
    'articolo 500 di una legge della Regione, legge 1° gennaio 2020, n. 999',
    'il codice fiscale e il codice unico di progetto',
    'Articolo 999 | Codice dell’appalto',
    'articolo 300 del Codice civile e articolo 400 del Codice etico',
    'articolo 400 del Codice dell’amministrazione digitale',
    'articoli 3, 4 e 5 della legge n. 136/2010',
  ])('finds nothing wrong with: %s', (text) => {
    expect(kinds(text)).toEqual([]);
  });

  it.each([
    ['articolo 36 del D.Lgs. 50/2016', ['repealed: D.Lgs. 50/2016']],
    ['ai sensi del d.lgs. n. 163 del 2006,', ['repealed: d.lgs. n. 163 del 2006']],
    ['d.P.R. 5 ottobre 2010, n. 207', ['repealed: d.P.R. 5 ottobre 2010, n. 207']],
    ['D.Lgs. 50 del 18.4.2016', ['repealed: D.Lgs. 50 del 18.4.2016']],
    ['articolo 230 del Codice', ['unknown-article: articolo 230 del Codice']],
    [
      'articoli 50 e 329, comma 1, del decreto legislativo 31 marzo 2023, n. 36',
      ['unknown-article: articoli 50 e 329, comma 1, del decreto legislativo 31 marzo 2023, n. 36'],
    ],
    ['art. 108-quater del Codice', ['unknown-article?: art. 108-quater del Codice']],
    [
      'articolo 13 del decreto legislativo 30 giugno 2003, n. 196',
      ['repealed: articolo 13 del decreto legislativo 30 giugno 2003, n. 196'],
    ],
    ['D.Lgs. 30 giugno 2003, n. 196, articolo 13', ['repealed: articolo 13']],
    ['decreto legislativo 30 marzo 2023, n. 36', ['wrong-date: decreto legislativo 30 marzo 2023, n. 36']],
    ['legge 8 agosto 1990, n. 241', ['wrong-date: legge 8 agosto 1990, n. 241']],
    ['dell’allegato II.24', ['unknown-article: allegato II.24']],
    ['art. 400 TUEL o articolo 400 del TUEL', ['unknown-article: articolo 400 del TUEL']],
    ['articolo 99 della legge 12 marzo 1999, n. 68', ['unknown-article?: articolo 99 della legge 12 marzo 1999, n. 68']],
  ])('finds what does not hold in: %s', (text, expected) => {
    expect(kinds(text)).toEqual(expected);
  });

  it('reads the law on the day asked for', () => {
    expect(kinds('articolo 36 del D.Lgs. 50/2016', '2022-05-01')).toEqual([]);
    expect(kinds('articolo 36 del D.Lgs. 50/2016', '2023-07-01')).toHaveLength(1);
    expect(kinds('articolo 82-bis del Codice', '2024-06-01')).toEqual(['unknown-article: articolo 82-bis del Codice']);
    expect(kinds('allegato II.2-bis', '2024-06-01')).toHaveLength(1);
    expect(codeOfContracts('2018-01-01')?.number).toBe(50);
    expect(codeOfContracts('2001-01-01')).toBeNull();
  });

  it('suggests what to write instead', () => {
    const [fault] = checkCitations('Visto il decreto legislativo 13 marzo 2023, n. 36.', today);
    expect(fault?.suggestion).toBe('D.Lgs. 31 marzo 2023, n. 36');
  });

  it('every act of the table is named once, has a day that exists and adds articles after it was made', () => {
    expect(new Set(actLines.map(nameOfAct)).size).toBe(actLines.length);
    for (const { date, inserted = [], removed = [], repealed } of actLines) {
      expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
      for (const [, from] of inserted) expect(from > date).toBe(true);
      for (const [first, last, from] of removed) expect(first <= last && from > date).toBe(true);
      if (repealed !== undefined) expect(repealed.from > date).toBe(true);
    }
  });
});
