import { Injectable } from '@nestjs/common';
import { type z } from 'zod';
import { type listMyTurn } from '@gare/contracts/desk';
import { type Actor } from '@gare/domain/access/actor';
import { nextAction } from '@gare/domain/turn/next-action';
import { DossierAccessReader, DossierOutlook } from '@gare/dossiers';
import { type Reader } from '@gare/platform/database';

type MyTurn = z.output<NonNullable<typeof listMyTurn.response>>;

/** What to do next on the dossier of a card. */
@Injectable()
export class CardWork {
  constructor(
    private readonly access: DossierAccessReader,
    private readonly outlook: DossierOutlook,
  ) {}

  async next(reader: Reader, actor: Actor, dossierId: string): Promise<MyTurn['items'][number]['nextAction']> {
    const one = await this.access.open(reader, actor, dossierId);
    const { title, explanation, screen, path, documentCode, checkId } = nextAction(await this.outlook.of(reader, one));
    return { title, explanation, screen, path, documentCode, checkId };
  }
}
