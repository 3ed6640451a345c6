import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { decide } from '@gare/domain/access/policy';
import { completedMatrix, type DelegatedFunction, defaultMatrix } from '@gare/domain/access/default-matrix';
import { type Permission } from '@gare/domain/access/permissions';
import { type ResponsibilityMatrix } from '@gare/domain/access/responsibility-matrix';
import { type ConvenzioneState } from '@gare/domain/convenzione/states';
import { termsChange } from '@gare/domain/convenzione/terms';
import { getAt } from '@gare/domain/scheda/path';
import { type Tariff } from '@gare/domain/tariff/tariff';
import { DossierReader, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { ConvenzioneReader, type ConvenzioneEntity } from '@gare/identity';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaReader } from '@gare/scheda';
import { tenderDocuments } from './tender-documents.js';

export const convenzioneKind = 'CONVENZIONE_ADESIONE';
export const matrixPath = 'contenuto/compiti/matrice';
export const tariffsPath = 'contenuto/rapporti/tariffe';

/** A convenzione with its sheet; `row` is what dossiers read of it, null while there is none. */
export interface ConvenzioneTerms {
  readonly dossier: DossierEntity;
  readonly revision: number;
  readonly values: object;
  readonly row: ConvenzioneEntity | null;
}

/** Reads what a convenzione says on responsibilities and prices. */
@Injectable()
export class TermsReader {
  constructor(
    private readonly dossiers: DossierReader,
    private readonly scheda: SchedaReader,
    private readonly convenzioni: ConvenzioneReader,
    private readonly kinds: KindLibrary,
  ) {}

  /** @throws AppError convenzione.not_found, also for one that is not in sight or a dossier of another kind */
  async require(reader: Reader, dossierId: string): Promise<ConvenzioneTerms> {
    const dossier = await this.dossiers.require(reader, dossierId).catch(asConvenzione);
    if (dossier.kindCode !== convenzioneKind) throw new AppError('convenzione.not_found');
    const { revision, values } = await this.scheda.read(reader, dossierId);
    return { dossier, revision, values, row: await this.convenzioni.byId(reader, dossierId) };
  }

  documents(): ReturnType<typeof tenderDocuments> {
    return tenderDocuments(this.kinds);
  }

  /** The matrix of the sheet, of what is in force, or the typical one; and whether somebody wrote it. */
  matrixOf({ values, row }: Pick<ConvenzioneTerms, 'values' | 'row'>): { matrice: ResponsibilityMatrix; isDefault: boolean } {
    const written = (getAt(values, matrixPath) ?? row?.matrice) as ResponsibilityMatrix | null | undefined;
    const functions = (getAt(values, 'contenuto/oggetto/funzioniSvolte') ?? row?.funzioniSvolte ?? ['1']) as DelegatedFunction[];
    return { matrice: completedMatrix(written ?? {}, defaultMatrix(this.documents(), functions)), isDefault: written == null };
  }
}

/** A dossier that is not there is, to who asks for a convenzione, a convenzione that is not there. */
function asConvenzione(error: unknown): never {
  throw error instanceof AppError && error.code === 'dossier.not_found' ? new AppError('convenzione.not_found') : error;
}

export function tariffsOf({ values, row }: Pick<ConvenzioneTerms, 'values' | 'row'>): readonly Tariff[] {
  return (getAt(values, tariffsPath) ?? row?.tariffe ?? []) as unknown as readonly Tariff[];
}

/** The text has the hash the councils approve. */
export const textIsFixed = (values: object): boolean => getAt(values, 'testo/hash') != null;

export function changeMode(
  actor: Actor,
  permission: Permission,
  { dossier, values }: ConvenzioneTerms,
): { modo: 'BOZZA' | 'MODIFICA' | 'NESSUNO'; whyNot: string | null } {
  const decision = decide(actor, permission, dossier);
  if (!decision.allowed) return { modo: 'NESSUNO', whyNot: decision.reason };
  const change = termsChange(dossier.state as ConvenzioneState, textIsFixed(values));
  return { modo: change.modo, whyNot: change.modo === 'NESSUNO' ? change.motivo : null };
}
