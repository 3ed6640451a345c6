import { Injectable, type OnModuleInit } from '@nestjs/common';
import { convenzioneKind, DossierAccountChanged, OpenTenders } from '@gare/convenzioni';
import { DocumentsChanged } from '@gare/documents';
import { type Actor } from '@gare/domain/access/actor';
import { DossierCreated, DossierMoved, type DossierEntity } from '@gare/dossiers';
import { type Tx } from '@gare/platform/database';
import { SchedaChanged } from '@gare/scheda';
import { CheckQueue } from './check-queue.js';

/** Checks run by themselves: when a dossier is opened or moves, while its scheda is filled in, when a document gets a version. */
@Injectable()
export class CheckTriggers implements OnModuleInit {
  constructor(
    private readonly queue: CheckQueue,
    private readonly created: DossierCreated,
    private readonly moved: DossierMoved,
    private readonly scheda: SchedaChanged,
    private readonly documents: DocumentsChanged,
    private readonly account: DossierAccountChanged,
    private readonly tenders: OpenTenders,
  ) {}

  onModuleInit(): void {
    this.created.on((tx, { actor, dossier }) => this.queue.changed(tx, actor, dossier, { paths: ['@dossier', '@asOf', '@archive'] }));
    this.moved.on((tx, { actor, dossier }) => this.ofDossier(tx, actor, { dossier, paths: ['@dossier'] }));
    // The reference date and the set of documents asked for may follow from any field.
    this.scheda.on((tx, { actor, dossier, paths }) => this.ofDossier(tx, actor, { dossier, paths: withDate(paths) }));
    this.account.on((tx, { actor, dossier }) => this.queue.changed(tx, actor, dossier, { paths: ['@convenzione'] }));
    this.documents.on((tx, { actor, dossierId: id, suaId, enteId, codes, moreToCome }) =>
      this.queue.changed(
        tx,
        actor,
        { id, suaId, enteId },
        {
          paths: codes.map((code) => `@documents/${code}`),
          pause: moreToCome ? 'forming' : 'none',
        },
      ),
    );
  }

  /** A convenzione has no checks of its own: what changes in it makes the results of its tenders doubtful. */
  private async ofDossier(tx: Tx, actor: Actor, { dossier, paths }: { dossier: DossierEntity; paths: readonly string[] }): Promise<void> {
    if (dossier.kindCode !== convenzioneKind) return this.queue.changed(tx, actor, dossier, { paths });
    for (const tender of await this.tenders.hold(tx, dossier)) await this.queue.changed(tx, actor, tender, { paths: ['@convenzione'] });
  }
}

const datePaths = ['norma', 'tipoProcedura', 'dataTrasmissioneBando', 'dataInvioInviti', 'decisioneContrarre'];

/** The reference date is read from these fields: with one of them it may have moved. */
function withDate(paths: readonly string[]): readonly string[] {
  return paths.some((path) => datePaths.some((field) => path === field || path.startsWith(`${field}/`)))
    ? [...paths, '@asOf', '@documents']
    : paths;
}
