import { readMoney } from '@gare/domain/money/money';

export const contractTypes = ['works', 'services', 'supplies', 'concession'] as const;

export interface NewDossierValues {
  /** Goes with the request, so that a draft sent twice opens one dossier. */
  readonly clientId: string;
  readonly oggetto: string;
  readonly kind: string;
  readonly enteId: string | null;
  readonly tipo: string;
  readonly oggettoConcessione: string;
  readonly importo: string;
  /** First message to the SUA. */
  readonly domanda: string;
}

export const emptyDossier = (): NewDossierValues => ({
  clientId: crypto.randomUUID(),
  oggetto: '',
  kind: 'GARA',
  enteId: null,
  tipo: '',
  oggettoConcessione: '',
  importo: '',
  domanda: '',
});

export const shortest = 10;
export const longest = 400;

export type WrongField = 'oggetto' | 'ente' | 'contratto' | 'concessione' | 'importo';

/** Only a tender leads to a contract. */
export const isTender = ({ kind }: NewDossierValues): boolean => kind === 'GARA';

/** What is wrong before the server is asked, field by field; the amount with the words of the rule. */
export function wrongFields(values: NewDossierValues, choosesEnte: boolean): Partial<Record<WrongField, string | true>> {
  const length = values.oggetto.trim().length;
  const amount = values.importo.trim() === '' ? null : readMoney(values.importo);
  const asksContract = isTender(values) && (values.tipo !== '' || amount !== null);
  return {
    ...(length < shortest || length > longest ? { oggetto: true as const } : {}),
    ...(choosesEnte && values.enteId === null ? { ente: true as const } : {}),
    ...(asksContract && values.tipo === '' ? { contratto: true as const } : {}),
    ...(asksContract && values.tipo === 'concession' && values.oggettoConcessione === '' ? { concessione: true as const } : {}),
    ...(asksContract && amount?.ok === false
      ? { importo: amount.message }
      : asksContract && amount === null
        ? { importo: true as const }
        : {}),
  };
}

interface PlannedContract {
  readonly tipo: (typeof contractTypes)[number];
  readonly oggettoConcessione: 'works' | 'services' | null;
  readonly importo: string;
}

/** What will be tendered, where it is told. */
export function plannedContract(values: NewDossierValues): PlannedContract | undefined {
  const tipo = contractTypes.find((code) => code === values.tipo);
  const amount = readMoney(values.importo);
  if (!isTender(values) || tipo === undefined || !amount.ok) return undefined;
  const about = values.oggettoConcessione === 'works' ? 'works' : 'services';
  return { tipo, oggettoConcessione: tipo === 'concession' ? about : null, importo: amount.value };
}
