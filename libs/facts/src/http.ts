import { Module } from '@nestjs/common';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { LawModule } from '@gare/law';
import { SchedaModule } from '@gare/scheda';
import { FactsController } from './facts.controller.js';
import { FactsModule } from './facts.module.js';
import { FieldFactsService } from './field-facts.service.js';
import { HandEditsService } from './hand-edits.service.js';
import { Provenances } from './provenances.js';
import { RedlinesService } from './redlines.service.js';
import { StaleFactsService } from './stale-facts.service.js';
import { VersionFactsService } from './version-facts.service.js';

@Module({
  imports: [FactsModule, DocumentsModule, DossiersModule, SchedaModule, LawModule],
  controllers: [FactsController],
  providers: [FieldFactsService, VersionFactsService, StaleFactsService, RedlinesService, HandEditsService, Provenances],
})
export class FactsHttpModule {}
