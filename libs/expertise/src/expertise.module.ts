import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { LawModule } from '@gare/law';
import { SchedaModule } from '@gare/scheda';
import { ExpertDayEntity } from './expert-day.entity.js';
import { ExpertiseFacts } from './expertise-facts.js';
import { ExpertiseReader } from './expertise.reader.js';
import { SupportTexts } from './support-texts.js';

const needed = [DossiersModule, IdentityModule, LawModule, SchedaModule, DocumentsModule];

/** Requests for support by experts: what gates ask of them, what their documents are filled with. */
@Module({
  imports: [TypeOrmModule.forFeature([ExpertDayEntity]), ...needed],
  providers: [ExpertiseReader, ExpertiseFacts, SupportTexts],
  exports: [ExpertiseReader, ...needed],
})
export class ExpertiseModule {}
