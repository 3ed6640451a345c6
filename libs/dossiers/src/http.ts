import { Module } from '@nestjs/common';
import { IdentityModule } from '@gare/identity';
import { ConflictDeclarations } from './conflict-declarations.service.js';
import { DeclarationsController } from './declarations.controller.js';
import { DossierDetailView } from './dossier-detail.view.js';
import { DossierJobsView } from './dossier-jobs.view.js';
import { DossierListView } from './dossier-list.view.js';
import { DossierTotals } from './dossier-totals.js';
import { DossierTurnView } from './dossier-turn.view.js';
import { DossiersController } from './dossiers.controller.js';
import { DossiersModule } from './dossiers.module.js';
import { DossiersService } from './dossiers.service.js';
import { ReviewGrantsController } from './review-grants.controller.js';
import { ReviewGrants } from './review-grants.service.js';

@Module({
  imports: [DossiersModule, IdentityModule],
  controllers: [DossiersController, DeclarationsController, ReviewGrantsController],
  providers: [
    ConflictDeclarations,
    ReviewGrants,
    DossiersService,
    DossierListView,
    DossierTotals,
    DossierDetailView,
    DossierJobsView,
    DossierTurnView,
  ],
})
export class DossiersHttpModule {}
