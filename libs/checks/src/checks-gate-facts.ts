import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CheckFact } from '@gare/domain/kinds/kind-facts';
import { GateFactSources } from '@gare/dossiers';
import { type CheckOutcome, ChecksReader, placeOf } from './checks.reader.js';

/** Lets gates ask for the checks (`checks.blocks`, `check('DATA-01').status`). A dossier never checked leaves them unknown. */
@Injectable()
export class ChecksGateFacts implements OnModuleInit {
  constructor(
    private readonly sources: GateFactSources,
    private readonly checks: ChecksReader,
  ) {}

  onModuleInit(): void {
    this.sources.register('checks', async (reader, dossier) => {
      const results = await this.checks.outcomes(reader, dossier.id);
      return results.length === 0 ? {} : { checks: results.map(toFact) };
    });
  }
}

function toFact(row: CheckOutcome): CheckFact {
  const { checkId: id, severity, status, stale, message } = row;
  return { id, group: row.groupCode as CheckFact['group'], severity, status, stale, message, path: placeOf(row).path };
}
