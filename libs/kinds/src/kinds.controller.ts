import { Controller } from '@nestjs/common';
import {
  diffKindVersions,
  examineKind,
  getKindText,
  listKindDossiers,
  listKindMigrations,
  listKindVersions,
  migrateDossier,
  migrateKind,
  planKindMigration,
  publishKind,
  type KindExamination,
  type KindMigrationPlan,
} from '@gare/contracts/kinds';
import { type JobView } from '@gare/contracts/jobs';
import { type Actor } from '@gare/domain/access/actor';
import { CurrentActor, Input, Route, type InputOf } from '@gare/platform/http';
import { KindMigrations } from './kind-migrations.js';
import { KindPassages } from './kind-passages.js';
import { KindRegister } from './kind-register.js';
import { KindVersionsView } from './kind-versions.view.js';

@Controller()
export class KindsController {
  constructor(
    private readonly register: KindRegister,
    private readonly versions: KindVersionsView,
    private readonly passages: KindPassages,
    private readonly migrations: KindMigrations,
  ) {}

  @Route(listKindVersions)
  list(@CurrentActor() actor: Actor): ReturnType<KindVersionsView['list']> {
    return this.versions.list(actor);
  }

  @Route(getKindText)
  text(@CurrentActor() actor: Actor, @Input(getKindText) { params }: InputOf<typeof getKindText>): ReturnType<KindRegister['text']> {
    return this.register.text(actor, params);
  }

  @Route(listKindDossiers)
  dossiers(
    @CurrentActor() actor: Actor,
    @Input(listKindDossiers) { params }: InputOf<typeof listKindDossiers>,
  ): ReturnType<KindVersionsView['dossiers']> {
    return this.versions.dossiers(actor, params);
  }

  @Route(diffKindVersions)
  differences(
    @CurrentActor() actor: Actor,
    @Input(diffKindVersions) { params, query }: InputOf<typeof diffKindVersions>,
  ): Pick<KindExamination, 'differences'> {
    return { differences: this.register.differences(actor, params.code, query) };
  }

  @Route(examineKind)
  examine(@CurrentActor() actor: Actor, @Input(examineKind) { body }: InputOf<typeof examineKind>): Promise<KindExamination> {
    return this.register.examine(actor, body.text);
  }

  @Route(publishKind)
  publish(@CurrentActor() actor: Actor, @Input(publishKind) { body }: InputOf<typeof publishKind>): ReturnType<KindRegister['publish']> {
    return this.register.publish(actor, body);
  }

  @Route(listKindMigrations)
  recent(
    @CurrentActor() actor: Actor,
    @Input(listKindMigrations) { params }: InputOf<typeof listKindMigrations>,
  ): ReturnType<KindMigrations['recent']> {
    return this.migrations.recent(actor, params.code);
  }

  @Route(migrateKind)
  migrateAll(@CurrentActor() actor: Actor, @Input(migrateKind) { params, body }: InputOf<typeof migrateKind>): Promise<JobView> {
    return this.migrations.start(actor, params.code, body);
  }

  @Route(planKindMigration)
  plan(
    @CurrentActor() actor: Actor,
    @Input(planKindMigration) { params, body }: InputOf<typeof planKindMigration>,
  ): Promise<KindMigrationPlan> {
    return this.passages.plan(actor, params.dossierId, body);
  }

  @Route(migrateDossier)
  migrate(
    @CurrentActor() actor: Actor,
    @Input(migrateDossier) { params, body }: InputOf<typeof migrateDossier>,
  ): ReturnType<KindPassages['migrate']> {
    return this.passages.migrate(actor, params.dossierId, body);
  }
}
