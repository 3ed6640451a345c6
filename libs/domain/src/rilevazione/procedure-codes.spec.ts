import { procedureCodes } from './procedure-codes.js';

const field = { enum: ['AUA', 'PDC'], 'x-etichette': { AUA: 'Autorizzazione unica ambientale (AUA)', PDC: 'Permesso di costruire' } };

describe('the codes of a procedure that a survey names', () => {
  it.each([
    ['AUA', ['AUA']],
    ['aua', ['aua', 'AUA']],
    ['Permesso  di costruire', ['Permesso  di costruire', 'PDC']],
    ['Autorizzazione unica ambientale', ['Autorizzazione unica ambientale', 'AUA']],
    ['Autorizzazione unica ambientale (AUA)', ['Autorizzazione unica ambientale (AUA)', 'AUA']],
    ['Passi carrabili', ['Passi carrabili']],
  ])('%s', (name, codes) => {
    expect(procedureCodes(name, field)).toEqual(codes);
  });

  it('is the name alone where nothing is listed', () => {
    expect(procedureCodes('Permesso di costruire', undefined)).toEqual(['Permesso di costruire']);
  });
});
