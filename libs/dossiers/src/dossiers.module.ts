import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { IdentityModule } from '@gare/identity';
import { ConvenzioneCoverage } from './convenzione-coverage.js';
import { DossierCountEntity } from './dossier-count.entity.js';
import { DossierCreated, DossierMoved } from './dossier-events.js';
import { DossierOpening } from './dossier-opening.js';
import { DossierSteps } from './dossier-steps.js';
import { DossierNumberEntity } from './dossier-number.entity.js';
import { DossierProgress } from './dossier-progress.js';
import { DossierEntity } from './dossier.entity.js';
import { DossierReader } from './dossier.reader.js';
import { GateFactSources } from './gate-facts.js';
import { KindLibrary } from './kind-library.js';

const provided = [
  ConvenzioneCoverage,
  DossierOpening,
  DossierSteps,
  DossierReader,
  DossierProgress,
  DossierCreated,
  DossierMoved,
  GateFactSources,
  KindLibrary,
];

@Module({
  imports: [TypeOrmModule.forFeature([DossierEntity, DossierNumberEntity, DossierCountEntity]), IdentityModule],
  providers: provided,
  exports: provided,
})
export class DossiersModule {}
