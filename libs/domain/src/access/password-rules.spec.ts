import { checkPassword } from './password-rules.js';

const lucia = { email: 'lucia.bianchi@montone.example', nome: 'Lucia', cognome: 'D’Àngelo Bianchi' };

describe('a password somebody chooses', () => {
  it.each([
    ['cavallo giusto 4', null],
    ['password-di-prova-2026', null],
    ['àèìòùàèìòùàè', null],
    ['corta', 'PASSWORD_CORTA'],
    ['x'.repeat(11), 'PASSWORD_CORTA'],
    ['abcdefgh '.repeat(30), 'PASSWORD_LUNGA'],
    ['abababababab', 'PASSWORD_RIPETUTA'],
    ['montone-in-festa', 'PASSWORD_PERSONALE'],
    ['viva LUCIA sempre', 'PASSWORD_PERSONALE'],
    ['la casa dei bianchi', 'PASSWORD_PERSONALE'],
    ['via d’angelo dodici', 'PASSWORD_PERSONALE'],
    ['Password123456!', 'PASSWORD_COMUNE'],
    ['qwerty-123456-qwerty', 'PASSWORD_COMUNE'],
  ])('%s → %s', (password, rule) => {
    expect(checkPassword(password, lucia)?.rule ?? null).toBe(rule);
  });
});
