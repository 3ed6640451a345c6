import { missingFigure } from './missing-figure.js';
import { missingNames, whyUnknown } from './missing-names.js';

const kind = {
  subject: {
    type: 'object',
    properties: {
      anno: { type: 'integer', title: 'Anno' },
      righe: { type: 'array', title: 'Righe', items: { type: 'object', properties: { avviate: { type: 'integer', title: 'Avviate' } } } },
      senza: { type: 'object', properties: { nome: { type: 'string' } } },
    },
  },
  facts: { package: { type: 'object', title: 'Ultimo fascicolo composto' } },
} as const;

describe('what is missing, as people call it', () => {
  it.each([
    ['a field by its title', ['subject.anno'], ['«Anno»']],
    ['a field of a list with the list', ['subject.righe.avviate'], ['«Righe › Avviate»']],
    ['every field of a longer expression, once', ['subject.anno + subject.righe.avviate', 'subject.anno'], ['«Anno»', '«Righe › Avviate»']],
    ['without a title its own name', ['subject.senza.nome'], ['«senza.nome»']],
    ['a part of the kind by its title', ['package.sealed', 'package.current'], ['Ultimo fascicolo composto']],
    ['what the engine knows by its name', ['checks.blocks', 'verifica DATA-01'], ['le verifiche', 'verifica DATA-01']],
  ])('%s', (_what, missing, names) => {
    expect(missingNames(kind, missing)).toEqual(names);
  });

  it('asks the sheet first, by the pattern of the field', () => {
    const asked: string[] = [];
    const label = (pattern: string): string => {
      asked.push(pattern);
      return 'Procedimenti avviati';
    };
    expect(missingNames(kind, ['subject.righe.avviate'], label)).toEqual(['«Procedimenti avviati»']);
    expect(asked).toEqual(['righe/*/avviate']);
  });

  it('a figure of the law is for the administrator, a field for whoever fills the sheet', () => {
    expect(whyUnknown(kind, ['subject.anno'])).toBe('Non si può ancora dire se serve: compila «Anno» nella scheda.');
    expect(whyUnknown(kind, [missingFigure('ue.lavori'), 'subject.anno'])).toMatch(/Lo aggiunge l’amministratore della SUA\.$/u);
  });
});
