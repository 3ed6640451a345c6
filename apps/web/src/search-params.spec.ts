import { checksSearch, deskSearch, previewSearch, signInSearch } from './search-params';

describe('what an address may ask', () => {
  it('keeps the filters it knows and leaves out the rest', () => {
    expect(deskSearch({ vista: 'bloccati', testo: 'scuola', ordina: '-oggetto', pagina: '3', altro: 'x' })).toEqual({
      vista: 'bloccati',
      testo: 'scuola',
      ordina: '-oggetto',
      pagina: 3,
    });
    expect(deskSearch({ vista: 'inventata', ordina: 'password', pagina: '-1', testo: '  ' })).toEqual({});
  });

  it('reads a number as a text to search for', () => {
    expect(deskSearch({ testo: 2026 })).toEqual({ testo: '2026' });
  });

  it.each(['https://altrove.example', '//altrove.example/x', 'javascript:alert(1)', 7])(
    'never goes back to %p after signing in',
    (torna) => {
      expect(signInSearch({ torna })).toEqual({});
    },
  );

  it('goes back to an own page after signing in', () => {
    expect(signInSearch({ torna: '/fascicoli/nuovo' })).toEqual({ torna: '/fascicoli/nuovo' });
  });

  it('takes only known outcomes and versions', () => {
    expect(checksSearch({ esito: 'superate' })).toEqual({ esito: 'superate' });
    expect(checksSearch({ esito: 'tutte' })).toEqual({});
    expect(previewSearch({ versione: 0 })).toEqual({});
  });
});
