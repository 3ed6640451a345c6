import { fieldAt } from '@gare/contracts/scheda/describe-fields';
import { addTexts, startTranslations } from '../i18n';
import modulo from '../i18n/it/modulo.json';
import { tenderForm } from './field-tree';
import { readField, textOf, valueInWords } from './field-text';

function field(path: string) {
  const found = fieldAt(path);
  if (found === null) throw new Error(`no field ${path}`);
  return found;
}
const read = (path: string, typed: string) => readField(field(path), path, { typed, problem: tenderForm.problem });

describe('what a person types into a field', () => {
  beforeAll(startTranslations);
  beforeAll(() => {
    addTexts('modulo', modulo);
  });

  it.each([
    ['lotti/LOT-0001/importi/importoServizi', '1.234,5', '1234.50'],
    ['lotti/LOT-0001/importi/importoServizi', '€ 185000', '185000.00'],
    ['aggiudicazione/puntiTecnici', '80', '80'],
    ['aggiudicazione/puntiTecnici', '12,5', '12.5'],
    ['aggiudicazione/numeroCommissari', '3', 3],
    ['comune/codiceFiscale', ' 81000430546 ', '81000430546'],
    ['lotti/LOT-0001/cig', 'b123456659', 'B123456659'],
    ['lotti/LOT-0001/cpvSecondarie', '55523100-3, 55521200-0', ['55523100-3', '55521200-0']],
    ['oggetto', '   ', null],
  ])('%s: %p means %p', (path, typed, value) => {
    expect(read(path, typed)).toEqual({ ok: true, value });
  });

  it.each([
    ['lotti/LOT-0001/importi/importoServizi', 'mille'],
    ['lotti/LOT-0001/importi/importoServizi', '1,234'],
    ['aggiudicazione/numeroCommissari', '3,5'],
    ['comune/codiceFiscale', '81000430547'],
  ])('%s: %p is refused with a sentence', (path, typed) => {
    expect(read(path, typed)).toEqual({ ok: false, message: expect.stringMatching(/\S{3,} \S+/) as string });
  });

  it('shows values the Italian way', () => {
    expect(textOf(field('lotti/LOT-0001/importi/importoServizi'), '1234567.5')).toBe('1.234.567,50');
    expect(textOf(field('aggiudicazione/puntiTecnici'), '12.5')).toBe('12,5');
    expect(textOf(field('oggetto'), undefined)).toBe('');
  });

  it('says values in words where the field is not in view', () => {
    expect(valueInWords(field('aggiudicazione/criterio'), 'PREZZO')).toBe('Minor prezzo');
    expect(valueInWords(field('aggiudicazione/opereAggiuntive'), true)).toBe('Sì');
    expect(valueInWords(field('oggetto'), null)).toBe('vuoto');
  });
});
