import type { ConvenzioneFacts } from '../checks/convenzione-facts.js';
import { toRomeDate } from '../calendar/rome-time.js';
import type { LegalParameter } from '../law/parameters.js';
import { Decimal } from 'decimal.js';
import { expenseNames } from '../tariff/expenses.js';
import type { Tariff } from '../tariff/tariff.js';
import { enforceableFrom, type CouncilAct } from './acts.js';
import { convenzioneContentSchema } from './content.js';
import type { ConvenzioneRecord } from './coverage.js';
import type { ConvenzioneSheet } from './lifecycle-facts.js';

/** A convenzione as it is kept: what is in force of it, its sheet where it has one, and what was charged for the dossier. */
export interface KeptConvenzione {
  readonly record: Pick<ConvenzioneRecord, 'numero' | 'stato' | 'dal' | 'al' | 'ambito' | 'ultrattivita' | 'sospensione'> & {
    readonly funzioniSvolte: readonly string[];
    readonly tariffe: readonly Tariff[];
  };
  /** Null for one of which only the terms are registered. */
  readonly sheet: ConvenzioneSheet | null;
  readonly abitanti: number | null;
  readonly account: Pick<ConvenzioneFacts, 'compensi' | 'costi'>;
  /** Legal parameters of the installation; the rows of this version where absent. */
  readonly parametri?: readonly LegalParameter[] | undefined;
}

type Act = { readonly [K in keyof CouncilAct]?: CouncilAct[K] | null } | null | undefined;

const deliberated = (act: Act, rows: KeptConvenzione['parametri']): ConvenzioneFacts['deliberaComune'] => ({
  esecutivaDal: enforceableFrom(act ?? {}, rows) ?? null,
  hashTesto: act?.hashTesto ?? null,
});

/** The hash all signatures cover; where they differ, one that is not that of the text. */
function signedHash(sheet: ConvenzioneSheet | null, text: string | null): string | null {
  const hashes = (sheet?.atti?.firme ?? []).map(({ hashTesto }) => hashTesto);
  return hashes.find((hash) => hash.toLowerCase() !== text?.toLowerCase()) ?? hashes[0] ?? null;
}

/** The day of the first signature; of an agreement on paper the day it was concluded. */
function firstSignature(sheet: ConvenzioneSheet | null): string | null {
  const days = (sheet?.atti?.firme ?? []).map(({ alle }) => toRomeDate(alle)).sort();
  const { attivazione } = (sheet?.atti ?? {}) as { attivazione?: { stipulataIl?: string | null } | null };
  return days[0] ?? attivazione?.stipulataIl ?? null;
}

function incentive(content: { quotaIncentivoPct: string } | undefined, tariffs: readonly Tariff[]): string {
  const all = [...(content === undefined ? [] : [content.quotaIncentivoPct]), ...tariffs.map((tariff) => tariff.quotaIncentivoPct)];
  return Decimal.max(0, ...all).toFixed();
}

/**
 * What the CONV checks see. Signatures stand under the text of the first period: after a renewal that is the one to compare, not
 * the text of the renewal, which the councils approve without a new signature round.
 */
export function convenzioneFacts({ record, sheet, abitanti, account, parametri }: KeptConvenzione): ConvenzioneFacts {
  const content = convenzioneContentSchema.safeParse(sheet?.contenuto);
  const signed = sheet?.periodi?.[0] ?? { ...sheet?.atti, hashTesto: sheet?.testo?.hash };
  const hashTesto = signed.hashTesto ?? null;
  const { numero, stato, dal, al, ambito, ultrattivita, sospensione, funzioniSvolte, tariffe } = record;
  const relations = content.success ? content.data.rapporti : undefined;
  return {
    ...{ numero, stato, dal, al, ambito, ultrattivita, sospensione, funzioniSvolte, tariffe, abitanti, hashTesto, ...account },
    daCarta: sheet === null || sheet.esistente === true,
    hashFirmato: signedHash(sheet, hashTesto),
    primaFirma: firstSignature(sheet),
    deliberaComune: deliberated(signed.deliberaComune, parametri),
    deliberaProvincia: deliberated(signed.deliberaProvincia, parametri),
    quotaIncentivoPct: incentive(relations, tariffe),
    rimborsi:
      relations === undefined
        ? {}
        : {
            [expenseNames.CONTRIBUTO_ANAC]: relations.rimborsi.contributoAnac,
            [expenseNames.PUBBLICITA]: relations.rimborsi.pubblicita,
            [expenseNames.COMMISSIONE]: relations.rimborsi.commissione,
            [expenseNames.PIATTAFORMA]: relations.rimborsi.piattaforma,
          },
    // Execution begins in a later step of the product: no variant can be known yet.
    varianti: [],
  };
}
