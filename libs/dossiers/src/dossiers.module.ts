import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@gare/identity';
import { ConflictDeclarationEntity } from './conflict-declaration.entity.js';
import { ConvenzioneCoverage } from './convenzione-coverage.js';
import { DossierCountEntity } from './dossier-count.entity.js';
import { DossierAccessReader } from './dossier-access.reader.js';
import { DossierCreated, DossierMoved } from './dossier-events.js';
import { DossierOpening } from './dossier-opening.js';
import { DossierSteps } from './dossier-steps.js';
import { DossierNumberEntity } from './dossier-number.entity.js';
import { DossierProgress } from './dossier-progress.js';
import { DossierEntity } from './dossier.entity.js';
import { DossierReader } from './dossier.reader.js';
import { DossierScopes } from './dossier-scopes.js';
import { GateFactSources } from './gate-facts.js';
import { KindLibrary } from './kind-library.js';
import { OpenItemSources } from './open-items.js';

const provided = [
  ConvenzioneCoverage,
  DossierOpening,
  DossierSteps,
  DossierReader,
  DossierAccessReader,
  DossierProgress,
  DossierScopes,
  DossierCreated,
  DossierMoved,
  GateFactSources,
  KindLibrary,
  OpenItemSources,
];

@Module({
  imports: [TypeOrmModule.forFeature([DossierEntity, DossierNumberEntity, DossierCountEntity, ConflictDeclarationEntity]), IdentityModule],
  providers: provided,
  exports: provided,
})
export class DossiersModule {}
