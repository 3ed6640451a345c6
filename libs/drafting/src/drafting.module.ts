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
import { DraftStandingEntity } from './standing/draft-standing.entity.js';
import { DraftStandards } from './standing/draft-standard.js';
import { DraftStandings } from './standing/draft-standings.js';
import { DraftStood } from './standing/draft-stood.js';
import { TextGate } from './text-gate.js';
import { StandingTexts } from './standing/standing-texts.js';

const provided = [
  DraftStore,
  DraftSnapshots,
  DraftReader,
  DraftWriter,
  DraftTickets,
  DraftShells,
  DraftStandings,
  StandingTexts,
  DraftStandards,
  DraftStood,
  TextGate,
];

@Module({
  imports: [
    TypeOrmModule.forFeature([DraftEntity, DraftUpdateEntity, DraftSnapshotEntity, DraftTicketEntity, DraftStandingEntity]),
    IdentityModule,
    DossiersModule,
    DocumentsModule,
    SchedaModule,
  ],
  providers: [...provided, DraftedTexts, DraftedValues, SchedaInDrafts],
  exports: provided,
})
export class DraftingModule {}
