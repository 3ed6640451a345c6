import { ownPath } from './own-path.js';

describe('the page to open after signing in', () => {
  it.each([
    ['/', '/'],
    ['/fascicoli/1?campo=oggetto#nota', '/fascicoli/1?campo=oggetto#nota'],
    ['/accesso/../fascicoli', '/fascicoli'],
    ['/?torna=https://altrove.example', '/?torna=https://altrove.example'],
  ])('%s is of this site', (asked, path) => {
    expect(ownPath(asked)).toBe(path);
  });

  it.each([
    undefined,
    '',
    'fascicoli',
    'https://altrove.example/',
    '//altrove.example',
    '/\\altrove.example',
    '\\\\altrove.example',
    '/\t/altrove.example',
    '/\n/altrove.example',
    '/a/..//altrove.example',
    '/%0d%0aset-cookie:x\r\n',
    'javascript:alert(1)',
    ' /fascicoli',
    `/${'x'.repeat(1001)}`,
  ])('%j is not', (asked) => {
    expect(ownPath(asked)).toBeNull();
  });
});
