import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DocumentsModule } from '@gare/documents';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { SchedaModule } from '@gare/scheda';
import { DraftShells } from './draft-shells.js';
import { DraftReader } from './draft-reader.js';
import { DraftSnapshotEntity } from './draft-snapshot.entity.js';
import { DraftSnapshots } from './draft-snapshots.js';
import { DraftStore } from './draft-store.js';
import { DraftTicketEntity } from './draft-ticket.entity.js';
import { DraftTickets } from './draft-tickets.js';
import { DraftUpdateEntity } from './draft-update.entity.js';
import { DraftWriter } from './draft-writer.js';
import { DraftEntity } from './draft.entity.js';
import { DraftedTexts } from './formation/drafted-texts.js';
import { DraftedValues } from './formation/drafted-values.js';
import { SchedaInDrafts } from './scheda/scheda-in-drafts.js';

const provided = [DraftStore, DraftSnapshots, DraftReader, DraftWriter, DraftTickets, DraftShells];

@Module({
  imports: [
    TypeOrmModule.forFeature([DraftEntity, DraftUpdateEntity, DraftSnapshotEntity, DraftTicketEntity]),
    IdentityModule,
    DossiersModule,
    DocumentsModule,
    SchedaModule,
  ],
  providers: [...provided, DraftedTexts, DraftedValues, SchedaInDrafts],
  exports: provided,
})
export class DraftingModule {}
