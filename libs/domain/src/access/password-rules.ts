/** Whose password it is: what others know of a person is the first thing they try. */
export interface PasswordOwner {
  readonly email: string;
  readonly nome: string;
  readonly cognome: string;
}

export interface PasswordFinding {
  readonly rule: 'PASSWORD_CORTA' | 'PASSWORD_LUNGA' | 'PASSWORD_RIPETUTA' | 'PASSWORD_COMUNE' | 'PASSWORD_PERSONALE';
  readonly reason: string;
}

export const shortestPassword = 12;
export const longestPassword = 200;
const fewestLetters = 5;
const telling = 4;

/** Sequences and words with which most guessed passwords are made; what is left without them must still be long. */
const common = [
  'password',
  'qwerty',
  'asdfgh',
  'zxcvbn',
  '123456',
  '654321',
  'abcdef',
  'benvenuto',
  'provincia',
  'comune',
  'ciao',
  'italia',
];
const leftOver = 6;

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * What is wrong with a password that somebody chooses; null where nothing is. Length counts, not kinds of characters
 * (NIST SP 800-63B §5.1.1.2).
 */
export function checkPassword(password: string, owner: PasswordOwner): PasswordFinding | null {
  const length = Array.from(password).length;
  if (length < shortestPassword)
    return { rule: 'PASSWORD_CORTA', reason: `La password deve avere almeno ${shortestPassword} caratteri: una frase va bene.` };
  if (length > longestPassword) return { rule: 'PASSWORD_LUNGA', reason: `La password può avere al massimo ${longestPassword} caratteri.` };
  const text = plain(password);
  if (new Set(text).size < fewestLetters)
    return { rule: 'PASSWORD_RIPETUTA', reason: 'La password ripete sempre gli stessi caratteri: si indovina facilmente.' };
  const known = [...owner.email.split(/[@.]/), ...owner.nome.split(' '), ...owner.cognome.split(' ')].map(plain);
  if (known.some((word) => word.length >= telling && text.includes(word)))
    return { rule: 'PASSWORD_PERSONALE', reason: 'La password contiene il tuo nome o il tuo indirizzo e-mail: scegline un’altra.' };
  const rest = common.reduce((left, word) => left.replaceAll(word, ''), text).replace(/[^a-z0-9]/g, '');
  if (rest.length < leftOver)
    return { rule: 'PASSWORD_COMUNE', reason: 'La password è fatta di parole o sequenze troppo comuni: scegline un’altra.' };
  return null;
}
