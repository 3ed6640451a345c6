import { type RoleCode, roleCodes } from '@gare/domain/access/permissions';
import { type RoleAssignment } from '../api/client';
import { type Trouble } from '../api/trouble';
import { type FieldProblem } from '../ui/error-summary';

export interface NewRoleValues {
  readonly personId: string | null;
  readonly personName: string;
  readonly role: string | null;
  readonly dal: string;
  readonly al: string;
  readonly attoTipo: string;
  readonly attoNumero: string;
  readonly attoData: string;
  readonly attoOrgano: string;
  readonly delegateOf: string;
}

export const emptyRole: NewRoleValues = {
  personId: null,
  personName: '',
  role: null,
  dal: '',
  al: '',
  attoTipo: '',
  attoNumero: '',
  attoData: '',
  attoOrgano: '',
  delegateOf: '',
};

/** Controls of the form by the path the server names them with. */
export const roleFieldIds: Readonly<Record<string, string>> = {
  personId: 'incarico-persona',
  role: 'incarico-ruolo',
  dal: 'incarico-dal',
  al: 'incarico-al',
  atto: 'incarico-atto',
  'atto/tipo': 'incarico-atto-tipo',
  'atto/numero': 'incarico-atto-numero',
  'atto/data': 'incarico-atto-data',
  'atto/organo': 'incarico-atto-organo',
  delegateOf: 'incarico-delega',
};

export interface NewRoleBody {
  readonly personId: string;
  readonly role: RoleCode;
  readonly dal: string;
  readonly al: string | null;
  readonly atto: RoleAssignment['atto'];
  readonly delegateOf: string | null;
}

/** What goes to the server; null while person, role or beginning are missing. An act with no word of its own is none. */
export function roleBody(values: NewRoleValues): NewRoleBody | null {
  const role = roleCodes.find((code) => code === values.role);
  if (values.personId === null || role === undefined || values.dal === '') return null;
  const act = {
    tipo: values.attoTipo.trim(),
    numero: values.attoNumero.trim(),
    data: values.attoData,
    organo: values.attoOrgano.trim(),
  };
  return {
    personId: values.personId,
    role,
    dal: values.dal,
    al: values.al === '' ? null : values.al,
    atto: Object.values(act).every((part) => part === '') ? null : act,
    delegateOf: values.delegateOf === '' ? null : values.delegateOf,
  };
}

/** The refusal of the server, each reason at its field. */
export function problemsIn(trouble: Trouble | null, ids: Readonly<Record<string, string>>): readonly FieldProblem[] {
  return (trouble?.issues ?? []).map(({ path, message }) => ({ id: ids[path] ?? null, message }));
}
