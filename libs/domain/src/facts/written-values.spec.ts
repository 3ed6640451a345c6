import { italianWords } from '../money/money.js';
import { readWords, writtenValues } from './written-values.js';

const read = (line: string): string[] => writtenValues(line).map(({ kind, value }) => `${kind} ${value}`);

describe('values that people type', () => {
  it.each<[string, string[]]>([
    ['L’importo è di € 463.000,00 oltre IVA', ['money 463000.00']],
    ['euro 463.000 e 2.400,50 €; poi 1.234.567,89', ['money 463000.00', 'money 2400.50', 'money 1234567.89']],
    ['EUR 1200,5 e Euro 7', ['money 1200.50', 'money 7.00']],
    ['pari a (euro quattrocentosessantatremila/00)', ['money 463000.00']],
    ['centomila/50, tremiladuecento euro', ['money 100000.50', 'money 3200.00']],
    ['entro il 12/03/2027 alle ore 12:00', ['date 2027-03-12 12:00']],
    ['entro il 12.3.2027 e il 1° aprile 2027, ore 9', ['date 2027-03-12', 'date 2027-04-01 09:00']],
    ['il giorno dodici marzo duemilaventisette', ['date 2027-03-12']],
    ['nella misura del 22,5 % e del dieci per cento', ['percent 22.5', 'percent 10']],
    ['dura 36 (trentasei) mesi, poi tre anni, poi 90 giorni', ['duration 36 mesi', 'duration 36 mesi', 'duration 90 giorni']],
    ['CIG: B3A41C7EAA, CUP J61B21000040006', ['cig B3A41C7EAA', 'cup J61B21000040006']],
    ['codice fiscale 00412840548 e BNCLCU70A41G478K', ['cf 00412840548', 'cf BNCLCU70A41G478K']],
    ['Il RUP del Comune è l’ing. Lucia Bianchi.', ['person lucia bianchi']],
    ['Responsabile unico del progetto: dott.ssa Anna Maria Rossi', ['person anna maria rossi']],
    ['art. 17 comma 3, legge 136/2010, D.Lgs. 36/2023, 2.400 metri', []],
    ['Responsabile unico del progetto del Comune di Montone', []],
  ])('%s', (line, expected) => {
    // The article before the title is part of no name.
    expect(read(line)).toEqual(expected);
  });

  it('reads back every number it can write', () => {
    for (let number = 1; number < 3_000_000; number = Math.ceil(number * 1.013) + 1)
      expect([number, readWords(italianWords(number))]).toEqual([number, number]);
  });
});
