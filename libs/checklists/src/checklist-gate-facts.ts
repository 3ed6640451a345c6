import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GateFactSources } from '@gare/dossiers';
import { ChecklistsReader } from './checklists.reader.js';

/** Lets gates ask whether the checklists are signed (`liste.tutteFirmate`, `liste.daFirmare`). */
@Injectable()
export class ChecklistGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly checklists: ChecklistsReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('checklists', async (reader, dossier) => {
      const lists = await this.checklists.signed(reader, dossier);
      const open = lists.filter(({ firmata }) => !firmata);
      return {
        facts: {
          liste: {
            ...{ tutteFirmate: open.length === 0, daFirmare: open.length },
            firmate: lists.filter(({ firmata }) => firmata).map(({ codice }) => codice),
          },
        },
      };
    });
  }
}
