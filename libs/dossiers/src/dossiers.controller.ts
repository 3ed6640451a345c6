import { Controller } from '@nestjs/common';
import { createDossier, getDossier, listDossiers, listKinds, moveDossier, type DossierDetail } from '@gare/contracts/dossiers';
import { listJobs, type JobView } from '@gare/contracts/jobs';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { DossierDetailView } from './dossier-detail.view.js';
import { DossierJobsView } from './dossier-jobs.view.js';
import { DossierListView } from './dossier-list.view.js';
import { DossiersService } from './dossiers.service.js';
import { KindLibrary } from './kind-library.js';

@Controller()
export class DossiersController {
  constructor(
    private readonly dossiers: DossiersService,
    private readonly board: DossierListView,
    private readonly detail: DossierDetailView,
    private readonly jobs: DossierJobsView,
    private readonly kinds: KindLibrary,
  ) {}

  @Route(listDossiers)
  list(@CurrentActor() actor: Actor, @Input(listDossiers) { query }: InputOf<typeof listDossiers>): ReturnType<DossierListView['list']> {
    return this.board.list(actor, query);
  }

  @Route(listKinds)
  listKinds(@CurrentActor() actor: Actor): object {
    return { items: this.kinds.offered(actor.suaId) };
  }

  @Route(createDossier)
  async create(@CurrentActor() actor: Actor, @Input(createDossier) { body }: InputOf<typeof createDossier>): Promise<DossierDetail> {
    return this.detail.show(actor, await this.dossiers.create(actor, body));
  }

  @Route(getDossier)
  show(@CurrentActor() actor: Actor, @Input(getDossier) { params }: InputOf<typeof getDossier>): Promise<DossierDetail> {
    return this.detail.show(actor, params.dossierId);
  }

  @Route(moveDossier)
  async move(@CurrentActor() actor: Actor, @Input(moveDossier) { params, body }: InputOf<typeof moveDossier>): Promise<DossierDetail> {
    await this.dossiers.move(actor, params.dossierId, body);
    return this.detail.show(actor, params.dossierId);
  }

  @Route(listJobs)
  listJobs(@CurrentActor() actor: Actor, @Input(listJobs) { params }: InputOf<typeof listJobs>): Promise<{ items: JobView[] }> {
    return this.jobs.list(actor, params.dossierId);
  }
}
