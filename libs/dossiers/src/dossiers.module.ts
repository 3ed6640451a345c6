import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@gare/identity';
import { LawModule } from '@gare/law';
import { AbsenceEntity } from './absence.entity.js';
import { ConflictDeclarationEntity } from './conflict-declaration.entity.js';
import { ConvenzioneCoverage } from './convenzione-coverage.js';
import { DossierCountEntity } from './dossier-count.entity.js';
import { DossierAccessReader } from './dossier-access.reader.js';
import { DossierCreated, DossierMigrated, DossierMoved, DossierTurnWorkedOut } from './dossier-events.js';
import { DossierOpening } from './dossier-opening.js';
import { DossierAssignmentEntity } from './dossier-assignment.entity.js';
import { DossierOutlook } from './dossier-outlook.js';
import { DossierPeopleReader } from './dossier-people.reader.js';
import { DossierStayEntity } from './dossier-stay.entity.js';
import { DossierSteps } from './dossier-steps.js';
import { DossierTurns } from './dossier-turns.js';
import { DossierNumberEntity } from './dossier-number.entity.js';
import { DossierProgress } from './dossier-progress.js';
import { DossierEntity } from './dossier.entity.js';
import { DossierVersions } from './dossier-versions.js';
import { DossierReader } from './dossier.reader.js';
import { DossierScopes } from './dossier-scopes.js';
import { GateFactSources } from './gate-facts.js';
import { KindVersionEntity } from './kind-version.entity.js';
import { KindLibrary } from './kind-library.js';
import { OpenItemSources } from './open-items.js';

const entities = [
  ...[DossierEntity, DossierNumberEntity, DossierCountEntity, ConflictDeclarationEntity],
  ...[DossierStayEntity, DossierAssignmentEntity, AbsenceEntity, KindVersionEntity],
];

const provided = [
  ConvenzioneCoverage,
  DossierOpening,
  DossierSteps,
  DossierReader,
  DossierAccessReader,
  DossierProgress,
  DossierScopes,
  DossierTurns,
  DossierOutlook,
  DossierPeopleReader,
  DossierCreated,
  DossierMoved,
  DossierMigrated,
  DossierVersions,
  DossierTurnWorkedOut,
  GateFactSources,
  KindLibrary,
  OpenItemSources,
];

@Module({
  imports: [TypeOrmModule.forFeature(entities), IdentityModule, LawModule],
  providers: provided,
  exports: [...provided, LawModule],
})
export class DossiersModule {}
