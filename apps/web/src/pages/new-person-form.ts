import { checkCodiceFiscalePersona } from '@gare/domain/codes/codice-fiscale';
import { i18n } from '../i18n';
import { type FieldProblem } from '../ui/error-summary';
import { emptyRole, type NewRoleBody, type NewRoleValues, roleBody, roleFieldIds } from './new-role-form';

export interface NewPersonValues extends NewRoleValues {
  readonly nome: string;
  readonly cognome: string;
  readonly email: string;
  readonly codiceFiscale: string;
}

export const emptyPerson: NewPersonValues = { ...emptyRole, nome: '', cognome: '', email: '', codiceFiscale: '' };

/** Controls of the form by the path the server names them with; those of the role come with and without its name. */
export const personFieldIds: Readonly<Record<string, string>> = {
  nome: 'persona-nome',
  cognome: 'persona-cognome',
  email: 'persona-email',
  codiceFiscale: 'persona-codice-fiscale',
  ...roleFieldIds,
  ...Object.fromEntries(Object.entries(roleFieldIds).map(([path, id]) => [`incarico/${path}`, id])),
};

/** What goes to the server; null while the role is not complete. */
export function personBody(values: NewPersonValues, enteId: string): NewPersonBody | null {
  const incarico = roleBody({ ...values, personId: '' });
  if (incarico === null) return null;
  const { role, dal, al, atto } = incarico;
  const codiceFiscale = values.codiceFiscale.trim().toUpperCase();
  return {
    nome: values.nome.trim(),
    cognome: values.cognome.trim(),
    email: values.email.trim(),
    codiceFiscale: codiceFiscale === '' ? null : codiceFiscale,
    incarico: { enteId, role, dal, al, atto },
  };
}

interface NewPersonBody {
  readonly nome: string;
  readonly cognome: string;
  readonly email: string;
  readonly codiceFiscale: string | null;
  readonly incarico: Pick<NewRoleBody, 'role' | 'dal' | 'al' | 'atto'> & { readonly enteId: string };
}

/** What must be right before the server is asked. */
export function missingIn(values: NewPersonValues): readonly (FieldProblem & { readonly path: string })[] {
  const code = values.codiceFiscale.trim().toUpperCase();
  const checked = code === '' ? null : checkCodiceFiscalePersona(code);
  const asked = [
    ['nome', values.nome.trim() === '' ? i18n.t('persone.nomeManca') : null],
    ['cognome', values.cognome.trim() === '' ? i18n.t('persone.cognomeManca') : null],
    ['email', /^\S+@\S+\.\S+$/.test(values.email.trim()) ? null : i18n.t('accesso.emailForma')],
    ['codiceFiscale', checked === null || checked.ok ? null : checked.message],
    ['role', values.role === null ? i18n.t('incarichi.ruoloManca') : null],
    ['dal', values.dal === '' ? i18n.t('incarichi.giornoManca') : null],
  ] as const;
  return asked.flatMap(([path, message]) => (message === null ? [] : [{ path, id: personFieldIds[path] ?? null, message }]));
}
