import { checkForm, type CodeCheck, refuse } from './code-check.js';

/** CPV: eight digits, with or without the published check digit, which is looked up and never computed. */
export function checkCpv(value: string): CodeCheck<{ code: string; division: string; significantDigits: number }> {
  if (!/^\d{8}(-\d)?$/.test(value))
    return refuse('CPV_FORMA', 'Il CPV ha otto cifre, eventualmente un trattino e la cifra di controllo: 55523100-3.');
  const code = value.slice(0, 8);
  return { ok: true, code, division: code.slice(0, 2), significantDigits: Math.max(2, code.replace(/0+$/, '').length) };
}

/** NUTS level 3 of an Italian province, e.g. ITI21. */
export function checkNuts3(value: string): CodeCheck {
  return checkForm(value, /^IT[A-Z]\d[0-9A-Z]$/, {
    rule: 'NUTS_FORMA',
    message: 'Il codice NUTS di una provincia italiana ha cinque caratteri, per esempio ITI21.',
  });
}

/** ISTAT code of a comune, six digits (province and comune). */
export function checkIstatComune(value: string): CodeCheck {
  return checkForm(value, /^\d{6}$/, { rule: 'ISTAT_FORMA', message: 'Il codice ISTAT di un comune ha sei cifre, per esempio 054033.' });
}

/** ISTAT code as ANAC writes it: region (3), province (3), comune (3). */
export function checkIstatAnac(value: string): CodeCheck<{ region: string; province: string; comune: string }> {
  if (!/^\d{9}$/.test(value)) {
    return refuse('ISTAT_ANAC_FORMA', 'Il codice ISTAT usato da ANAC ha nove cifre: regione, provincia e comune, per esempio 010054033.');
  }
  return { ok: true, region: value.slice(0, 3), province: value.slice(3, 6), comune: value.slice(6) };
}

/** Certified or ordinary mail address: the subset of RFC 5322 that public registers use. */
export function checkPec(value: string): CodeCheck {
  return checkForm(
    value,
    /^[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_])?@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,24}$/,
    {
      rule: 'PEC_FORMA',
      message: 'L’indirizzo di posta non è scritto bene: serve un nome, la chiocciola e un dominio, senza spazi.',
    },
  );
}

/** Web address that the ANAC platform accepts (REG8). */
export function checkUrl(value: string): CodeCheck {
  return checkForm(value, /^https?:\/\/[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d{1,5})?(?:[/?#]\S*)?$/, {
    rule: 'URL_FORMA',
    message: 'L’indirizzo deve cominciare con http:// o https:// e non contenere spazi.',
  });
}

/** Name of a file inside a package: no spaces, no accents (the procurement platforms refuse them). */
export function checkFileName(value: string): CodeCheck {
  return checkForm(value, /^[A-Za-z0-9._-]{1,120}$/, {
    rule: 'NOME_FILE_FORMA',
    message: 'Il nome del file può avere solo lettere senza accento, cifre, punto, trattino e trattino basso, al massimo 120 caratteri.',
  });
}

/** Protocol number, seven digits or more. */
export function checkProtocollo(value: string): CodeCheck {
  return checkForm(value, /^\d{7,}$/, {
    rule: 'PROTOCOLLO_FORMA',
    message: 'Il numero di protocollo ha almeno sette cifre, con gli zeri davanti: 0012345.',
  });
}

/** Name of a protocol register. */
export function checkRegistro(value: string): CodeCheck {
  return checkForm(value, /^[A-Za-z0-9_.-]{1,16}$/, {
    rule: 'REGISTRO_FORMA',
    message: 'Il nome del registro ha da 1 a 16 lettere, cifre, punti o trattini.',
  });
}

/** Code of a contracting body in the AUSA register, ten digits. */
export function checkAusa(value: string): CodeCheck {
  return checkForm(value, /^\d{10}$/, { rule: 'AUSA_FORMA', message: 'Il codice AUSA ha dieci cifre, con gli zeri davanti: 0000161234.' });
}

/** IPA code of an administration, e.g. c_f685. */
export function checkIpa(value: string): CodeCheck {
  return checkForm(value, /^[A-Za-z0-9_]{1,16}$/, {
    rule: 'IPA_FORMA',
    message: 'Il codice IPA ha solo lettere, cifre e trattino basso, per esempio c_f685.',
  });
}

/** IPA code of a homogeneous organisational area (AOO), seven letters and digits. */
export function checkAoo(value: string): CodeCheck {
  return checkForm(value, /^[A-Za-z0-9]{7}$/, {
    rule: 'AOO_FORMA',
    message: 'Il codice univoco della AOO ha sette caratteri fra lettere e cifre.',
  });
}

/** IPA code of an office (UO), six letters and digits. */
export function checkUo(value: string): CodeCheck {
  return checkForm(value, /^[A-Za-z0-9]{6}$/, {
    rule: 'UO_FORMA',
    message: 'Il codice univoco dell’ufficio ha sei caratteri fra lettere e cifre.',
  });
}

/** Lot identifier of the European forms (BT-137). */
export function checkLotIdentifier(value: string): CodeCheck {
  return checkForm(value, /^LOT-\d{4}$/, { rule: 'LOTTO_FORMA', message: 'Il lotto si identifica con LOT- e quattro cifre: LOT-0001.' });
}

/** CCNL: ANAC code (sector letter and two digits) or CNEL code (sector letter and three characters). */
export function checkCcnl(value: string): CodeCheck<{ register: 'ANAC' | 'CNEL' }> {
  if (/^[A-Z]\d{2}$/.test(value)) return { ok: true, register: 'ANAC' };
  if (/^[A-Z][0-9A-Z]{3}$/.test(value)) return { ok: true, register: 'CNEL' };
  return refuse('CCNL_FORMA', 'Il codice del CCNL ha tre caratteri nella lista ANAC (K05) o quattro in quella CNEL (F012).');
}
