import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';
import { TemplatesModule } from '@gare/templates';
import { ClauseChoiceEntity } from './clause-choice.entity.js';
import { ClauseCounters } from './clause-counters.js';
import { ClauseDeviationEntity } from './clause-deviation.entity.js';
import { ClauseDeviations } from './clause-deviations.js';
import { ClauseParts } from './clause-parts.js';
import { ClausePlaces } from './clause-places.js';
import { ClauseShelf } from './clause-shelf.js';
import { ClauseVersionEntity } from './clause-version.entity.js';
import { ClauseVersions } from './clause-versions.js';
import { ClauseLint } from './clause-lint.js';
import { ClausesChanged } from './clauses-changed.js';
import { ClausesGateFacts } from './clauses-gate-facts.js';
import { DossierClauses } from './dossier-clauses.js';
import { ReleaseClauses } from './release-clauses.js';

const provided = [
  ReleaseClauses,
  ClauseShelf,
  ClauseLint,
  ClauseVersions,
  ClausePlaces,
  ClauseCounters,
  ClausesChanged,
  DossierClauses,
  ClauseDeviations,
  ClauseParts,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([ClauseVersionEntity, ClauseDeviationEntity, ClauseChoiceEntity]),
    DossiersModule,
    IdentityModule,
    SchedaModule,
    TemplatesModule,
  ],
  providers: [...provided, ClausesGateFacts],
  exports: provided,
})
export class ClausesModule {}
