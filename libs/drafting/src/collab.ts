import { Module } from '@nestjs/common';
import { DossiersModule } from '@gare/dossiers';
import { IdentityModule } from '@gare/identity';
import { BetweenProcesses } from './collab/between-processes.js';
import { CollabServer } from './collab/collab-server.js';
import { DraftDoor } from './collab/draft-door.js';
import { DraftHocuspocus } from './collab/draft-hocuspocus.js';
import { DraftRooms } from './collab/draft-rooms.js';
import { DraftWatch } from './collab/draft-watch.js';
import { DraftingModule } from './drafting.module.js';

export { CollabServer };

@Module({
  imports: [DraftingModule, IdentityModule, DossiersModule],
  providers: [CollabServer, BetweenProcesses, DraftHocuspocus, DraftDoor, DraftRooms, DraftWatch],
})
export class DraftingCollabModule {}
