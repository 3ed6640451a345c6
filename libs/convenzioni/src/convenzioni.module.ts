import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';
import { DossierAccountChanged } from './account-changed.js';
import { ConvenzioneFactsReader } from './convenzione-facts.reader.js';
import { ConvenzioneGateFacts } from './convenzione-gate-facts.js';
import { ConvenzioneProjection } from './convenzione-projection.js';
import { ConvenzioneReminderEntity } from './convenzione-reminder.entity.js';
import { ConvenzioneSheets } from './convenzione-sheet.js';
import { CouncilTexts } from './council-texts.js';
import { DossierExpenseEntity } from './dossier-expense.entity.js';
import { LifecycleReader } from './lifecycle.reader.js';
import { MemberPaymentEntity } from './member-payment.entity.js';
import { OpenTenders } from './open-tenders.js';
import { StatementFileEntity } from './statement-file.entity.js';
import { TermsReader } from './terms.reader.js';

const entities = [ConvenzioneReminderEntity, DossierExpenseEntity, MemberPaymentEntity, StatementFileEntity];
const provided = [LifecycleReader, ConvenzioneSheets, TermsReader, OpenTenders, ConvenzioneFactsReader, DossierAccountChanged];

/** The convenzione as a dossier: what gates ask of it, what its steps bring with them, and what other features read of it. */
@Module({
  imports: [TypeOrmModule.forFeature(entities), IdentityModule, DossiersModule, SchedaModule, DocumentsModule],
  providers: [...provided, ConvenzioneGateFacts, ConvenzioneProjection, CouncilTexts],
  exports: [...provided, IdentityModule, DossiersModule, SchedaModule, DocumentsModule],
})
export class ConvenzioniModule {}
