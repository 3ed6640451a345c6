import { Injectable } from '@nestjs/common';
import { type Actor } from '@gare/domain/access/actor';
import { type LegalParameter } from '@gare/domain/law/parameters';
import { type ParameterProposal } from '@gare/domain/law/register';
import { Listeners } from '@gare/platform/events';

/** The register of a Province got an entry: what was worked out by the law may be another now. */
@Injectable()
export class LawChanged extends Listeners<{
  actor: Actor;
  suaId: string;
  proposal: ParameterProposal;
  /** The rows that counted before it, and those that count from now on. */
  before: readonly LegalParameter[];
  after: readonly LegalParameter[];
}> {}
