import { Injectable } from '@nestjs/common';
import { type MatrixDocument } from '@gare/domain/access/responsibility-matrix';
import { toRomeDate } from '@gare/domain/calendar/rome-time';
import { withFileHashes } from '@gare/domain/convenzione/file-hashes';
import { type ConvenzioneSheet, type LifecycleContext } from '@gare/domain/convenzione/lifecycle-facts';
import { isConvenzioneState } from '@gare/domain/convenzione/states';
import { DocumentsReader, type DocumentFile } from '@gare/documents';
import { DossierReader, KindLibrary, type DossierEntity } from '@gare/dossiers';
import { ConvenzioneReader } from '@gare/identity';
import { SuaStanding } from '@gare/law';
import { Clock } from '@gare/platform/clock';
import { type Reader } from '@gare/platform/database';
import { AppError } from '@gare/platform/errors';
import { SchedaReader } from '@gare/scheda';
import { tenderDocuments } from './tender-documents.js';
import { convenzioneKind } from './terms.reader.js';

/** A convenzione with all that its rules ask for, from one snapshot. */
export interface Lifecycle {
  readonly dossier: DossierEntity;
  readonly revision: number;
  /** As it is stored. */
  readonly stored: ConvenzioneSheet;
  /** The same with the hashes of the files uploaded where no act has fixed one yet. */
  readonly sheet: ConvenzioneSheet;
  readonly context: LifecycleContext;
  /** Files in force by document code. */
  readonly files: ReadonlyMap<string, DocumentFile>;
}

/** Reads a convenzione for gates, acts, pages and terms. */
@Injectable()
export class LifecycleReader {
  constructor(
    private readonly dossiers: DossierReader,
    private readonly scheda: SchedaReader,
    private readonly sua: SuaStanding,
    private readonly convenzioni: ConvenzioneReader,
    private readonly documents: DocumentsReader,
    private readonly kinds: KindLibrary,
    private readonly clock: Clock,
  ) {}

  /** @throws AppError convenzione.not_found, also for one that is not in sight or a dossier of another kind */
  async require(reader: Reader, dossierId: string): Promise<Lifecycle> {
    const dossier = await this.dossiers.find(reader, dossierId);
    if (dossier?.kindCode !== convenzioneKind) throw new AppError('convenzione.not_found');
    return this.of(reader, dossier);
  }

  async of(reader: Reader, dossier: DossierEntity): Promise<Lifecycle> {
    const { revision, values } = await this.scheda.read(reader, dossier.id);
    const stored = values as ConvenzioneSheet;
    const files = await this.documents.files(reader, dossier.id);
    const { state } = dossier;
    if (!isConvenzioneState(state)) throw new Error(`a convenzione in the state ${state}`);
    const context: LifecycleContext = {
      id: dossier.id,
      suaId: dossier.suaId,
      state,
      asOf: this.today(),
      ...(await this.sua.of(reader, dossier.suaId)),
      altre: (await this.convenzioni.all(reader, dossier.enteId)).filter(({ id }) => id !== dossier.id),
      documentiDiGara: this.tenderDocuments(),
      documenti: [],
    };
    return { dossier, revision, stored, sheet: withFileHashes(stored, (code) => files.get(code)?.sha256), context, files };
  }

  /** Documents of a tender, for which a matrix has to provide. */
  tenderDocuments(): readonly MatrixDocument[] {
    return tenderDocuments(this.kinds);
  }

  /** Today in Italy. */
  today(): string {
    return toRomeDate(this.clock.now().toISOString());
  }
}
