import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { TemplatesModule } from '@gare/templates';
import { ClausesController } from './clauses.controller.js';
import { ClausesModule } from './clauses.module.js';
import { ClausesService } from './clauses.service.js';
import { ClausesReading } from './clauses.view.js';
import { DossierClausesController } from './dossier-clauses.controller.js';
import { DossierClausesService } from './dossier-clauses.service.js';
import { EffectOnTemplates } from './effect-on-templates.js';

@Module({
  imports: [ClausesModule, DossiersModule, IdentityModule, TemplatesModule],
  controllers: [ClausesController, DossierClausesController],
  providers: [ClausesReading, ClausesService, DossierClausesService, EffectOnTemplates],
})
export class ClausesHttpModule {}
