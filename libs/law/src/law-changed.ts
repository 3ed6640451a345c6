import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type ParameterProposal } from '@gare/domain/law/register';
import { Listeners } from '@gare/platform/events';

/** The register of a Province got an entry: what was worked out by the law may be another now. */
@Injectable()
export class LawChanged extends Listeners<{
  actor: Actor;
  suaId: string;
  proposal: ParameterProposal;
  /** How many entries the register had before it. */
  known: number;
}> {}
