import { type EnteData } from '@gare/domain/enti/ente';
import { type EnteEntity } from './ente.entity.js';

const codes = [
  'tipo',
  'denominazione',
  'codiceFiscale',
  'codiceIpa',
  'codiceIstat',
  'codiceIstatAnac',
  'codiceAusa',
  'codiceCentroCosto',
  'nuts',
  'pec',
  'popolazione',
  'patrono',
] as const;

/** The data of a body as `checkEnte` takes it and the audit shows it. */
export function enteCodes(row: EnteEntity): Pick<EnteEntity, (typeof codes)[number]> {
  return Object.fromEntries(codes.map((name) => [name, row[name]])) as Pick<EnteEntity, (typeof codes)[number]>;
}

type Columns = Omit<EnteData, 'tipo'>;

/** The columns of checked data; what new schede copy of the body (`profilo`) follows the codes. */
export function enteValues(ente: Columns, profilo: EnteEntity['profilo']): Columns & Pick<EnteEntity, 'profilo'> {
  return {
    ...ente,
    profilo: {
      ...profilo,
      denominazione: ente.denominazione,
      codiceFiscale: ente.codiceFiscale,
      ipaCode: ente.codiceIpa,
      istat: ente.codiceIstat,
      codIstatAnac: ente.codiceIstatAnac,
      nuts: ente.nuts,
      pec: ente.pec,
    },
  };
}
