import { fieldTrail } from './field-trail.js';

describe('what people call a field of the sheet', () => {
  it.each([
    ['oggetto', 'Oggetto dell’appalto'],
    ['rupSua/cognome', 'Responsabile del progetto – SUA › Cognome'],
    ['lotti/*/cig', 'Lotti › CIG'],
    ['nonEsiste', null],
  ])('%s', (path, name) => {
    expect(fieldTrail(path)).toBe(name);
  });
});
